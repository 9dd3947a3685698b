namespace Sentry.Releases;

/// <summary>
/// Names of properties for the git readers and the client of the API, which will not know them for long: see <c>Settings/Properties</c>.
/// </summary>
public static class PropertyNames
{
#pragma warning disable CS1591 // The README's table says what each property means.
    public const string Organization = "SentryOrg";
    public const string Projects = "SentryProject";
    public const string Server = "SentryUrl";
    public const string Release = "SentryRelease";
    public const string Enabled = "SentryReleaseEnabled";
    public const string On = "SentryReleaseOn";
    public const string CommitSource = "SentryReleaseCommitSource";
    public const string GitReader = "SentryReleaseGitReader";
    public const string GitDirectory = "SentryReleaseGitDirectory";
    public const string Revision = "SentryReleaseRevision";
    public const string PreviousRevision = "SentryReleasePreviousRevision";
    public const string TagPattern = "SentryReleaseTagPattern";
    public const string TagExclude = "SentryReleaseTagExclude";
    public const string Paths = "SentryReleasePaths";
    public const string Repository = "SentryReleaseRepository";
    public const string InitialCommits = "SentryReleaseInitialCommits";
    public const string MaxCommits = "SentryReleaseMaxCommits";
    public const string ChangedFiles = "SentryReleaseChangedFiles";
    public const string Finalize = "SentryReleaseFinalize";
    public const string DateReleased = "SentryReleaseDateReleased";
    public const string Url = "SentryReleaseUrl";
    public const string Ref = "SentryReleaseRef";
    public const string DeployEnvironment = "SentryReleaseDeployEnvironment";
    public const string DeployName = "SentryReleaseDeployName";
    public const string DeployUrl = "SentryReleaseDeployUrl";
    public const string DeployStarted = "SentryReleaseDeployStarted";
    public const string DeployFinished = "SentryReleaseDeployFinished";
    public const string Failure = "SentryReleaseFailure";
    public const string Timeout = "SentryReleaseTimeout";
    public const string DryRun = "SentryReleaseDryRun";
    public const string Verify = "SentryReleaseVerify";
    public const string Report = "SentryReleaseReport";
    public const string AuthTokenFile = "SentryReleaseAuthTokenFile";
    public const string SdkTakeover = "SentryReleaseSdkTakeover";
    public const string Embed = "SentryReleaseEmbed";
    public const string Query = "SentryReleaseQuery";
    public const string Status = "SentryReleaseStatus";
    public const string Limit = "SentryReleaseLimit";
#pragma warning restore CS1591
}
