using System.Globalization;
using Sentry.Releases.Diagnostics;

namespace Sentry.Releases.Settings;

/// <summary>Finds the <c>.sentryclirc</c> files that hold for a project.</summary>
internal static class SentryCliRcFinder
{
    private const int LinesNamed = 10;

    /// <summary>
    /// Reads the nearest file from the project's directory upwards, then the one in the home directory. A file that cannot be used and
    /// lines that cannot be read are reported as SRM1005, at most once for each file, and never with the content, which may be a token.
    /// </summary>
    /// <returns>The files that can be used, the nearer first.</returns>
    public static IReadOnlyList<SentryCliRc> Find(string projectDirectory, string? homeDirectory, Action<Diagnostic> report)
    {
        string?[] paths = [Nearest(projectDirectory), homeDirectory is null ? null : Existing(homeDirectory)];
        return [.. paths.OfType<string>().Distinct(StringComparer.Ordinal).Select(path => Read(path, report)).OfType<SentryCliRc>()];
    }

    private static string? Nearest(string projectDirectory)
    {
        for (var directory = new DirectoryInfo(projectDirectory); directory is not null; directory = directory.Parent)
        {
            if (Existing(directory.FullName) is { } path)
                return path;
        }

        return null;
    }

    /// <summary>Whatever bears the name, also a link that leads nowhere: it was meant to be read.</summary>
    private static string? Existing(string directory)
    {
        var file = new FileInfo(Path.Combine(directory, SentryCliRc.FileName));
        return Path.Exists(file.FullName) || file.LinkTarget is not null ? file.FullName : null;
    }

    private static SentryCliRc? Read(string path, Action<Diagnostic> report)
    {
        var (text, problem) = SmallTextFile.Read(path);
        if (text is null)
        {
            Report($"{Quoted.Of(path)} {problem} and is left out. Mend or remove it.");
            return null;
        }

        var file = SentryCliRc.Parse(path, text);
        if (file.MalformedLines.Count > 0)
        {
            Report($"{Quoted.Of(path)} has lines that are left out: {Lines(file)}. "
                + "Expected are [section], and within it key = value, or a comment that begins with ; or #.");
        }

        return file;

        void Report(string message) => report(new Diagnostic(DiagnosticCodes.InvalidSetting, Severity.Warning, message));
    }

    private static string Lines(SentryCliRc file)
    {
        var numbers = file.MalformedLines.Take(LinesNamed).Select(number => number.ToString(CultureInfo.InvariantCulture));
        var further = file.MalformedLines.Count - LinesNamed;
        return string.Join(", ", numbers) + (further > 0 ? string.Create(CultureInfo.InvariantCulture, $" and {further} more") : "");
    }
}
