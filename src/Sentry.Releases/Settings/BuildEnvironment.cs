namespace Sentry.Releases.Settings;

/// <summary>
/// What surrounds the build: its environment variables and the user's home folder. Nothing else reads either, so a build whose
/// environment is not that of its process can hand over its own.
/// </summary>
/// <param name="variable">The value of a variable; <see langword="null"/> when it is unset.</param>
/// <param name="homeDirectory">Absolute path of the user's home folder; empty or <see langword="null"/> when there is none.</param>
internal sealed class BuildEnvironment(Func<string, string?> variable, string? homeDirectory)
{
    /// <summary>The environment of this process, which changes with it.</summary>
    public static BuildEnvironment OfProcess { get; } =
        new(Environment.GetEnvironmentVariable, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));

    /// <summary>Absolute path of the user's home folder; <see langword="null"/> when there is none.</summary>
    public string? HomeDirectory { get; } = SettingText.Trimmed(homeDirectory);

    /// <summary>Whether a token is among the variables. One that is not may stand in a file.</summary>
    public bool HasToken => Variable(Variables.AuthToken) is not null;

    /// <returns>The variable's value, trimmed; <see langword="null"/> when it is unset or empty.</returns>
    public string? Variable(string name) => SettingText.Trimmed(variable(name));

    internal SourcedText? Find(string name) =>
        Variable(name) is { } text ? new SourcedText(text, "the environment variable " + name) : null;
}

/// <summary>The environment variables that are read, most of them shared with Sentry's other tools.</summary>
internal static class Variables
{
    /// <summary>The token. Never spell it <c>$(...)</c> in MSBuild, which logs the value of a variable so named.</summary>
    public const string AuthToken = "SENTRY_AUTH_TOKEN";

    public const string Organization = "SENTRY_ORG";

    /// <summary>One project, or several separated by <c>;</c> or <c>,</c>.</summary>
    public const string Projects = "SENTRY_PROJECT";

    public const string Server = "SENTRY_URL";

    /// <summary>The release's name. Sentry's SDK reads the same variable when the application runs.</summary>
    public const string Release = "SENTRY_RELEASE";

    /// <summary><c>true</c> or <c>1</c>: a failure never fails the build.</summary>
    public const string AllowFailure = "SENTRY_ALLOW_FAILURE";

    /// <summary>The proxy of https servers; as every program that knows these three, in lower case first.</summary>
    public const string HttpsProxy = "HTTPS_PROXY";

    /// <summary>The proxy where there is none of its own.</summary>
    public const string AllProxy = "ALL_PROXY";

    /// <summary>Hosts that are reached without a proxy, separated by <c>,</c>.</summary>
    public const string NoProxy = "NO_PROXY";
}

/// <summary>
/// CI services, recognized by the variables that each documents. Their variables say what a checkout alone may not: that nobody watches
/// the build, and which commit of which repository it builds.
/// </summary>
internal static class CiServices
{
    /// <summary>Set by most services and by many people who imitate one; some set it to their own name.</summary>
    private const string AnyService = "CI";

    /// <summary>The path of a file whose Markdown GitHub shows on the page of the run; steps append to it.</summary>
    private const string GitHubSummary = "GITHUB_STEP_SUMMARY";

    private const string AzurePipelines = "TF_BUILD";

    private static readonly Service[] Services =
    [
        new("GITHUB_ACTIONS", "GITHUB_SHA", "GITHUB_REPOSITORY"),
        new("GITLAB_CI", "CI_COMMIT_SHA", "CI_PROJECT_PATH"),
        new(AzurePipelines, "BUILD_SOURCEVERSION", "BUILD_REPOSITORY_NAME"),
        new("BITBUCKET_BUILD_NUMBER", "BITBUCKET_COMMIT", "BITBUCKET_REPO_FULL_NAME"),
        new("JENKINS_URL", "GIT_COMMIT", null),
        new("TEAMCITY_VERSION", "BUILD_VCS_NUMBER", null),
        new("CIRCLECI", "CIRCLE_SHA1", null),
        new("APPVEYOR", "APPVEYOR_REPO_COMMIT", "APPVEYOR_REPO_NAME"),
        new("TRAVIS", "TRAVIS_COMMIT", "TRAVIS_REPO_SLUG"),
        new("BUILDKITE", "BUILDKITE_COMMIT", null),
        new("CODEBUILD_BUILD_ID", "CODEBUILD_RESOLVED_SOURCE_VERSION", null),
        new("DRONE", "DRONE_COMMIT_SHA", "DRONE_REPO"),
        new("CI_SYSTEM_NAME", "CI_COMMIT_SHA", "CI_REPO"), // Woodpecker
        new("SEMAPHORE", "SEMAPHORE_GIT_SHA", "SEMAPHORE_GIT_REPO_SLUG"),
        new("CIRRUS_CI", "CIRRUS_CHANGE_IN_REPO", "CIRRUS_REPO_FULL_NAME"),
        new("CF_BUILD_ID", "CF_REVISION", null), // Codefresh
        new("bamboo_buildKey", "bamboo_planRepository_revision", null),
    ];

    /// <returns>Whether a CI service runs the build, so that nobody watches it.</returns>
    public static bool IsUnattended(BuildEnvironment environment) =>
        environment.Variable(AnyService)?.ToUpperInvariant() is not (null or "FALSE" or "0")
        || Array.Exists(Services, service => environment.Variable(service.Mark)?.ToUpperInvariant() is not (null or "FALSE" or "0"));

    /// <returns>The full id of the commit that the CI service builds; <see langword="null"/> when none tells.</returns>
    public static string? Commit(BuildEnvironment environment) =>
        Services.Select(service => CommitOf(service, environment)).FirstOrDefault(commit => commit is not null);

    /// <returns>The name of the repository that the CI service builds, in its own form; <see langword="null"/> when none tells.</returns>
    public static string? Repository(BuildEnvironment environment) =>
        Services.Where(service => service.Repository is not null && CommitOf(service, environment) is not null)
            .Select(service => environment.Variable(service.Repository!)).FirstOrDefault(name => name is not null);

    /// <returns>
    /// The absolute path of the file to which this step may append Markdown; <see langword="null"/> where the service has none.
    /// </returns>
    public static string? SummaryFile(BuildEnvironment environment) =>
        environment.Variable(GitHubSummary) is { } path && Path.IsPathFullyQualified(path) ? path : null;

    /// <summary>
    /// The line that, printed by the build, makes the service show a file's Markdown; <see langword="null"/> where it understands none.
    /// </summary>
    /// <param name="environment">Where variables are looked up.</param>
    /// <param name="path">Absolute path of the file, which has to stay until the end of the build.</param>
    public static string? SummaryUpload(BuildEnvironment environment, string path) =>
        environment.Variable(AzurePipelines) is null ? null : $"##vso[task.uploadsummary]{path}";

    /// <summary>
    /// Of whatever service, since a container often has the variable of the commit alone. Some services say <c>HEAD</c>, or a revision of
    /// another system.
    /// </summary>
    private static string? CommitOf(Service service, BuildEnvironment environment) =>
        environment.Variable(service.Commit) is { Length: 40 or 64 } id && id.All(char.IsAsciiHexDigit) ? id.ToLowerInvariant() : null;

    /// <param name="Mark">The variable that every build of the service has.</param>
    /// <param name="Commit">The variable of the commit's id.</param>
    /// <param name="Repository">The variable of the repository's name.</param>
    private sealed record Service(string Mark, string Commit, string? Repository);
}
