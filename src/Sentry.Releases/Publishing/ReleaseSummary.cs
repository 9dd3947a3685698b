using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.Git;
using Sentry.Releases.SentryApi;
using Sentry.Releases.Settings;

namespace Sentry.Releases.Publishing;

/// <summary>The line that a person reads after a publish.</summary>
internal static class ReleaseSummary
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
        if (line is null)
            return null;

        var deploy = report.DeployedTo is { } environment ? $", deployed to {environment}," : "";
        var seconds = report.NameSeconds + report.HistorySeconds + report.NetworkSeconds;
        var where = report switch
        {
            { Outcome: ReleaseOutcome.DryRun, Path: { } path } => $". The request is in {path}",
            { Page: { } page } => $": {page.AbsoluteUri}",
            _ => "",
        };
        return OneLine.Of(string.Create(CultureInfo.InvariantCulture, $"{line} with {Contents(report)}{deploy} in {seconds:0.00} s{where}"));
    }

    /// <returns>What to do where nothing marks the previous release; <see langword="null"/> where something does, or another line says it.</returns>
    public static string? Hint(ReleaseReport report) =>
        report.Outcome is ReleaseOutcome.Created or ReleaseOutcome.Updated or ReleaseOutcome.DryRun
        && report.Origin?.History is { Base: HistoryBase.None, Shallow: false }
            ? $"No earlier tag that {Properties.TagPattern} accepts was found. Tag what you release, as by 'git tag v1.2.3', and fetch tags where you publish."
            : null;

    /// <returns>The commits, or the heads of repositories from which Sentry takes them, and since when.</returns>
    public static string Contents(ReleaseReport report)
    {
        var contents = report.Request?.Refs is { Count: > 0 } refs
            ? $"refs of {Counted.Of(refs.Count, "repository", "repositories")}"
            : report.Commits == 0 ? "no commits" : Counted.Of(report.Commits, "commit");
        return report.Origin?.History switch
        {
            { PreviousTag: { } tag } => $"{contents} since {tag}",
            { PreviousCommit: { Length: > ShownId } commit } => $"{contents} since {commit[..ShownId]}",
            not null => $"{contents} (no previous tag)",
            _ => contents,
        };
    }

    /// <returns>What an update means for the commits that Sentry had.</returns>
    public static string Existed(ReleaseRequest sent)
    {
        var commits = sent switch
        {
            { Refs.Count: > 0 } => ", and now takes its commits from these refs",
            { Commits.Count: > 0 } => ", and its list of commits is now that of this build",
            _ => "",
        };
        return $"Sentry had the release {sent.Version} already{commits}.";
    }
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
    /// <param name="directory">Absolute path of the folder for files that are to be uploaded.</param>
    /// <param name="redact">Removes the token, wherever it may come from.</param>
    /// <returns>A line for the build's log, by which the service finds the file; <see langword="null"/> when none is needed.</returns>
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
    public static string? Markdown(ReleaseReport report)
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

        var release = report.Release is { } name ? " " + Code(name) : "";
        var deploy = report.DeployedTo is { } environment ? $", deployed to {Code(environment)}" : "";
        var contents = report.Outcome == ReleaseOutcome.Failed ? "" : $" with {Contents(report)}{deploy}";
        var link = report is { Page: { } page, Outcome: ReleaseOutcome.Created or ReleaseOutcome.Updated } ? $" [Open in Sentry](<{page.AbsoluteUri}>)" : "";
        var diagnostics = report.Diagnostics.Where(diagnostic => diagnostic.Severity != Severity.Message)
            .Select(diagnostic => $"\n- {diagnostic.Code}: {Special().Replace(diagnostic.Message, @"\$0")}");
        return $"### Sentry release{release}\n\n{verb}{contents}.{link}\n{string.Concat(diagnostics)}\n\n";
    }

    private static string Contents(ReleaseReport report)
    {
        var contents = ReleaseSummary.Contents(report);
        return report.Origin?.History?.PreviousTag is { } tag ? $"{contents[..^tag.Length]}{Code(tag)}" : contents;
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
