namespace Sentry.Releases.Publishing;

/// <summary>What the build knows of the application that is released. Empty texts are unset.</summary>
public sealed record BuildFacts
{
    /// <summary>Absolute path of the project's folder.</summary>
    public required string ProjectDirectory { get; init; }

    /// <summary>Absolute path of the built assembly; it need not exist when the release's name is given.</summary>
    public required string AssemblyPath { get; init; }

    /// <summary>Where the report goes when no path is given: an absolute path.</summary>
    public required string DefaultReportPath { get; init; }

    /// <summary>The target framework's platform, such as <c>android</c>.</summary>
    public string TargetPlatform { get; init; } = "";

    /// <summary><c>ApplicationId</c>.</summary>
    public string ApplicationId { get; init; } = "";

    /// <summary><c>ApplicationDisplayVersion</c>.</summary>
    public string ApplicationDisplayVersion { get; init; } = "";

    /// <summary><c>ApplicationVersion</c>.</summary>
    public string ApplicationVersion { get; init; } = "";

    /// <summary><c>SourceRevisionId</c>: the commit that the build itself found.</summary>
    public string SourceRevisionId { get; init; } = "";
}
