using System.Text.RegularExpressions;

namespace Sentry.Releases.Settings;

/// <summary>What holds for the text of every setting, whether a property, a variable or a line of a file.</summary>
internal static partial class SettingText
{
    private const int MaxShown = 200;
    private const string Hidden = "***";

    /// <returns>The text without white space around it; <see langword="null"/>, which is unset, when nothing is left.</returns>
    public static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <returns>The entries between the separators, trimmed, in order, each once, none empty.</returns>
    public static IReadOnlyList<string> Entries(string? text, params char[] separators)
    {
        var entries = (text ?? "").Split(separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return [.. entries.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>
    /// Shows a setting's value in a message. A wrong value is often a right one in the wrong place, so whatever may be a credential is
    /// left out: a token, a URL's user name and password, a URL's query.
    /// </summary>
    /// <returns>The value in quotes, redacted and cut after 200 characters.</returns>
    public static string Quoted(string value)
    {
        var shown = Query().Replace(value, "?" + Hidden);
        shown = Credentials().Replace(shown, Hidden + "@");
        shown = Token().Replace(shown, Hidden);
        return shown.Length > MaxShown ? $"'{shown[..MaxShown]}…'" : $"'{shown}'";
    }

    [GeneratedRegex(@"\?.*", RegexOptions.Singleline)]
    private static partial Regex Query();

    [GeneratedRegex(@"(?<=://|^).*@", RegexOptions.Singleline)]
    private static partial Regex Credentials();

    /// <summary>Sentry's token kinds: <c>sntrys_</c>, <c>sntryu_</c>, ..., and the older ones of 64 hexadecimal digits.</summary>
    [GeneratedRegex(@"sntry[a-z]*_\S*|[0-9a-f]{64,}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
