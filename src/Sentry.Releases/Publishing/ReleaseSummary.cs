using System.Globalization;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.SentryApi;

namespace Sentry.Releases.Publishing;

/// <summary>The line that a person reads after a publish.</summary>
public static class ReleaseSummary
{
    private const int ShownId = 12;

    /// <returns>What the build shows besides the diagnostics.</returns>
    public static IEnumerable<string> Lines(ReleaseReport report) => Of(report) is { } line ? report.Notes.Prepend(line) : report.Notes;

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
        return line is null ? null : OneLine.Of($"{line} with {Contents(report)}{Deploy(report)} in {Seconds(report.Elapsed)}{Page(report)}");
    }

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

    private static string Page(ReleaseReport report) => report.Page is null ? "" : $": {report.Page.AbsoluteUri}";
}
