using Sentry.Releases.Git;
using Sentry.Releases.SentryApi;

namespace Sentry.Releases.Settings;

/// <summary>How a release's commits reach Sentry.</summary>
internal enum CommitSource
{
    /// <summary>Local commits are sent.</summary>
    Git,

    /// <summary>Repository heads are sent for Sentry to resolve.</summary>
    Refs,

    /// <summary><see cref="Refs"/> when the repository is connected to Sentry, else <see cref="Git"/>.</summary>
    Auto,
    None,
}

/// <summary>What a failure to create the release is to the build.</summary>
internal enum FailureLevel
{
    Warning,
    Error,
}

/// <summary>
/// The table of all MSBuild properties that configure the package: each is one declaration of name, default, kind and meaning. The item
/// by which the targets hand them over and the table in <c>docs/settings.md</c> are generated from it: <c>dotnet run build/generate.cs</c>.
/// </summary>
internal static class Properties
{
    private static readonly List<Property> Table = [];

    public static readonly Property<string?> Organization =
        Text("SentryOrg", "`SENTRY_ORG`, `.sentryclirc`, the token", "the organization's slug");

    public static readonly Property<string?> Projects =
        Text("SentryProject", "`SENTRY_PROJECT`, `.sentryclirc`", "the project's slug or id; several, separated by `;` or `,`");

    public static readonly Property<string?> Server =
        Text("SentryUrl", "`SENTRY_URL`, `.sentryclirc`, the token, `https://sentry.io/`", "the server; a path in it is kept");

    public static readonly Property<string?> Release =
        Text("SentryRelease", "`SENTRY_RELEASE`, the built assembly", "the release's name");

    public static readonly Property<bool> Enabled =
        Add("SentryReleaseEnabled", ValueKind.Boolean, true, "master switch", "`true` for a publishable executable that is no test project");

    public static readonly Property<IReadOnlyList<string>> On =
        Add<IReadOnlyList<string>>("SentryReleaseOn", ValueKind.AnyOf("Build", "Publish", "Pack"), ["Publish"],
            "when: any of `Build`, `Publish`, `Pack`, separated by `;`", "`Publish`");

    public static readonly Property<CommitSource> CommitSource = Choice("SentryReleaseCommitSource", Settings.CommitSource.Git,
        "`Git` sends local commits; `Refs` sends repository heads for Sentry to resolve; `Auto` sends `Refs` if the repository is connected "
        + "to Sentry, else `Git`; `None`");

    public static readonly Property<GitReaderChoice> GitReader = Choice("SentryReleaseGitReader", GitReaderChoice.Auto,
        "`LibGit2`, `Git` (the git program), or `Auto`: LibGit2 when it loads and can read the repository, else the git program");

    public static readonly Property<string?> GitDirectory =
        Text("SentryReleaseGitDirectory", "the project's directory", "where the search for the repository starts, upwards",
            ValueKind.Directory);

    public static readonly Property<string?> Assembly = Text("SentryReleaseAssembly", "the compiler's output of this build",
        "the built or published managed assembly to take the name and the commit from, such as one from an artifact, when a target is run "
        + "on demand",
        ValueKind.FilePath);

    public static readonly Property<string?> Revision =
        Text("SentryReleaseRevision", "the commit that was built, else `HEAD`", "the commit released: any revision that names a commit");

    public static readonly Property<string?> PreviousRevision = Text("SentryReleasePreviousRevision", "the previous tag",
        "the base instead of the previous tag: any revision, or `deployed:ENV` for the commit of the newest release that is deployed to the "
        + "environment `ENV`",
        ValueKind.PreviousRevision);

    public static readonly Property<IReadOnlyList<string>> TagPattern =
        Add<IReadOnlyList<string>>("SentryReleaseTagPattern", ValueKind.List, ["*"],
            "globs of the tags that count, separated by `;`; `*` also matches `/`", "`*`");

    public static readonly Property<IReadOnlyList<string>> TagExclude =
        Add<IReadOnlyList<string>>("SentryReleaseTagExclude", ValueKind.List, [], "globs of the tags that do not", "none");

    public static readonly Property<PrereleaseTags> PrereleaseTags = Choice("SentryReleasePrereleaseTags", Git.PrereleaseTags.Count,
        "whether tags of prereleases such as `v2.0.0-rc.1` count: `Count`; `Ignore`; or `WhenPrerelease`, when the version being released is "
        + "itself a prerelease");

    public static readonly Property<IReadOnlyList<string>> Paths = Add<IReadOnlyList<string>>("SentryReleasePaths", ValueKind.List, [],
        "only commits that touch one of these files or folders, relative to the repository's root, separated by `;`", "none");

    public static readonly Property<bool> ProjectPaths = Add("SentryReleaseProjectPaths", ValueKind.Boolean, false,
        "adds to the paths what this project is built from: its folder, the folders of the projects that it refers to, linked files, and "
        + "what MSBuild imports for them from the repository");

    public static readonly Property<string?> Repository =
        Text("SentryReleaseRepository", "from the `origin` remote's URL", "the repository's name sent to Sentry");

    public static readonly Property<int> InitialCommits =
        Add("SentryReleaseInitialCommits", ValueKind.AtLeast(0), 20, "how many commits when there is no previous tag");

    public static readonly Property<int> MaxCommits =
        Add("SentryReleaseMaxCommits", ValueKind.AtLeast(0), 1000, "how many commits at most, the newest");

    public static readonly Property<bool> ChangedFiles =
        Add("SentryReleaseChangedFiles", ValueKind.Boolean, true, "whether each commit's changed files are sent");

