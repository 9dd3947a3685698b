using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Sentry.Releases.Settings;

/// <summary>Blots a token out of texts, in the forms that it takes on its way through URLs, JSON and headers.</summary>
internal sealed class TokenBlotter
{
    public const string Replacement = "***";

    /// <summary>Fewer characters of base64 than these would blot innocent text.</summary>
    private const int ShortestBase64 = 8;

    private readonly Regex _pattern;

    public TokenBlotter(string token)
    {
        string[] secrets = OrganizationToken.SecretOf(token) is { Length: > 0 } secret ? [token, secret] : [token];
        var patterns = secrets.SelectMany(s => Base64Forms(s).Select(Regex.Escape).Prepend(EscapedForms(s)));
        _pattern = new Regex(string.Join('|', patterns), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }

    public string Blot(string text) => _pattern.Replace(text, Replacement);

    /// <summary>Each character as it is, percent-encoded (also more than once), or escaped as in JSON.</summary>
    private static string EscapedForms(string secret)
    {
        var pattern = new StringBuilder();
        foreach (var c in secret)
        {
            var code = ((int)c).ToString("X2", CultureInfo.InvariantCulture);
            pattern.Append(CultureInfo.InvariantCulture, $@"(?:\\?{Regex.Escape(c.ToString())}|%(?:25)*{code}|\\u00{code})");
        }

        return pattern.ToString();
    }

    /// <summary>
    /// The characters of base64 that the secret alone determines, at each of the three places where it can begin within the text
    /// encoded, in both alphabets.
    /// </summary>
    private static IEnumerable<string> Base64Forms(string secret)
    {
        for (var offset = 0; offset < 3; offset++)
        {
            var bits = (offset + secret.Length) * 8;
            var first = (offset * 8 + 5) / 6;
            var encoded = Convert.ToBase64String(Encoding.ASCII.GetBytes(new string('\0', offset) + secret));
            var form = encoded[first..(bits / 6)];
            if (form.Length < ShortestBase64)
                continue;

            yield return form;
            yield return form.Replace('+', '-').Replace('/', '_');
        }
    }
}
