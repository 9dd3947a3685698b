namespace Sentry.Releases.Diagnostics;

/// <summary>
/// What a <see cref="Diagnostic"/> can be about, in the words of Sentry and git. Which setting belongs to it is known in
/// <c>Settings</c> only, so that the client of the API and the git readers can be used by programs that have other settings.
/// </summary>
internal enum Subject
{
    Organization,
    Projects,
    Server,
    Token,
    Proxy,

    /// <summary>The time that requests may take together.</summary>
    Timeout,

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

    Ref,
    Url,
    DateReleased,
    Commits,
    ChangedFiles,
    CommitLimit,

    /// <summary>The heads of connected repositories.</summary>
    Refs,

    RepositoryName,

    /// <summary>The folder where the search for the git repository starts.</summary>
    GitDirectory,

    GitReader,
    Revision,
    PreviousRevision,

    /// <summary>The paths that choose commits.</summary>
    Paths,

    DeployEnvironment,
    DeployName,
    DeployUrl,

    /// <summary>The search text of a list.</summary>
    Query,
}
