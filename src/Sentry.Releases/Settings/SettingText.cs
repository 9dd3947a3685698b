using System.Text.RegularExpressions;

namespace Sentry.Releases.Settings;

/// <summary>What holds for the text of every setting, whether a property, a variable or a line of a file.</summary>
internal static partial class SettingText
{
    private const int MaxShown = 200;
    private const int MaxBytes = 64 * 1024;
    private const string Hidden = "***";
    private const char Undecodable = '\uFFFD';

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

    /// <summary>Reads a configuration file, which may be anything: never more than 64 KiB, and never one that makes the reader wait.</summary>
    /// <param name="path">The file's absolute path.</param>
    /// <returns>The text without a byte order mark, or why the file cannot be used, such as "is a directory".</returns>
    public static (string? Text, string? Problem) ReadFile(string path)
    {
        if (Directory.Exists(path))
            return (null, "is a directory");

        try
        {
            // To open a pipe is to wait for its other end. Pipes and devices have no length, and what has none need not be opened.
            var length = new FileInfo(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path).Length;
            if (length is 0 or > MaxBytes)
                return length == 0 ? ("", null) : (null, $"is larger than {MaxBytes / 1024} KiB");

            // As ReadAllText, but beside a program that still writes the file.
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, detectEncodingFromByteOrderMarks: true);
            var text = reader.ReadToEnd();
            return text.Contains('\0', StringComparison.Ordinal) ? (null, "is not a text file")
                : text.Contains(Undecodable, StringComparison.Ordinal) ? (null, "is neither UTF-8 nor UTF-16 with a byte order mark")
                : (text, null);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return (null, "does not exist");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            // The exception's text would repeat the path, in the words of the system.
            return (null, "cannot be read");
        }
    }

    [GeneratedRegex(@"\?.*", RegexOptions.Singleline)]
    private static partial Regex Query();

    [GeneratedRegex(@"(?<=://|^).*@", RegexOptions.Singleline)]
    private static partial Regex Credentials();

    /// <summary>Sentry's token kinds: <c>sntrys_</c>, <c>sntryu_</c>, ..., and the older ones of 64 hexadecimal digits.</summary>
    [GeneratedRegex(@"sntry[a-z]*_\S*|[0-9a-f]{64,}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
