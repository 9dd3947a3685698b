using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.Git;
using Sentry.Releases.SentryApi;
using Sentry.Releases.Settings;

namespace Sentry.Releases.Publishing;

/// <summary>The line that a person reads after a publish.</summary>
public static class ReleaseSummary
{
    private const int ShownId = 12;

    /// <returns>The line; <see langword="null"/> when the run created nothing, which its diagnostics explain.</returns>
    public static string? Of(ReleaseReport report)
    {
        var line = report.Outcome switch
        {
            ReleaseOutcome.Created => $"Created Sentry release {report.Release}",
            ReleaseOutcome.Updated => $"Updated Sentry release {report.Release}",
            ReleaseOutcome.DryRun => $"Dry run: Sentry release {report.Release}",
            _ => null,
        };
        return line is null ? null : OneLine.Of($"{line} with {Contents(report)}{Deploy(report)} in {Seconds(report.Elapsed)}{Where(report)}");
    }

    /// <returns>What to do where nothing marks the previous release; <see langword="null"/> where something does, or another line says it.</returns>
    public static string? Hint(ReleaseReport report) =>
        report is { Outcome: ReleaseOutcome.Created or ReleaseOutcome.Updated or ReleaseOutcome.DryRun, History: { Reader: not "none", Base: HistoryBase.None, Shallow: false } }
            ? $"No earlier tag that {Properties.TagPattern} accepts was found. Tag what you release, as by 'git tag v1.2.3', and fetch tags where you publish."
            : null;

    /// <returns>The commits, or the heads of repositories from which Sentry takes them, and since when.</returns>
    internal static string Contents(ReleaseReport report)
    {
        var contents = report.Request?.Refs is { Count: > 0 } refs
            ? $"refs of {Count(refs.Count, "repository", "repositories")}"
            : report.History.Commits == 0 ? "no commits" : Count(report.History.Commits, "commit", "commits");
        return report.History switch
        {
            { PreviousTag: { } tag } => $"{contents} since {tag}",
            { PreviousCommit: { Length: > ShownId } commit } => $"{contents} since {commit[..ShownId]}",
            { Reader: not "none" } => $"{contents} (no previous tag)",
            _ => contents,
        };
    }

    /// <returns>What an update means for the commits that Sentry had.</returns>
    internal static string Existed(ReleaseRequest sent)
    {
        var commits = sent switch
        {
            { Refs.Count: > 0 } => ", and now takes its commits from these refs",
            { Commits.Count: > 0 } => ", and its list of commits is now that of this build",
            _ => "",
        };
        return $"Sentry had the release {sent.Version} already{commits}.";
    }

    private static string Count(int count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}");

    private static string Deploy(ReleaseReport report) => report.DeployedTo is null ? "" : $", deployed to {report.DeployedTo},";

    private static string Seconds(ElapsedReport elapsed) =>
        string.Create(CultureInfo.InvariantCulture, $"{elapsed.Name + elapsed.History + elapsed.Network:0.00} s");

    private static string Where(ReleaseReport report) => report switch
    {
        { Outcome: ReleaseOutcome.DryRun, Path: { } path } => $". The request is in {path}",
        { Page: { } page } => $": {page.AbsoluteUri}",
        _ => "",
    };
}

/// <summary>
/// A short summary in Markdown on the page that GitHub Actions and Azure Pipelines show of a job. Other services have none.
/// </summary>
internal static partial class StepSummary
{
    private const string FileName = "sentry-release.md";

    /// <summary>How long it waits for other projects of the build that write to the same file.</summary>
    private static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(10);

    /// <summary>The operating systems' words for a file that another process has locked: Windows, Linux, macOS.</summary>
    private static readonly int[] SharingViolations = [unchecked((int)0x80070020), unchecked((int)0x80070021), 11, 35];

    /// <summary>Writes it, where the service has a place for it.</summary>
    /// <param name="report">What it tells of.</param>
    /// <param name="environment">Tells which service it is.</param>
    /// <param name="directory">Absolute path of the folder for files that are to be uploaded.</param>
    /// <param name="redact">Removes the token, wherever it may come from.</param>
    /// <returns>A line for the build's log, by which the service finds the file; <see langword="null"/> when none is needed.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static string? Write(ReleaseReport report, BuildEnvironment environment, string directory, Func<string, string> redact)
    {
        if (Markdown(report) is not { } markdown)
            return null;

        if (CiServices.SummaryFile(environment) is { } file)
        {
            Append(file, redact(markdown));
            return null;
        }

        var path = Path.Combine(directory, FileName);
        if (CiServices.SummaryUpload(environment, path) is not { } line)
            return null;

        Directory.CreateDirectory(directory);
        File.WriteAllText(path, redact(markdown));
        return line;
    }

    /// <returns><see langword="null"/> when there is nothing to tell, because nothing was to be done.</returns>
    internal static string? Markdown(ReleaseReport report)
    {
        var verb = report.Outcome switch
        {
            ReleaseOutcome.Created => "Created",
            ReleaseOutcome.Updated => "Updated",
            ReleaseOutcome.DryRun => "Dry run",
            ReleaseOutcome.Failed => "Not created",
            _ => null,
        };
        if (verb is null)
            return null;

        var text = new StringBuilder();
        text.Append("### Sentry release").Append(report.Release is { } release ? " " + Code(release) : "").Append("\n\n");
        text.Append(verb);
        if (report.Outcome != ReleaseOutcome.Failed)
            text.Append(" with ").Append(Contents(report)).Append(report.DeployedTo is { } environment ? $", deployed to {Code(environment)}" : "");

        text.Append('.');
        if (report is { Page: { } page, Outcome: ReleaseOutcome.Created or ReleaseOutcome.Updated })
            text.Append(" [Open in Sentry](<").Append(page.AbsoluteUri).Append(">)");

        text.Append('\n');
        foreach (var diagnostic in report.Diagnostics.Where(diagnostic => diagnostic.Severity != Severity.Message))
            text.Append("\n- ").Append(diagnostic.Code).Append(": ").Append(Special().Replace(diagnostic.Message, @"\$0"));

        return text.Append("\n\n").ToString();
    }

    private static string Contents(ReleaseReport report)
    {
        var contents = ReleaseSummary.Contents(report);
        return report.History.PreviousTag is { } tag ? $"{contents[..^tag.Length]}{Code(tag)}" : contents;
    }

    /// <summary>Names are other people's: in code nothing in them is Markdown, HTML, a mention or a link.</summary>
    private static string Code(string text)
    {
        var line = OneLine.Of(text);
        var fence = new string('`', Backticks().Matches(line).Select(run => run.Length).Append(0).Max() + 1);
        var space = line.StartsWith('`') || line.EndsWith('`') ? " " : "";
        return fence + space + line + space + fence;
    }

    private static void Append(string path, string text)
    {
        var start = Environment.TickCount64;
        while (true)
        {
            try
            {
                using var stream = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.None);
                stream.Write(Encoding.UTF8.GetBytes(text));
                return;
            }
            catch (IOException locked) when (SharingViolations.Contains(locked.HResult) && Environment.TickCount64 - start < LockTimeout.TotalMilliseconds)
            {
                Thread.Sleep(Random.Shared.Next(5, 50));
            }
        }
    }

    /// <summary>What Markdown or HTML would take for its own.</summary>
    [GeneratedRegex(@"[\\`*_\[\]<>#|~&!@]", RegexOptions.CultureInvariant)]
    private static partial Regex Special();

    [GeneratedRegex("`+", RegexOptions.CultureInvariant)]
    private static partial Regex Backticks();
}
