using Sentry.Releases.Git;
using Sentry.Releases.Naming;
using Sentry.Releases.SentryApi;

namespace Sentry.Releases.Settings;

/// <summary>Where a release's commits come from.</summary>
public enum CommitSource
{
    /// <summary>Local commits are sent.</summary>
    Git,

    /// <summary>Repository heads are sent for Sentry to resolve.</summary>
    Refs,

    /// <summary><see cref="Refs"/> when the repository is connected to Sentry, else <see cref="Git"/>.</summary>
    Auto,

    /// <summary>None.</summary>
    None,
}

/// <summary>The points of a build at which a release is created.</summary>
[Flags]
public enum ReleaseHooks
{
    /// <summary>Never.</summary>
    None = 0,

    /// <summary>After <c>Build</c>.</summary>
    Build = 1,

    /// <summary>After <c>Publish</c> or <c>PublishContainer</c>.</summary>
    Publish = 2,

    /// <summary>After <c>Pack</c>.</summary>
    Pack = 4,
}

/// <summary>The deploy that is recorded with a release.</summary>
/// <param name="Environment">Where the release is deployed to.</param>
/// <param name="Name">The deploy's name.</param>
/// <param name="Url">A link to the deploy.</param>
/// <param name="Started">When it began.</param>
/// <param name="Finished">When it ended.</param>
public sealed record DeploySettings(string Environment, string? Name, Uri? Url, DateTimeOffset? Started, DateTimeOffset? Finished);

/// <summary>
/// Every property, parsed. Defaults are those of the README's table; <see langword="null"/> or an empty list is unset.
/// </summary>
public sealed record ReleaseSettings
{
    /// <summary><c>SentryRelease</c>, else the environment's <c>SENTRY_RELEASE</c>, trimmed.</summary>
    public ReleaseName? GivenName { get; init; }

    /// <summary><c>SentryReleaseEnabled</c>; the targets file computes the default of a project that leaves it unset.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary><c>SentryReleaseOn</c>.</summary>
    public ReleaseHooks On { get; init; } = ReleaseHooks.Publish;

    /// <summary><c>SentryReleaseCommitSource</c>.</summary>
    public CommitSource CommitSource { get; init; } = CommitSource.Git;

    /// <summary>Everything that says which commits: directory, reader, revisions, tags, paths, bounds.</summary>
    public required HistoryQuery History { get; init; }

    /// <summary><c>SentryReleaseRepository</c>.</summary>
    public string? Repository { get; init; }

    /// <summary><c>SentryReleaseFinalize</c>.</summary>
    public bool Finalize { get; init; } = true;

    /// <summary><c>SentryReleaseDateReleased</c>.</summary>
    public DateTimeOffset? DateReleased { get; init; }

    /// <summary><c>SentryReleaseUrl</c>.</summary>
    public Uri? Url { get; init; }

    /// <summary><c>SentryReleaseRef</c>.</summary>
    public string? Ref { get; init; }

    /// <summary>The deploy to record; <see langword="null"/> when <c>SentryReleaseDeployEnvironment</c> is unset.</summary>
    public DeploySettings? Deploy { get; init; }

    /// <summary>
    /// Whether a failure fails the build: <c>SentryReleaseFailure</c> is <c>Error</c> and the environment's <c>SENTRY_ALLOW_FAILURE</c>
    /// is not <c>true</c> or <c>1</c>.
    /// </summary>
    public bool FailureIsError { get; init; }

    /// <summary><c>SentryReleaseTimeout</c>: for everything that touches the network, retries included, and again for reading the history.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary><c>SentryReleaseDryRun</c>.</summary>
    public bool DryRun { get; init; }

    /// <summary><c>SentryReleaseVerify</c>.</summary>
    public bool Verify { get; init; }

    /// <summary>Absolute path of the report, <c>SentryReleaseReport</c>; <see langword="null"/> for no report.</summary>
    public string? Report { get; init; }

    /// <summary><c>SentryReleaseEmbed</c>.</summary>
    public bool Embed { get; init; }

    /// <summary><c>SentryReleaseSdkTakeover</c>.</summary>
    public bool SdkTakeover { get; init; } = true;

    /// <summary><c>SentryReleaseQuery</c>.</summary>
    public string? Query { get; init; }

    /// <summary><c>SentryReleaseStatus</c>.</summary>
    public StatusFilter Status { get; init; } = StatusFilter.Open;

    /// <summary><c>SentryReleaseLimit</c>, at least 1.</summary>
    public int Limit { get; init; } = 100;
}
