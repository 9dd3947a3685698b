using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Sentry.Releases.SentryApi;

/// <summary>An authentication token. Its value leaves this type only for the Authorization header.</summary>
internal sealed class AuthToken
{
    private const string Replacement = "***";

    /// <summary>Fewer characters of base64 than these would be found in innocent text.</summary>
    private const int ShortestBase64 = 8;

    private readonly List<string> _secrets = [];
    private readonly List<string> _base64Forms = [];

    /// <exception cref="ArgumentException">The value is not <see cref="IsWellFormed">well formed</see>.</exception>
    public AuthToken(string value)
    {
        if (!IsWellFormed(value))
            throw new ArgumentException("A token is one word of printable ASCII.", nameof(value));

        Value = value;
        _secrets.Add(value);
        if (OrganizationToken.SecretOf(value) is { Length: > 0 } secret)
            _secrets.Add(secret);

        foreach (var text in _secrets)
            AddBase64Forms(text);
    }

    public string Value { get; }

    /// <summary>
    /// Replaces the token, and the secret part of an organization token, by <c>***</c>: as it is, in any case, percent-encoded,
    /// JSON-escaped, and in base64.
    /// </summary>
    public string Redact(string text)
    {
        foreach (var secret in _secrets)
            text = Redact(text, secret);

        foreach (var form in _base64Forms)
            text = text.Replace(form, Replacement, StringComparison.OrdinalIgnoreCase);

        return text;
    }

    public override string ToString() => Replacement;

    /// <summary>Whether the value is one word of printable ASCII.</summary>
    public static bool IsWellFormed(string value) => value.Length > 0 && !value.AsSpan().ContainsAnyExceptInRange('!', '~');

    private static string Redact(string text, string secret)
    {
        StringBuilder? redacted = null;
        var copied = 0;
        for (var index = 0; index < text.Length; index++)
        {
            var length = LengthAtStart(text.AsSpan(index), secret);
            if (length == 0)
                continue;

            redacted ??= new StringBuilder(text.Length);
            redacted.Append(text, copied, index - copied).Append(Replacement);
            copied = index + length;
            index = copied - 1;
        }

        return redacted?.Append(text, copied, text.Length - copied).ToString() ?? text;
    }

    /// <returns>How much of the text the secret takes up at its start, each character escaped or not; 0 when it is not there.</returns>
    private static int LengthAtStart(ReadOnlySpan<char> text, string secret)
    {
        var length = 0;
        foreach (var character in secret)
        {
            var taken = LengthAtStart(text[length..], character);
            if (taken == 0)
                return 0;

            length += taken;
        }

        return length;
    }

    /// <summary>A character as it is, behind a backslash, as <c>\u002B</c>, or percent-encoded, also more than once.</summary>
    private static int LengthAtStart(ReadOnlySpan<char> text, char character)
    {
        if (StartsWith(text, [character]))
            return 1;

        // Nearly every character ends here, which makes megabytes cheap.
        if (text.IsEmpty || text[0] is not ('\\' or '%'))
            return 0;

        Span<char> code = stackalloc char[2];
        ((int)character).TryFormat(code, out _, "X2", CultureInfo.InvariantCulture);
        if (text[0] == '\\')
        {
            // This form first: a backslash with the u behind it might be an escaped u of the token.
            if (StartsWith(text, "\\u00") && StartsWith(text[4..], code))
                return 6;

            return StartsWith(text[1..], [character]) ? 2 : 0;
        }

        var percents = 1;
        while (StartsWith(text[percents..], "25"))
            percents += 2;

        return StartsWith(text[percents..], code) ? percents + code.Length : 0;
    }

    private static bool StartsWith(ReadOnlySpan<char> text, ReadOnlySpan<char> start) =>
        text.StartsWith(start, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The characters of base64 that the secret alone determines, at each of the three places where it can begin within the text
    /// encoded, in both alphabets.
    /// </summary>
    private void AddBase64Forms(string secret)
    {
        for (var offset = 0; offset < 3; offset++)
        {
            // A character of base64 is six bits; those that also hold bits of what surrounds the secret are left out.
            var first = (offset * 8 + 5) / 6;
            var end = (offset + secret.Length) * 8 / 6;
            if (end - first < ShortestBase64)
                continue;

            var form = Convert.ToBase64String(Encoding.ASCII.GetBytes(new string('\0', offset) + secret))[first..end];
            _base64Forms.Add(form);
            _base64Forms.Add(form.Replace('+', '-').Replace('/', '_'));
        }
    }
}

/// <summary>
/// What an organization token says of itself: <c>sntrys_</c>, the base64 of a JSON object, <c>_</c>, a secret. Its format is not
/// documented, so it is read tolerantly, and a token that cannot be read is just a token.
/// </summary>
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
        if (SecretOf(token.Value) is not { } secret)
            return null;

        try
        {
            using var json = JsonDocument.Parse(Decode(token.Value[Prefix.Length..^(secret.Length + 1)]));
            var root = json.RootElement;
            return root.ValueKind != JsonValueKind.Object ? null : new OrganizationToken(
                Text("org")?.Trim() is { Length: > 0 } organization ? organization : null,
                ServerAddress.Parse(Text("url")),
                ServerAddress.Parse(Text("region_url")));

            string? Text(string name) => root.Field(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
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
}
