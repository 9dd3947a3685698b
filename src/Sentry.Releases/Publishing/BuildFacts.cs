using Sentry.Releases.Naming;

namespace Sentry.Releases.Publishing;

/// <summary>What the build knows of the application that is released. Empty texts are unset.</summary>
public sealed record BuildFacts
{
    /// <summary>Absolute path of the project's folder.</summary>
    public required string ProjectDirectory { get; init; }

    /// <summary>What was built.</summary>
    public required BuiltApplication Application { get; init; }

    /// <summary>Where the report goes when no path is given: an absolute path.</summary>
    public required string DefaultReportPath { get; init; }

    /// <summary><c>SourceRevisionId</c>: the commit that the build itself found.</summary>
    public string SourceRevisionId { get; init; } = "";

    /// <summary>Whether <c>CI</c> or <c>ContinuousIntegrationBuild</c> is set: nobody watches, so what is skipped is a warning.</summary>
    public bool ContinuousIntegration { get; init; }
}
