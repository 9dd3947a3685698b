using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Sentry.Releases.Diagnostics;

/// <summary>
/// Makes one printable line of any text. Names of tags, branches, paths and authors, and a server's answers, are other
/// people's: they may hold newlines, terminal escapes or characters that turn the reading direction.
/// </summary>
internal static class OneLine
{
    private const int MaxLength = 1000;

    /// <returns>
    /// The text with runs of white space as one space and with every control, format or unpaired surrogate character
    /// as U+FFFD, cut after 1,000 characters.
    /// </returns>
    public static string Of(string text)
    {
        var line = new StringBuilder(Math.Min(text.Length, MaxLength));
        foreach (var rune in text.EnumerateRunes())
        {
            if (line.Length >= MaxLength)
            {
                line.Append('…');
                break;
            }

            Append(line, rune);
        }

        return line.ToString().Trim();
    }

    private static void Append(StringBuilder line, Rune rune)
    {
        if (Rune.IsWhiteSpace(rune))
        {
            if (line.Length > 0 && line[^1] != ' ')
                line.Append(' ');
        }
        else if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse)
            line.Append('\uFFFD');
        else
            line.Append(rune.ToString());
    }
}

/// <summary>A number and what it counts.</summary>
internal static class Counted
{
    /// <param name="many">The plural, unless it is the singular with an s.</param>
    public static string Of(int count, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many ?? one + "s")}");
}

/// <summary>Texts that other programs wrote, made fit for a message.</summary>
internal static partial class SafeText
{
    private const string ReportIt = "This is a fault of the package; please report it.";

    /// <returns>The text without user names and passwords in its URLs.</returns>
    public static string WithoutCredentials(string text) => Credentials().Replace(text, "://");

    /// <summary>Describes an exception that nobody foresaw, in its own words: for messages from which the token is redacted afterwards.</summary>
    public static string OfUnexpected(Exception exception) =>
        $"an unexpected {exception.GetType().Name} ({WithoutCredentials(exception.Message).TrimEnd('.')}). {ReportIt}";

    /// <summary>Describes an exception that nobody foresaw by its place only: its own words might hold anything.</summary>
    public static string PlaceOfUnexpected(Exception exception) =>
        $"an unexpected {exception.GetType().Name} in {exception.TargetSite?.DeclaringType?.Name}.{exception.TargetSite?.Name}. {ReportIt}";

    [GeneratedRegex(@"://[^/\s]*@", RegexOptions.CultureInvariant)]
    private static partial Regex Credentials();
}
