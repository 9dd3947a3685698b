using System.Diagnostics;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.Git;
using Sentry.Releases.Naming;
using Sentry.Releases.SentryApi;
using Sentry.Releases.Settings;

namespace Sentry.Releases.Publishing;

/// <summary>
/// The main job: name, connection, history, draft, request, report. Whatever goes wrong on the way becomes a diagnostic, never an exception.
/// </summary>
public sealed class ReleaseCreation
{
    private readonly BuildFacts _build;
    private readonly ReleaseSettings _settings;
    private readonly string _userAgent;
    private readonly DiagnosticLog _log;
    private readonly Stopwatch _network = new();
    private BuiltApplication? _application;
    private ReleaseReport _report = new();

    /// <param name="build">What the build knows of the application.</param>
    /// <param name="settings">The properties and the environment.</param>
    /// <param name="userAgent">The User-Agent of requests.</param>
    /// <param name="report">Gets every diagnostic as soon as it is known.</param>
    public ReleaseCreation(BuildFacts build, ReleaseSettings settings, string userAgent, Action<Diagnostic> report)
    {
        _build = build;
        _settings = settings;
        _userAgent = userAgent;
        _log = new DiagnosticLog(settings.FailureIsError, report) { Complete = SettingHints.Complete };
    }

    internal ReleaseSteps Steps { get; init; } = new();

    private BuiltApplication Application => _application ??= _build.ReleasedApplication(_settings);

    /// <summary>Runs once, and writes the report. Holds the calling thread: a build's own, which has nothing else to do.</summary>
    /// <exception cref="OperationCanceledException">The build was cancelled; there is no report then.</exception>
    public async Task<ReleaseReport> RunAsync(CancellationToken cancellation)
    {
        ReleaseOutcome outcome;
        try
        {
            outcome = await CreateAsync(cancellation);
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            // Each step turns what it knows into diagnostics. For what it does not know, a release is worth less than a build.
            _log.Failure(DiagnosticCodes.InternalError, $"The release could not be created: {SafeText.OfUnexpected(fault)}");
            outcome = ReleaseOutcome.Failed;
        }

        _report = _report with { Outcome = outcome, Diagnostics = _log.Diagnostics };
        WriteReport();
        if (_settings.Get(Properties.StepSummary))
            WriteStepSummary();

        return _report;
    }

