using System.Globalization;
using Sentry.Releases.Diagnostics;

namespace Sentry.Releases.Publishing;

/// <summary>The one line that a person reads after a publish.</summary>
public static class ReleaseSummary
{
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
        return line is null ? null : OneLine.Of($"{line} with {Commits(report.History)}{Deploy(report)} in {Seconds(report.Elapsed)}{Page(report)}");
    }

    private static string Commits(HistoryReport history)
    {
        var count = history.Commits switch
        {
            0 => "no commits",
            1 => "1 commit",
            var many => string.Create(CultureInfo.InvariantCulture, $"{many} commits"),
        };
        return history switch
        {
            { PreviousTag: { } tag } => $"{count} since {tag}",
            { PreviousCommit: { } commit } => $"{count} since {commit[..12]}",
            { Reader: not "none" } => $"{count} (no previous tag)",
            _ => count,
        };
    }

    private static string Deploy(ReleaseReport report) => report.DeployedTo is null ? "" : $", deployed to {report.DeployedTo},";

    private static string Seconds(ElapsedReport elapsed) =>
        string.Create(CultureInfo.InvariantCulture, $"{elapsed.Name + elapsed.History + elapsed.Network:0.00} s");

    private static string Page(ReleaseReport report) => report.Page is null ? "" : $": {report.Page.AbsoluteUri}";
}
