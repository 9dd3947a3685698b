using System.Globalization;
using Sentry.Releases.Diagnostics;

namespace Sentry.Releases.Settings;

/// <summary>
/// What a <c>.sentryclirc</c> says: an INI file that Sentry's tools share. Of its keys only those of the connection are read.
/// </summary>
internal sealed class SentryCliRc
{
    public const string FileName = ".sentryclirc";

    private const int LinesNamed = 10;

    private readonly string _path;
    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<int> _malformedLines = [];

    private SentryCliRc(string path, string text)
    {
        _path = path;
        string? section = null;
        var number = 0;
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            number++;
            var line = raw.Trim().ToString();
            if (line.Length == 0 || line[0] is ';' or '#')
                continue;

            if (line[0] == '[' && line[^1] == ']')
                section = line[1..^1].Trim();
            else if (section is null || !TryAdd(section, line))
                _malformedLines.Add(number);
        }
    }

    /// <summary>Numbers of the lines, from 1, that are neither a section, a key with its value, nor a comment.</summary>
    public IReadOnlyList<int> MalformedLines => _malformedLines;

    public string? Token => Value("auth", "token");

    public string? Url => Value("defaults", "url");

    public string? Organization => Value("defaults", "org");

    /// <summary>One or several.</summary>
    public string? Projects => Value("defaults", "project");

    public bool HasSettings => (Token ?? Url ?? Organization ?? Projects) is not null;

    /// <summary>Takes every text; a malformed line is noted and ignored.</summary>
    public static SentryCliRc Parse(string path, string text) => new(path, text);

    /// <summary>
    /// Reads a file. One that cannot be used, and lines that cannot be read, are reported as SRM1005, at most once for each file, and never
    /// with the content, which may be a token.
    /// </summary>
    /// <returns><see langword="null"/> when the file cannot be used.</returns>
    public static SentryCliRc? Read(string path, Action<Diagnostic> report)
    {
        var (text, problem) = SettingText.ReadFile(path);
        var file = text is null ? null : Parse(path, text);
        var warning = file is null ? $"{problem} and is ignored. Correct or remove it."
            : file._malformedLines.Count == 0 ? null
            : $"has lines that are ignored: {file.MalformedLineNumbers()}. "
                + "Expected are [section], and below it key = value, or a comment that begins with ; or #.";
        if (warning is not null)
            report(new Diagnostic(DiagnosticCodes.InvalidSetting, Severity.Warning, $"{SettingText.Quoted(path)} {warning}"));

        return file;
    }

    /// <returns>The path in quotes, for a message.</returns>
    public override string ToString() => SettingText.Quoted(_path);

    private bool TryAdd(string section, string line)
    {
        var separator = line.AsSpan().IndexOfAny('=', ':');
        if (separator < 0)
            return false;

        var key = line[..separator].Trim();
        if (key.Length == 0 || key[0] == '[' || key.Any(char.IsWhiteSpace))
            return false;

        _values[Name(section, key)] = Unquoted(line[(separator + 1)..].Trim());
        return true;
    }

    private string? Value(string section, string key) => SettingText.Trimmed(_values.GetValueOrDefault(Name(section, key)));

    /// <summary>Unique, because there is no white space in a key.</summary>
    private static string Name(string section, string key) => $"[{section}] {key}";

    private static string Unquoted(string value) =>
        value.Length >= 2 && value[0] is '"' or '\'' && value[^1] == value[0] ? value[1..^1] : value;

    private string MalformedLineNumbers()
    {
        var numbers = _malformedLines.Take(LinesNamed).Select(number => number.ToString(CultureInfo.InvariantCulture));
        var further = _malformedLines.Count - LinesNamed;
        return string.Join(", ", numbers) + (further > 0 ? string.Create(CultureInfo.InvariantCulture, $" and {further} more") : "");
    }
}
