using System.Security.Cryptography;
using System.Text.Json;

namespace Sentry.StandIn;

/// <summary>Organization tokens: <c>sntrys_</c>, a payload that names the server and the organization, and a secret.</summary>
internal static class OrganizationToken
{
    private const int SecretLength = 32;

    public static string Create(Uri server, StandInOptions options)
    {
        var url = server.AbsoluteUri.TrimEnd('/');
        var payload = JsonSerializer.SerializeToUtf8Bytes(new
        {
            iat = options.Clock.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0,
            url,
            region_url = url,
            org = options.Organization,
        });
        var secret = Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretLength)).TrimEnd('=');
        return $"sntrys_{Convert.ToBase64String(payload)}_{secret}";
    }
}
