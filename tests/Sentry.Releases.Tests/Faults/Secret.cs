using System.Text;
using System.Text.RegularExpressions;

namespace Sentry.Releases.Tests.Faults;

/// <summary>Looks for a secret in every form that it may take; it knows nothing of how the package redacts secrets.</summary>
internal static partial class Secret
{
    /// <summary>As it is and in the forms in which texts carry others, by name.</summary>
    public static IReadOnlyDictionary<string, string> Forms(string secret) => new Dictionary<string, string>
    {
        ["plain"] = secret,
        ["upper case"] = secret.ToUpperInvariant(),
        ["lower case"] = secret.ToLowerInvariant(),
        ["percent-encoded"] = string.Concat(secret.Select(c => $"%{(int)c:x2}")),
        ["percent-encoded twice"] = Uri.EscapeDataString(string.Concat(secret.Select(c => $"%{(int)c:X2}"))),
        ["JSON escapes"] = string.Concat(secret.Select(c => $@"\u{(int)c:x4}")),
        ["base64"] = Base64(secret),
        ["base64 behind one character"] = Base64(":" + secret),
        ["base64 behind two characters"] = Base64("a:" + secret),
        ["base64 for URLs"] = Base64(secret).Replace('+', '-').Replace('/', '_'),
    };

    public static bool IsIn(string text, string secret)
    {
        var percent = Uri.UnescapeDataString(text);
        string[] texts = [text, percent, Uri.UnescapeDataString(percent), Escape().Replace(text, match => Character(match).ToString())];
        return texts.Any(decoded => Searched(secret).Any(form => decoded.Contains(form, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>Also in what nobody echoes but a file may hold: hexadecimal digits, and UTF-16 read byte by byte.</summary>
    private static IEnumerable<string> Searched(string secret) =>
        [secret, Convert.ToHexString(Encoding.ASCII.GetBytes(secret)), string.Join('\0', secret.ToCharArray()), .. Base64Forms(secret)];

    /// <summary>In base64 the characters at both ends also hold bits of what stands beside the secret.</summary>
    private static IEnumerable<string> Base64Forms(string secret) =>
        new[] { Base64(secret)[..^4], Base64("0" + secret)[4..^4], Base64("00" + secret)[4..^4] }
            .SelectMany(form => new[] { form, form.Replace('+', '-').Replace('/', '_') });

    private static string Base64(string text) => Convert.ToBase64String(Encoding.ASCII.GetBytes(text));

    private static char Character(Match escape) => (char)Convert.ToInt32(escape.Groups[1].Value, 16);

    [GeneratedRegex(@"\\u([0-9a-fA-F]{4})")]
    private static partial Regex Escape();
}
