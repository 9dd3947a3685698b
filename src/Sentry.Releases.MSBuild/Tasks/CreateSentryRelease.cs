using System.Globalization;
using Microsoft.Build.Framework;
using Sentry.Releases.Publishing;

namespace Sentry.Releases.MSBuild.Tasks;

/// <summary>Creates the Sentry release of a built application.</summary>
public sealed class CreateSentryRelease : SentryTask
{
    /// <summary>The release's name as sent; empty when there was none.</summary>
    [Output]
    public string Name { get; private set; } = "";

    /// <summary><c>created</c>, <c>updated</c>, <c>dry-run</c>, <c>skipped</c> or <c>failed</c>.</summary>
    [Output]
    public string Outcome { get; private set; } = "";

    /// <summary>How many commits are in the release.</summary>
    [Output]
    public string CommitCount { get; private set; } = "";

    private protected override void Run()
    {
        var creation = new ReleaseCreation(Facts, ReleaseSettings, Report);
        var report = creation.Run();

        Name = report.Release ?? "";
        Outcome = report.OutcomeName;
        CommitCount = report.Commits.ToString(CultureInfo.InvariantCulture);
        if (ReleaseSummary.Of(report) is { } summary)
            SayResult(summary);

        foreach (var note in report.Notes)
            Say(note);

        if (ReleaseSummary.Hint(report) is { } hint)
            Say(hint);
    }
}
