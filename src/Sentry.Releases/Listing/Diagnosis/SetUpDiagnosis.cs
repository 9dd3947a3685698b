using Sentry.Releases.Diagnostics;
using Sentry.Releases.Git;
using Sentry.Releases.Naming;
using Sentry.Releases.Publishing;
using Sentry.Releases.SentryApi;
using Sentry.Releases.Settings;

namespace Sentry.Releases.Listing.Diagnosis;

/// <summary>
/// Finds out why releases are of no use in Sentry, or are not there: looks at the settings, the application, the repository and what Sentry
/// has set up. It only asks, and changes nothing on the server.
/// </summary>
/// <param name="build">What the build knows of the application, which need not be built.</param>
/// <param name="report">Gets everything that is wrong as soon as it is known.</param>
internal sealed class SetUpDiagnosis(BuildFacts build, ReleaseSettings settings, Action<Diagnostic> report)
{
    private readonly DiagnosticLog _log = new(settings.FailureIsError, report);
    private readonly BuiltApplication _application = Application(build, settings);
    private readonly List<Check> _checks = [];

    /// <summary>Makes all checks, whatever goes wrong on the way.</summary>
    /// <returns>A line and an entry for each. What is wrong was reported, too.</returns>
    public ShownList Run()
    {
        try
        {
            CheckAll();
        }
        catch (Exception fault) when (!build.Cancellation.IsCancellationRequested)
        {
            Add(Check.Wrong("Diagnosis", DiagnosticCodes.InternalError, $"the rest was not checked: {SafeText.OfUnexpected(fault)}", ""));
        }

        return Check.Show(_checks, _log.Redact);
    }

    private void CheckAll()
    {
        var said = new List<Diagnostic>();
        var name = ReleaseName.Choose(settings.GivenName, _application, said.Add);
        // Before the first build the package is known, as the assembly will have its name.
        var package = name is null ? Path.GetFileNameWithoutExtension(_application.AssemblyPath) : DeployedBase.Package(name.Value);

        using var server = new ServerChecks(settings, build.ClientOptions(settings), _log, Add);
        CheckSettings();
        server.CheckToken();
        var releases = server.CheckOrganization(package);
        server.CheckProjects();
        CheckName(name, said);
        var previous = releases.FirstOrDefault(release => release.Version != name?.Value);
        var history = ReadHistory(server.Client, name);
        if (name is not null)
            CheckOrder(name, history?.PreviousTag is { } tag ? TagVersion.Of(tag) : null, previous);

        var origin = ReleaseOrigin.Find(settings, _application.Commit, build.SourceRevisionId, history);
        var repository = server.CheckRepository(origin);
        server.CheckMappings(repository, Sources(origin.Repository ?? ""));
        server.CheckReleases(name?.Value, package, previous);
        CheckSdk();
    }

    private void CheckSettings()
    {
        if (!settings.Check(problem => Add(Check.Of("Settings", problem))))
            return;

        // The connection's have lines of their own.
        Property[] others = [Properties.Organization, Properties.Projects, Properties.Server];
        var set = Properties.All.Except(others).Where(settings.IsSet).Select(property => $"{property}={SettingText.Quoted(settings.Text(property)!)}");
        Add(new Check("Settings",
            !build.IsReleased ? $"this project creates no release: it is no application that is published, or {Properties.Enabled} is false"
            : string.Join(", ", set) is { Length: > 0 } listed ? $"{listed} from the project or the command line" : "all other settings have their defaults"));
    }

    private void CheckName(ReleaseName? name, List<Diagnostic> said)
    {
        const string Name = "Name";
        if (name is null)
        {
            Add(said[^1].Code == DiagnosticCodes.NoAssembly
                ? Check.Unknown(Name, "the application is not built yet; build it and ask again")
                : Check.Of(Name, said[^1]));
            return;
        }

        Add(new Check(Name, name.Source switch
        {
            ReleaseNameSource.Assembly => $"{name.Value} from {_application.AssemblyPath}",
            ReleaseNameSource.MobileApplication => $"{name.Value} from the application's id and versions",
            ReleaseNameSource.Environment => $"{name.Value} from the environment variable {Variables.Release}",
            _ => $"{name.Value} from the property {Properties.Release}",
        }));
        Add(said.Count > 0 ? Check.Of("Reported name", said[^1])
            : _application.Version is null ? Check.Unknown("Reported name", "the application is not built yet")
            : new Check("Reported name", "the running application reports the same, as far as its code and settings tell"));
    }

