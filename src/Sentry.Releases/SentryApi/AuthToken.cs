using System.Text;
using System.Text.Json;

namespace Sentry.Releases.SentryApi;

/// <summary>An authentication token. Its value leaves this type only for the Authorization header.</summary>
public sealed class AuthToken
{
    private readonly Lazy<TokenRedaction> _redaction;

    /// <param name="value">The token: one word of printable ASCII.</param>
    /// <exception cref="ArgumentException">The value is empty or holds anything but printable ASCII.</exception>
    public AuthToken(string value)
    {
        if (!IsWellFormed(value))
            throw new ArgumentException("A token is one word of printable ASCII.", nameof(value));

        Value = value;
        _redaction = new Lazy<TokenRedaction>(() => new TokenRedaction(value));
    }

    internal string Value { get; }

    /// <summary>
    /// Replaces the token, and the secret part of an organization token, by <c>***</c>: as it is, in any case, percent-encoded,
    /// JSON-escaped, and in base64.
    /// </summary>
    public string Redact(string text) => _redaction.Value.Redact(text);

    /// <returns>Never the token.</returns>
    public override string ToString() => TokenRedaction.Replacement;

    internal static bool IsWellFormed(string value)
    {
        foreach (var character in value)
        {
            if (character is <= ' ' or > '~')
                return false;
        }

        return value.Length > 0;
    }
}

/// <summary>
/// What an organization token says of itself: <c>sntrys_</c>, the base64 of a JSON object, <c>_</c>, a secret. Its format is not
/// documented, so it is read tolerantly, and a token that cannot be read is just a token.
/// </summary>
/// <param name="Organization">The organization's slug.</param>
/// <param name="Url">The server's own address.</param>
/// <param name="RegionUrl">The address of the region that holds the organization.</param>
internal sealed record OrganizationToken(string? Organization, Uri? Url, Uri? RegionUrl)
{
    private const string Prefix = "sntrys_";

    /// <summary>Where the token's organization is: its region, which saves a hop, else the server.</summary>
    public Uri? Server => RegionUrl ?? Url;

    /// <returns>What the token says; <see langword="null"/> when it is of another kind or malformed.</returns>
    public static OrganizationToken? Of(AuthToken token)
    {
        var value = token.Value;
        var payloadEnd = value.LastIndexOf('_');
        if (!value.StartsWith(Prefix, StringComparison.Ordinal) || payloadEnd < Prefix.Length)
            return null;

        try
        {
            using var json = JsonDocument.Parse(Decode(value[Prefix.Length..payloadEnd]));
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? new OrganizationToken(
                    Text(json.RootElement, "org")?.Trim() is { Length: > 0 } organization ? organization : null,
                    ServerAddress.Parse(Text(json.RootElement, "url")),
                    ServerAddress.Parse(Text(json.RootElement, "region_url")))
                : null;
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException)
        {
            // No base64, no JSON, or a JSON string that is no Unicode.
            return null;
        }
    }

    /// <returns>The part that alone opens the door; <see langword="null"/> when the token is of another kind.</returns>
    public static string? SecretOf(string token) =>
        token.StartsWith(Prefix, StringComparison.Ordinal) && token.LastIndexOf('_') is var end && end >= Prefix.Length
            ? token[(end + 1)..]
            : null;

    private static byte[] Decode(string base64)
    {
        var padded = new StringBuilder(base64.TrimEnd('=')).Replace('-', '+').Replace('_', '/');
        padded.Append('=', (4 - padded.Length % 4) % 4);
        return Convert.FromBase64String(padded.ToString());
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
