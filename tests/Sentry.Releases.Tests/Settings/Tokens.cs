using System.Text;

namespace Sentry.Releases.Tests.Settings;

/// <summary>Tokens as Sentry makes them; none opens anything.</summary>
internal static class Tokens
{
    public const string User = "sntryu_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    public const string Bare = "fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210";

    public const string Secret = "wKv5+Zl/1yZ0VnJQ8mX3e7T2uHqLr4sDgBcAoNpiYtU";

    public static string Organization(string json, string secret = Secret) =>
        $"sntrys_{Convert.ToBase64String(Encoding.UTF8.GetBytes(json))}_{secret}";

    public static string Organization(string? url, string? regionUrl, string? organization) =>
        Organization(System.Text.Json.JsonSerializer.Serialize(
            new { iat = 1700000000.5, url, region_url = regionUrl, org = organization }));
}
