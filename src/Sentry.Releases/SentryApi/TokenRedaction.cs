using System.Globalization;
using System.Text;

namespace Sentry.Releases.SentryApi;

/// <summary>Replaces a token in texts, in the forms that it takes on its way through URLs, JSON and headers.</summary>
internal sealed class TokenRedaction
{
    public const string Replacement = "***";

    /// <summary>Fewer characters of base64 than these would be found in innocent text.</summary>
    private const int ShortestBase64 = 8;

    private readonly List<string> _secrets = [];
    private readonly List<string> _base64Forms = [];

    public TokenRedaction(string token)
    {
        _secrets.Add(token);
        if (OrganizationToken.SecretOf(token) is { Length: > 0 } secret)
            _secrets.Add(secret);

        foreach (var text in _secrets)
            AddBase64Forms(text);
    }

    public string Redact(string text)
    {
        foreach (var secret in _secrets)
            text = Redact(text, secret);

        foreach (var form in _base64Forms)
            text = text.Replace(form, Replacement, StringComparison.OrdinalIgnoreCase);

        return text;
    }

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
