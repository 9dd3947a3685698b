using Sentry.Releases.Diagnostics;
using Sentry.Releases.Git;
using Sentry.Releases.Naming;
using Sentry.Releases.SentryApi;
using Sentry.Releases.Settings;

namespace Sentry.Releases.Publishing;

/// <summary>What the build knows of the application that is released, besides the settings.</summary>
internal sealed record BuildFacts
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

    /// <summary>Whether this project has a release at all.</summary>
    public bool IsReleased { get; init; } = true;

    /// <summary>The version of Sentry's SDK in the project; <see langword="null"/> without it.</summary>
    public string? SdkVersion { get; init; }

    /// <summary>Whether Sentry's SDK is set to create releases itself.</summary>
    public bool SdkCreatesReleases { get; init; }

    /// <summary>Opens the reader of this build's projects; <see langword="null"/> where there is none.</summary>
    public Func<IProjectReader>? OpenProjects { get; init; }

    /// <summary>Who the server is told is calling.</summary>
    public string UserAgent { get; init; } = "";

    /// <summary>Cancelled when the build is.</summary>
    public CancellationToken Cancellation { get; init; }

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

    /// <returns>
    /// Absolute path of the assembly of this name that was compiled last, whatever its configuration; <see langword="null"/> when there is none.
    /// </returns>
    private string? FindAnyAssembly() =>
        Directory.Exists(IntermediateDirectory) && Path.GetFileName(Application.AssemblyPath) is { Length: > 0 } name
            ? new DirectoryInfo(IntermediateDirectory).EnumerateFiles(name, LastReport.Recursive)
                // The compiler's reference assemblies have no version of their own.
                .Where(file => file.Directory!.Name is not ("ref" or "refint"))
                .MaxBy(file => file.LastWriteTimeUtc)?.FullName
            : null;

    /// <summary>The application, or the one that was built last in any configuration: who only looks may have built another one than this.</summary>
    public BuiltApplication AnyApplication(ReleaseSettings settings)
    {
        var application = ReleasedApplication(settings);
        return application.Mobile.IsMobile || File.Exists(application.AssemblyPath) || FindAnyAssembly() is not { } other
            ? application
            : new BuiltApplication(other);
    }

    public SentryClientOptions ClientOptions(ReleaseSettings settings) => new()
    {
        Timeout = settings.Get(Properties.Timeout),
        UserAgent = UserAgent,
        UnreachableServers = UnreachableServers,
        Cancellation = Cancellation,
    };
}

/// <summary>The steps of a run that touch files, start programs or open connections; tests and the warm-up put others in their place.</summary>
internal sealed record ReleaseSteps
{
    public Func<ReleaseName?, BuiltApplication, Action<Diagnostic>, ReleaseName?> ChooseName { get; init; } = ReleaseName.Choose;

    public Func<HistoryQuery, Action<Diagnostic>, CancellationToken, ReleaseHistory?> ReadHistory { get; init; } = ReleaseHistoryReader.Read;

    public Action<string, ReleaseReport> WriteReport { get; init; } = ReportFile.Write;

    public Func<Connection, SentryClientOptions, SentryClient> Connect { get; init; } = (connection, options) => new SentryClient(connection, options);
}

/// <summary>The connection by which something is published.</summary>
internal static class PublishingConnection
{
    private static readonly string[] Missing = [DiagnosticCodes.NoOrganization, DiagnosticCodes.NoProject, DiagnosticCodes.NoToken];

    /// <summary>Reads it. From then on <paramref name="log"/> shows no token.</summary>
    /// <returns><see langword="null"/> when there is none, which was reported.</returns>
    public static ConnectionAndProjects? Read(ReleaseSettings settings, bool projectsNeeded, DiagnosticLog log)
    {
        // Who asked for failures to be errors is told of a missing token on a machine of their own, too.
        var severity = settings.FailureIsError ? Severity.Error : settings.IsUnattended ? Severity.Warning : Severity.Message;
        var found = ConnectionReader.Read(settings, projectsNeeded, severity, log.Report);
        if (found is not null)
            log.Redact = found.Connection.Token.Redact;

        return found;
    }

    /// <summary>Whether there is none because something is not configured.</summary>
    public static bool IsMissing(DiagnosticLog log) => log.Diagnostics.Any(diagnostic => Missing.Contains(diagnostic.Code));
}
