using Sentry.Releases.Naming;
using Sentry.Releases.SentryApi;
using Sentry.Releases.Settings;

namespace Sentry.Releases.Publishing;

/// <summary>What the build knows of the application that is released, besides the settings.</summary>
public sealed record BuildFacts
{
    /// <summary>The application, which decides what the release is called; its assembly need not exist when the name is given.</summary>
    public required BuiltApplication Application { get; init; }

    /// <summary>Where the report goes when no path is given: an absolute path.</summary>
    public required string DefaultReportPath { get; init; }

    /// <summary>Absolute path of <c>BaseIntermediateOutputPath</c>, below which earlier reports are looked for; empty for nowhere.</summary>
    public string IntermediateDirectory { get; init; } = "";

    /// <summary><c>Configuration</c>, such as <c>Release</c>.</summary>
    public string Configuration { get; init; } = "";

    /// <summary><c>SourceRevisionId</c>: the commit that the build itself found; empty when it found none.</summary>
    public string SourceRevisionId { get; init; } = "";

    /// <summary>Opens the reader of this build's projects; <see langword="null"/> where there is none.</summary>
    public Func<IProjectReader>? OpenProjects { get; init; }

    /// <summary>The servers that were given up in this build, which no other project waits for.</summary>
    public UnreachableServers UnreachableServers { get; init; } = new();

    internal SentryClientOptions ClientOptions(ReleaseSettings settings, string userAgent) =>
        new() { Timeout = settings.Get(Properties.Timeout), UserAgent = userAgent, UnreachableServers = UnreachableServers };
}
