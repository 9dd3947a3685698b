using System.Text.RegularExpressions;

namespace Sentry.Releases.Settings;

/// <summary>
/// Shows a setting's value in a message. A wrong value is often a right one in the wrong place, so whatever may be a credential is
/// left out: a token, a URL's user name and password, a URL's query.
/// </summary>
internal static partial class Quoted
{
    private const int MaxLength = 200;
    private const string Hidden = "***";

    /// <returns>The value in quotes, blotted and cut after 200 characters.</returns>
    public static string Of(string value)
    {
        var shown = Query().Replace(value, "?" + Hidden);
        shown = Credentials().Replace(shown, Hidden + "@");
        shown = Token().Replace(shown, Hidden);
        return shown.Length > MaxLength ? $"'{shown[..MaxLength]}…'" : $"'{shown}'";
    }

    [GeneratedRegex(@"\?.*", RegexOptions.Singleline)]
    private static partial Regex Query();

    [GeneratedRegex(@"(?<=://|^).*@", RegexOptions.Singleline)]
    private static partial Regex Credentials();

    /// <summary>Sentry's token kinds: <c>sntrys_</c>, <c>sntryu_</c>, ..., and the older ones of 64 hexadecimal digits.</summary>
    [GeneratedRegex(@"sntry[a-z]*_\S*|[0-9a-f]{64,}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
