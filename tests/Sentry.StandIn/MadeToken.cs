using System.Security.Cryptography;
using System.Text.Json;

namespace Sentry.StandIn;

/// <summary>The token that the stand-in makes when it is given none.</summary>
internal static class MadeToken
{
    private const int SecretLength = 32;

    public static StandInToken Create(Uri server, StandInOptions options) =>
        options.Like.HasOrganizationTokens
            ? new StandInToken(OfOrganization(server, options))
            : new StandInToken(Convert.ToHexStringLower(Secret())) { Scopes = ["project:releases", "org:read"], User = "jane@example.com" };

    /// <summary><c>sntrys_</c>, a payload that names the server and the organization, and a secret.</summary>
    private static string OfOrganization(Uri server, StandInOptions options)
    {
        var url = server.AbsoluteUri.TrimEnd('/');
        var payload = JsonSerializer.SerializeToUtf8Bytes(new
        {
            iat = options.Clock.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0,
            url,
            region_url = url,
            org = options.Organization,
        });
        return $"sntrys_{Convert.ToBase64String(payload)}_{Convert.ToBase64String(Secret()).TrimEnd('=')}";
    }

    private static byte[] Secret() => RandomNumberGenerator.GetBytes(SecretLength);
}
