using System.Globalization;
using System.Text;

namespace Sentry.Releases.SentryApi;

/// <summary>Blots a token out of texts, in the forms that it takes on its way through URLs, JSON and headers.</summary>
internal sealed class TokenBlotter
{
    public const string Replacement = "***";

    /// <summary>Fewer characters of base64 than these would blot innocent text.</summary>
    private const int ShortestBase64 = 8;

    private readonly IReadOnlyList<string> _secrets;
    private readonly IReadOnlyList<string> _base64Forms;

    public TokenBlotter(string token)
    {
        _secrets = OrganizationToken.SecretOf(token) is { Length: > 0 } secret ? [token, secret] : [token];
        _base64Forms = [.. _secrets.SelectMany(Base64Forms)];
    }

    public string Blot(string text)
    {
        foreach (var secret in _secrets)
            text = BlotSecret(text, secret);

        foreach (var form in _base64Forms)
            text = text.Replace(form, Replacement, StringComparison.OrdinalIgnoreCase);

        return text;
    }

    private static string BlotSecret(string text, string secret)
    {
        var blotted = new StringBuilder(text.Length);
        var index = 0;
        while (index < text.Length)
        {
            var length = LengthAtStart(text.AsSpan(index), secret);
            if (length > 0)
                blotted.Append(Replacement);
            else
                blotted.Append(text[index]);

            index += Math.Max(length, 1);
        }

        return blotted.ToString();
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
    private static IEnumerable<string> Base64Forms(string secret)
    {
        for (var offset = 0; offset < 3; offset++)
        {
            // A character of base64 is six bits; those that also hold bits of what surrounds the secret are left out.
            var first = (offset * 8 + 5) / 6;
            var end = (offset + secret.Length) * 8 / 6;
            if (end - first < ShortestBase64)
                continue;

            var form = Convert.ToBase64String(Encoding.ASCII.GetBytes(new string('\0', offset) + secret))[first..end];
            yield return form;
            yield return form.Replace('+', '-').Replace('/', '_');
        }
    }
}
