namespace Sentry.Releases.Diagnostics;

/// <summary>
/// What a <see cref="Diagnostic"/> can be about, in the words of Sentry and git. Which setting belongs to it is known in
/// <c>Settings</c> only, so that the client of the API and the git readers can be used by programs that have other settings.
/// </summary>
public enum Subject
{
    /// <summary>The organization's slug.</summary>
    Organization,

    /// <summary>The projects that the release belongs to.</summary>
    Projects,

    /// <summary>The server's address.</summary>
    Server,

    /// <summary>The authentication token.</summary>
    Token,

    /// <summary>The proxy on the way to the server.</summary>
    Proxy,

    /// <summary>The time that requests may take together.</summary>
    Timeout,

    /// <summary>The release's name, <c>version</c> in the API.</summary>
    ReleaseName,

    /// <summary>The built assembly from which the name is read.</summary>
    Assembly,

    /// <summary>A given name that the assembly could carry.</summary>
    EmbeddedName,

    /// <summary>The name that the application itself sets, in code or in its settings.</summary>
    ApplicationRelease,

    /// <summary>The name that a mobile application's package gives the release.</summary>
    MobileRelease,

    /// <summary>The version in the release's name.</summary>
    Version,

    /// <summary>The release's <c>ref</c>.</summary>
    Ref,

    /// <summary>The release's <c>url</c>.</summary>
    Url,

    /// <summary>The release's <c>dateReleased</c>.</summary>
    DateReleased,

    /// <summary>The list of commits.</summary>
    Commits,

    /// <summary>The changed files of commits.</summary>
    ChangedFiles,

    /// <summary>The bound on the number of commits.</summary>
    CommitLimit,

    /// <summary>The heads of connected repositories, <c>refs</c> in the API.</summary>
    Refs,

    /// <summary>The repository's name.</summary>
    RepositoryName,

    /// <summary>The folder where the search for the git repository starts.</summary>
    GitDirectory,

    /// <summary>Which git reader is used.</summary>
    GitReader,

    /// <summary>The revision released.</summary>
    Revision,

    /// <summary>The revision of the previous release.</summary>
    PreviousRevision,

    /// <summary>The paths that choose commits.</summary>
    Paths,

    /// <summary>The deploy's <c>environment</c>.</summary>
    DeployEnvironment,

    /// <summary>The deploy's <c>name</c>.</summary>
    DeployName,

    /// <summary>The deploy's <c>url</c>.</summary>
    DeployUrl,

    /// <summary>The search text of a list.</summary>
    Query,
}
