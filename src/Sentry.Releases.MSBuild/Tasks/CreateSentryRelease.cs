using System.Globalization;
using Microsoft.Build.Framework;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.Naming;
using Sentry.Releases.Publishing;
using Sentry.Releases.Settings;

namespace Sentry.Releases.MSBuild.Tasks;

/// <summary>Creates the Sentry release of a built application.</summary>
public sealed class CreateSentryRelease : SentryTask
{
    /// <summary>Where the report goes unless the settings say otherwise.</summary>
    [Required]
    public string DefaultReport { get; set; } = "";

    /// <summary>The target framework's platform, such as <c>android</c>; empty for none.</summary>
    public string TargetPlatform { get; set; } = "";

    /// <summary>The mobile application's identifier.</summary>
    public string ApplicationId { get; set; } = "";

    /// <summary>The mobile application's version as its users see it.</summary>
    public string ApplicationDisplayVersion { get; set; } = "";

    /// <summary>The mobile application's build number.</summary>
    public string ApplicationVersion { get; set; } = "";

    /// <summary>The commit that the build was made from, where the build knows it.</summary>
    public string SourceRevisionId { get; set; } = "";

    /// <summary>Whether this is an unattended build, in which what is skipped is a warning.</summary>
    public bool ContinuousIntegration { get; set; }

    /// <summary>The release's name as sent; empty when there was none.</summary>
    [Output]
    public string Name { get; private set; } = "";

    /// <summary><c>created</c>, <c>updated</c>, <c>dry-run</c>, <c>skipped</c> or <c>failed</c>.</summary>
    [Output]
    public string Outcome { get; private set; } = "";

    /// <summary>How many commits are in the release.</summary>
    [Output]
    public string CommitCount { get; private set; } = "";

    /// <inheritdoc/>
    protected override Severity FaultSeverity => ReleaseSettings.FailureIsError ? Severity.Error : Severity.Warning;

    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken cancellation)
    {
        var build = new BuildFacts
        {
            ProjectDirectory = ProjectDirectory,
            Application = new BuiltApplication(Assembly) { Mobile = new MobileApplication(TargetPlatform, ApplicationId, ApplicationDisplayVersion, ApplicationVersion) },
            DefaultReportPath = Path.Combine(ProjectDirectory, DefaultReport),
            SourceRevisionId = SourceRevisionId,
            ContinuousIntegration = ContinuousIntegration,
        };
        var creation = new ReleaseCreation(build, ReleaseSettings, UserAgent, Report);
        var report = await creation.RunAsync(cancellation);

        Name = report.Release ?? "";
        Outcome = report.OutcomeName;
        CommitCount = report.History.Commits.ToString(CultureInfo.InvariantCulture);
        if (ReleaseSummary.Of(report) is { } summary)
            Say(summary);

        if (report.Verification is { } verified)
            Say(verified);
    }
}