    public static readonly Property<bool> Finalize =
        Add("SentryReleaseFinalize", ValueKind.Boolean, true, "whether the release is marked as released");

    public static readonly Property<DateTimeOffset?> DateReleased =
        Add<DateTimeOffset?>("SentryReleaseDateReleased", ValueKind.Date, null, "when it was released, ISO 8601", "now");

    public static readonly Property<Uri?> Url =
        Add<Uri?>("SentryReleaseUrl", ValueKind.Url, null,
            "a link to the release", "the commit on GitHub, GitLab, Bitbucket or Azure DevOps, else none");

    public static readonly Property<string?> Ref =
        Text("SentryReleaseRef", "the released commit", "what Sentry shows as the release's reference");

    public static readonly Property<string?> DeployEnvironment =
        Text("SentryReleaseDeployEnvironment", "none", "records a deploy to this environment, too");

    public static readonly Property<string?> DeployName = Text("SentryReleaseDeployName", "none", "the deploy's name");

    public static readonly Property<Uri?> DeployUrl = Add<Uri?>("SentryReleaseDeployUrl", ValueKind.Url, null, "a link to the deploy", "none");

    public static readonly Property<DateTimeOffset?> DeployStarted =
        Add<DateTimeOffset?>("SentryReleaseDeployStarted", ValueKind.Date, null, "when the deploy began, ISO 8601", "none");

    public static readonly Property<DateTimeOffset?> DeployFinished =
        Add<DateTimeOffset?>("SentryReleaseDeployFinished", ValueKind.Date, null, "when the deploy ended, ISO 8601", "now");

    public static readonly Property<FailureLevel> Failure = Choice("SentryReleaseFailure", FailureLevel.Warning,
        "`Error` fails the build when the release could not be created; the environment's `SENTRY_ALLOW_FAILURE` makes it a warning again");

    public static readonly Property<TimeSpan> Timeout = Add("SentryReleaseTimeout", ValueKind.Seconds(3600), TimeSpan.FromSeconds(60),
        "seconds for everything that touches the network, retries included; and as many for reading the history");

    public static readonly Property<bool> DryRun = Add("SentryReleaseDryRun", ValueKind.Boolean, false, "does all but the network");

    public static readonly Property<bool> Verify =
        Add("SentryReleaseVerify", ValueKind.Boolean, false, "reads the release and its commits back and compares");

    public static readonly Property<string?> Report =
        Text("SentryReleaseReport", "`sentry-release.json` in the intermediate output folder", "the JSON report's path",
            ValueKind.FilePath);

    public static readonly Property<string?> AuthTokenFile =
        Text("SentryReleaseAuthTokenFile", "none", "path of a file that holds the token", ValueKind.FilePath);

    public static readonly Property<bool> OnlyInCI = Add("SentryReleaseOnlyInCI", ValueKind.Boolean, false,
        "releases only in unattended builds, also on demand; a dry run is not held back");

    public static readonly Property<bool> StepSummary = Add("SentryReleaseStepSummary", ValueKind.Boolean, false,
        "adds a short summary to the CI service's own page: GitHub's step summary, Azure's uploaded summary");

    public static readonly Property<bool> SdkTakeover = Add("SentryReleaseSdkTakeover", ValueKind.Boolean, true,
        "keeps the release creation of Sentry's own SDK off in every project that has this package");

    public static readonly Property<bool> Embed = Add("SentryReleaseEmbed", ValueKind.Boolean, false,
        "writes an explicit name that contains `@` into the assembly's informational version, so that the running application reports it");

    public static readonly Property<string?> Query =
        Text("SentryReleaseQuery", "none", "for the listing targets: part of the name, or a search term such as `release.package:app`");

    public static readonly Property<StatusFilter> Status =
        Choice("SentryReleaseStatus", StatusFilter.Open, "for the listing targets: `Open`, `Archived` or `Any`");

    public static readonly Property<int> Limit = Add("SentryReleaseLimit", ValueKind.AtLeast(1), 100,
        "for the listing targets: how many entries at most", "`100` releases; all of a release's own lists");

    /// <summary>Every property of the package, in the order of declaration.</summary>
    public static IReadOnlyList<Property> All => Table;

    /// <summary>What is handed over with them, though it is no setting of the package.</summary>
    public static class OfTheBuild
    {
        /// <summary>MSBuild's own word for a build that nobody watches.</summary>
        public const string ContinuousIntegration = "ContinuousIntegrationBuild";

        /// <summary><c>true</c> where the property <c>SentryAuthToken</c> of Sentry's SDK is set. Its value is never handed over.</summary>
        public const string TokenInSdkProperty = "SentryReleaseTokenInSdkProperty";
    }

    private static Property<string?> Text(string name, string @default, string meaning, ValueKind? kind = null) =>
        Add<string?>(name, kind ?? ValueKind.Text, null, meaning, @default);

    private static Property<T> Choice<T>(string name, T unset, string meaning) where T : struct, Enum =>
        Add(name, ValueKind.Choice(typeof(T)), unset, meaning);

    /// <param name="name">The property's name.</param>
    /// <param name="kind">How its text is read.</param>
    /// <param name="unset">The value when it is unset.</param>
    /// <param name="meaning">What it does, in Markdown.</param>
    /// <param name="default">What holds when it is unset, in Markdown, where that is not <paramref name="unset"/>.</param>
    private static Property<T> Add<T>(string name, ValueKind kind, T unset, string meaning, string? @default = null)
    {
        var property = new Property<T>(name, kind, unset, @default, meaning);
        Table.Add(property);
        return property;
    }
}