    private async Task<ReleaseOutcome> CreateAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!_settings.Check(_log.Report))
            return ReleaseOutcome.Failed;

        var isDryRun = _settings.Get(Properties.DryRun);
        if (!isDryRun && _settings.Get(Properties.OnlyInCI) && !_settings.IsUnattended)
        {
            _report = _report with { Notes = [$"No Sentry release is created: {Properties.OnlyInCI} is true, and this is not an unattended build."] };
            return ReleaseOutcome.Skipped;
        }

        if (ChooseName() is not { } name)
            return ReleaseOutcome.Failed;

        return isDryRun ? DraftOnly(name, cancellation) : await PublishAsync(name, cancellation);
    }

    private ReleaseName? ChooseName()
    {
        var clock = Stopwatch.StartNew();
        var name = Steps.ChooseName(_settings.GivenName, Application, _log.Report);
        _report = _report with { Release = name?.Value, Assembly = Application.AssemblyPath, Elapsed = _report.Elapsed with { Name = clock.Elapsed.TotalSeconds } };
        return name;
    }

    private ReleaseOutcome DraftOnly(ReleaseName name, CancellationToken cancellation)
    {
        var projects = ConnectionReader.ReadProjects(_settings, _log.Report);
        if (_settings.DeployedTo is { } environment)
            _log.Message(DiagnosticCodes.DeployedBaseNotFound, $"A dry run does not ask Sentry what is deployed to {environment}. The previous tag is used.");

        using var reading = BeginReading(cancellation);
        reading.Begin(Query(name, deployedCommit: null));
        var history = Wait(reading);
        var draft = Draft(name, projects, ReleaseOrigin.Find(_settings, Application.Commit, _build.SourceRevisionId, history), history);
        _report = _report with { History = draft.History with { Commits = draft.Request.Commits?.Count ?? 0 } };
        return ReleaseOutcome.DryRun;
    }

    private async Task<ReleaseOutcome> PublishAsync(ReleaseName name, CancellationToken cancellation)
    {
        var configured = ConfiguredConnection.Read(_settings, projectsNeeded: true, _log);
        if (configured.Connection is not { } connection)
            return configured.Outcome;

        _report = _report with { Page = ReleasePage.Of(connection.Server, connection.Organization, name.Value) };
        using var reading = BeginReading(cancellation);
        if (_settings.DeployedTo is null)
            reading.Begin(Query(name, deployedCommit: null));

        // Made, and connected, while the history is read: that, too, takes a new process its time.
        using var client = Steps.Connect(connection, _build.ClientOptions(_settings, _userAgent));
        client.Connect();
        try
        {
            if (_settings.DeployedTo is { } environment)
                reading.Begin(Query(name, await DeployedBase.FindAsync(client, name.Value, environment, _log, cancellation)));

            return await SendAsync(client, name, configured.Projects, Wait(reading), cancellation);
        }
        finally
        {
            _report = _report with
            {
                Status = (int?)client.LastStatus,
                Requests = client.Requests,
                Elapsed = _report.Elapsed with { Network = _network.Elapsed.TotalSeconds },
            };
        }
    }

    private async Task<ReleaseOutcome> SendAsync(
        SentryClient client, ReleaseName name, IReadOnlyList<string> projects, ReleaseHistory? history, CancellationToken cancellation)
    {
        var origin = ReleaseOrigin.Find(_settings, Application.Commit, _build.SourceRevisionId, history);
        if (origin.Source == CommitSource.Auto)
            origin = await origin.ConnectAsync(client, _settings, history, _log, cancellation);

        var sender = new ReleaseSender(client, Draft(name, projects, origin, history), _log, cancellation);
        try
        {
            var sent = await sender.SendAsync();
            _report = _report with
            {
                Request = sent.Request,
                Response = sent.Response,
                History = _report.History with { Commits = sent.Commits },
                Notes = sent.Existed ? [ReleaseSummary.Existed(sent.Request)] : [],
            };
            await CompleteAsync(client, sent.Request, cancellation);
            return sent.Outcome;
        }
        catch (SentryApiException failure)
        {
            _report = _report with { Request = sender.Request };
            var withLess = sender.HasSentLess ? " It was sent with less in it, too, and not accepted." : "";
            _log.Failure(failure.Code, failure.Message + withLess, failure.Subjects);
            return ReleaseOutcome.Failed;
        }
    }

    private async Task CompleteAsync(SentryClient client, ReleaseRequest sent, CancellationToken cancellation)
    {
        if (DeployDraft.Create(_settings, _log) is { } deploy)
            _report = _report with { DeployedTo = await DeployDraft.SendAsync(client, sent.Version, deploy, _log, cancellation) ? deploy.Environment : null };

        if (_settings.Get(Properties.Verify) && await new ReleaseVerification(client, _log).RunAsync(sent, cancellation) is { } verified)
            _report = _report with { Notes = [.. _report.Notes, verified] };
    }

    private HistoryReading BeginReading(CancellationToken cancellation) => new(ReadHistory, _settings.Get(Properties.Timeout), cancellation);

    private ReleaseHistory? ReadHistory(HistoryQuery query, Action<Diagnostic> report, CancellationToken cancellation) =>
        Steps.ReadHistory(_settings.Get(Properties.ProjectPaths) ? query with { Paths = ProjectPaths.Find(_settings, _build, report, cancellation) } : query, report, cancellation);

    /// <returns><see langword="null"/> where no commits are asked for.</returns>
    private HistoryQuery? Query(ReleaseName name, string? deployedCommit)
    {
        var query = _settings.History with
        {
            BuiltCommit = Application.Commit,
            DeployedCommit = deployedCommit,
            IsPrerelease = TagVersion.IsPrerelease(Application.Version ?? name.Value),
        };
        return _settings.Get(Properties.CommitSource) switch
        {
            CommitSource.None => null,
            CommitSource.Refs => query with { MaxCommits = 0, Submodules = true },
            CommitSource.Auto => query with { Submodules = true },
            _ => query,
        };
    }

    private ReleaseHistory? Wait(HistoryReading reading)
    {
        _network.Stop();
        var history = reading.Wait(_log);
        _network.Start();
        _report = _report with { Elapsed = _report.Elapsed with { History = reading.Elapsed.TotalSeconds } };
        return history;
    }

    private ReleaseDraft Draft(ReleaseName name, IReadOnlyList<string> projects, ReleaseOrigin origin, ReleaseHistory? history)
    {
        var draft = ReleaseDraft.Create(_settings, name.Value, projects, origin, history, _log);
        _report = _report with { History = draft.History, Request = draft.Request };
        if (ReleaseOrder.Check(name, history?.PreviousTag is { } tag ? TagVersion.Of(tag) : null, Severity.Message) is { } disorder)
            _log.Report(disorder);

        return draft;
    }

    private void WriteReport()
    {
        var path = _settings.Get(Properties.Report) ?? _build.DefaultReportPath;
        try
        {
            ReportFile.Write(path, _report);
            _report = _report with { Path = path };
        }
        catch (Exception fault)
        {
            // The system's words name the path, however long it is: what to do stands before them.
            _log.Warning(DiagnosticCodes.ReportNotWritten, $"The report could not be written. Set {Properties.Report} to a path that can be written. {fault.Message}");
        }
    }

    private void WriteStepSummary()
    {
        try
        {
            if (StepSummary.Write(_report, _settings.Environment, Path.GetDirectoryName(_build.DefaultReportPath)!, _log.Redact) is { } line)
                _report = _report with { Notes = [.. _report.Notes, line] };
        }
        catch (Exception fault)
        {
            _log.Warning(DiagnosticCodes.ReportNotWritten, $"The step summary could not be written. Set {Properties.StepSummary}=false to do without it. {fault.Message}");
        }
    }
}
