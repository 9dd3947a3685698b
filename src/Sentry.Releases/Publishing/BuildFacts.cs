using Sentry.Releases.Naming;
using Sentry.Releases.SentryApi;
using Sentry.Releases.Settings;

namespace Sentry.Releases.Publishing;

/// <summary>What the build knows of the application that is released, besides the settings.</summary>
public sealed record BuildFacts
{
    /// <summary>What this build has compiled, or would compile; its assembly need not exist.</summary>
    public required BuiltApplication Application { get; init; }

    /// <summary>Whether it was built, or published, in this build: what was released last does not matter then.</summary>
    public bool IsBuiltNow { get; init; }

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

    /// <summary>
    /// The application that decides what the release is called: <c>SentryReleaseAssembly</c>, else what was compiled last, in this build or
    /// for the last release. That one may lie elsewhere: a publish for one runtime has an assembly of its own.
    /// </summary>
    public BuiltApplication ReleasedApplication(ReleaseSettings settings)
    {
        if (settings.Get(Properties.Assembly) is { } given)
            return new BuiltApplication(given) { Mobile = Application.Mobile, PublishedDirectory = Path.GetDirectoryName(given)! };

        if (IsBuiltNow || LastReport.Find(this)?.Assembly is not { } released || !File.Exists(released))
            return Application;

        return File.GetLastWriteTimeUtc(Application.AssemblyPath) > File.GetLastWriteTimeUtc(released)
            ? Application
            : new BuiltApplication(released) { Mobile = Application.Mobile };
    }

    internal SentryClientOptions ClientOptions(ReleaseSettings settings, string userAgent) =>
        new() { Timeout = settings.Get(Properties.Timeout), UserAgent = userAgent, UnreachableServers = UnreachableServers };
}
