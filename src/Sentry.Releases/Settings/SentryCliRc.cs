using System.Globalization;
using Sentry.Releases.Diagnostics;

namespace Sentry.Releases.Settings;

/// <summary>
/// What a <c>.sentryclirc</c> says: an INI file that Sentry's tools share. Of its keys only those of the connection are read.
/// </summary>
internal sealed class SentryCliRc
{
    /// <summary>The file's name.</summary>
    public const string FileName = ".sentryclirc";

    private const int LinesNamed = 10;

    private readonly Dictionary<(string Section, string Key), string> _values = [];
    private readonly List<int> _malformedLines = [];

    private SentryCliRc(string path) => FilePath = path;

    /// <summary>Where the file is.</summary>
    public string FilePath { get; }

    /// <summary>Numbers of the lines, from 1, that are neither a section, a key with its value, nor a comment.</summary>
    public IReadOnlyList<int> MalformedLines => _malformedLines;

    /// <summary><c>token</c> of <c>[auth]</c>.</summary>
    public string? Token => Value("auth", "token");

    /// <summary><c>url</c> of <c>[defaults]</c>.</summary>
    public string? Url => Value("defaults", "url");

    /// <summary><c>org</c> of <c>[defaults]</c>.</summary>
    public string? Organization => Value("defaults", "org");

    /// <summary><c>project</c> of <c>[defaults]</c>, one or several.</summary>
    public string? Projects => Value("defaults", "project");

    /// <summary>Whether any of these is there.</summary>
    public bool HasSettings => (Token ?? Url ?? Organization ?? Projects) is not null;

    /// <summary>
    /// Reads a file. One that cannot be used, and lines that cannot be read, are reported as SRM1005, at most once for each file, and never
    /// with the content, which may be a token.
    /// </summary>
    /// <returns><see langword="null"/> when the file cannot be used.</returns>
    public static SentryCliRc? Read(string path, Action<Diagnostic> report)
    {
        var (text, problem) = SettingText.ReadFile(path);
        if (text is null)
        {
            Warn($"{SettingText.Quoted(path)} {problem} and is ignored. Correct or remove it.");
            return null;
        }

        var file = Parse(path, text);
        if (file.MalformedLines.Count > 0)
        {
            Warn($"{SettingText.Quoted(path)} has lines that are ignored: {file.MalformedLineNumbers()}. "
                + "Expected are [section], and below it key = value, or a comment that begins with ; or #.");
        }

        return file;

        void Warn(string message) => report(new Diagnostic(DiagnosticCodes.InvalidSetting, Severity.Warning, message));
    }

    /// <summary>Takes every text; a malformed line is noted and ignored.</summary>
    public static SentryCliRc Parse(string path, string text)
    {
        var file = new SentryCliRc(path);
        string? section = null;
        var number = 0;
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            number++;
            var line = raw.Trim().ToString();
            if (line.Length == 0 || line[0] is ';' or '#')
                continue;

            if (line[0] == '[' && line[^1] == ']')
                section = line[1..^1].Trim().ToLowerInvariant();
            else if (section is null || !file.TryAdd(section, line))
                file._malformedLines.Add(number);
        }

        return file;
    }

    /// <returns>The path in quotes, for a message.</returns>
    public override string ToString() => SettingText.Quoted(FilePath);

    private bool TryAdd(string section, string line)
    {
        var separator = line.AsSpan().IndexOfAny('=', ':');
        if (separator <= 0)
            return false;

        var key = line[..separator].Trim().ToLowerInvariant();
        if (key.Length == 0 || key[0] == '[' || key.Any(char.IsWhiteSpace))
            return false;

        _values[(section, key)] = Unquoted(line[(separator + 1)..].Trim());
        return true;
    }

    private string? Value(string section, string key) => SettingText.Trimmed(_values.GetValueOrDefault((section, key)));

    private static string Unquoted(string value) =>
        value.Length >= 2 && value[0] is '"' or '\'' && value[^1] == value[0] ? value[1..^1] : value;

    private string MalformedLineNumbers()
    {
        var numbers = _malformedLines.Take(LinesNamed).Select(number => number.ToString(CultureInfo.InvariantCulture));
        var further = _malformedLines.Count - LinesNamed;
        return string.Join(", ", numbers) + (further > 0 ? string.Create(CultureInfo.InvariantCulture, $" and {further} more") : "");
    }
}