    /// <summary>By the version of the previous tag, and by that of the release that Sentry holds.</summary>
    private void CheckOrder(ReleaseName name, string? tagged, Release? previous)
    {
        var held = previous is null ? null : previous.Version[(previous.Version.IndexOf('@', 1) + 1)..];
        var versions = new[] { tagged ?? held, held }.Distinct();
        var disorder = versions.Select(version => ReleaseOrder.Check(name, version, Severity.Warning)).FirstOrDefault(found => found is not null);
        var previousOne = held is null ? "" : $", and the previous one is {held}";
        Add(disorder is not null
            ? Check.Of("Order", disorder)
            : new Check("Order", $"Sentry reads the version as {ReleaseOrder.Version(name.Value)?.Number}{previousOne}"));
    }

    private ReleaseHistory? ReadHistory(SentryClient? client, ReleaseName? name)
    {
        const string Name = "Repository";
        var said = new List<Diagnostic>();
        var log = new DiagnosticLog(failureIsError: false, said.Add);
        var deployed = settings.DeployedTo is { } environment && client is not null && name is not null
            ? DeployedBase.Find(client, name.Value, environment, log)
            : null;
        using var reading = new HistoryReading(build, settings, ReleaseHistoryReader.Read);
        reading.Begin(HistoryReading.Query(settings, _application, name, deployed) with { ChangedFiles = false });
        var history = reading.Wait(log);
        if (said.Find(diagnostic => diagnostic.Severity != Severity.Message) is { } problem)
            Add(Check.Of(Name, problem));
        else if (history is not null)
            Add(new Check(Name, Describe(history)));

        return history;
    }

    private static string Describe(ReleaseHistory history)
    {
        var count = history.Commits.Count + history.CommitsLeftOut;
        var since = history.PreviousTag ?? history.PreviousCommit;
        return $"{(history.Shallow ? "shallow, but deep enough" : "whole")}, read by {history.Reader}: {Counted.Of(count, "commit")} "
            + (since is null ? "to send, as there is no previous tag" : $"since {since}");
    }

    private static BuiltApplication Application(BuildFacts build, ReleaseSettings settings)
    {
        var application = build.AnyApplication(settings);
        // Until it is published, the application's settings lie beside the project.
        return new BuiltApplication(application.AssemblyPath)
        {
            Mobile = application.Mobile,
            PublishedDirectory = application.PublishedDirectory.Length > 0 ? application.PublishedDirectory : settings.ProjectDirectory,
        };
    }

    private List<SourceFile>? Sources(string repository)
    {
        var folder = RepositoryFolder.Find(settings.History.Directory);
        return BuiltSources.Read(_application.AssemblyPath)?.In(repository, folder, build.IntermediateDirectory).ToList();
    }

    private void CheckSdk()
    {
        const string Name = "Sentry's SDK";
        var takesOver = settings.Get(Properties.SdkTakeover);
        Add(build.SdkVersion is not { } version ? new Check(Name, "none in this project; without one, or another, the application sends no events")
            : !build.SdkCreatesReleases ? new Check(Name, $"{version}, which creates no release itself")
            : takesOver ? new Check(Name, $"{version}, whose own release creation (SentryCreateRelease, SentrySetCommits) is kept off")
            : Check.Wrong(Name, DiagnosticCodes.TwoCreators, $"{version} and this package will both create the release, as {Properties.SdkTakeover} is false",
                "Remove that, or SentryCreateRelease and SentrySetCommits."));
    }

    private void Add(Check check)
    {
        _checks.Add(check);
        if (check.Code is { } code)
            _log.Failure(code, $"{check.Name}: {check.Message}");
    }
}
