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
/// <param name="report">Gets every diagnostic as soon as it is known.</param>
internal sealed class ReleaseCreation(BuildFacts build, ReleaseSettings settings, Action<Diagnostic> report)
{
    private readonly DiagnosticLog _log = new(settings.FailureIsError, report) { Complete = SettingHints.Complete };
    private readonly ReleaseReport _report = new();
    private readonly Lazy<BuiltApplication> _application = new(() => build.ReleasedApplication(settings));

    public ReleaseSteps Steps { get; init; } = new();

    private BuiltApplication Application => _application.Value;

    /// <summary>Runs once, and writes the report. Holds the calling thread: a build's own, which has nothing else to do.</summary>
    /// <exception cref="OperationCanceledException">The build was cancelled; there is no report then.</exception>
    public ReleaseReport Run()
    {
        try
        {
            Create();
        }
        catch (Exception fault) when (!build.Cancellation.IsCancellationRequested)
        {
            // Each step turns what it knows into diagnostics. For what it does not know, a release is worth less than a build.
            _log.Failure(DiagnosticCodes.InternalError, $"The release could not be created: {SafeText.OfUnexpected(fault)}");
            _report.Outcome = ReleaseOutcome.Failed;
        }

        _report.Diagnostics = _log.Diagnostics;
        // The system's words name the path, however long it is: what to do stands before them.
        Try(WriteReport, $"The report could not be written. Set {Properties.Report} to a path that can be written.");
        if (settings.Get(Properties.StepSummary))
            Try(WriteStepSummary, $"The step summary could not be written. Set {Properties.StepSummary}=false to do without it.");

        return _report;
    }

    private void Create()
    {
        build.Cancellation.ThrowIfCancellationRequested();
        if (!settings.Check(_log.Report))
            return;

        var isDryRun = settings.Get(Properties.DryRun);
        if (!isDryRun && settings.Get(Properties.OnlyInCI) && !settings.IsUnattended)
        {
            _report.Notes.Add($"No Sentry release is created: {Properties.OnlyInCI} is true, and this is not an unattended build.");
            _report.Outcome = ReleaseOutcome.Skipped;
            return;
        }

        if (ChooseName() is not { } name)
            return;

        if (isDryRun)
            DraftOnly(name);
        else
            Publish(name);
    }

    private ReleaseName? ChooseName()
    {
        var clock = Stopwatch.StartNew();
        var name = Steps.ChooseName(settings.GivenName, Application, _log.Report);
        _report.Release = name?.Value;
        _report.Assembly = Application.AssemblyPath;
        _report.NameSeconds = clock.Elapsed.TotalSeconds;
        return name;
    }

    private void DraftOnly(ReleaseName name)
    {
        var projects = ConnectionReader.ReadProjects(settings, _log.Report);
        if (settings.DeployedTo is { } environment)
            _log.Message(DiagnosticCodes.DeployedBaseNotFound, $"A dry run does not ask Sentry what is deployed to {environment}. The previous tag is used.");

        using var reading = new HistoryReading(build, settings, Steps.ReadHistory);
        reading.Begin(Query(name, deployedCommit: null));
        var draft = Draft(name, projects, Wait(reading));
        _report.Commits = draft.Request.Commits?.Count ?? 0;
        _report.Outcome = ReleaseOutcome.DryRun;
    }

    private void Publish(ReleaseName name)
    {
        if (PublishingConnection.Read(settings, projectsNeeded: true, _log) is not { Connection: var connection } configured)
        {
            _report.Outcome = PublishingConnection.IsMissing(_log) ? ReleaseOutcome.Skipped : ReleaseOutcome.Failed;
            return;
        }

        _report.Page = connection.PageOf(name.Value);
        using var reading = new HistoryReading(build, settings, Steps.ReadHistory);
        if (settings.DeployedTo is null)
            reading.Begin(Query(name, deployedCommit: null));

        // Made, and connected, while the history is read: that, too, takes a new process its time.
        using var client = Steps.Connect(connection, build.ClientOptions(settings));
        client.Connect();
        var network = new Stopwatch();
        try
        {
            if (settings.DeployedTo is { } environment)
            {
                network.Start();
                var deployed = DeployedBase.Find(client, name.Value, environment, _log);
                network.Stop();
                reading.Begin(Query(name, deployed));
            }

            var origin = Wait(reading);
            network.Start();
            if (origin.Source == CommitSource.Auto)
                origin = origin.Connect(client, settings, _log);

            Send(client, Draft(name, configured.Projects, origin));
        }
        finally
        {
            _report.Status = (int?)client.LastStatus;
            _report.Requests = client.Requests;
            _report.NetworkSeconds = network.Elapsed.TotalSeconds;
        }
    }

    private void Send(SentryClient client, ReleaseDraft draft)
    {
        new ReleaseSender(client, draft, _report, _log).Send();
        if (_report.Outcome == ReleaseOutcome.Failed)
            return;

        if (DeployDraft.Create(settings, _log) is { } deploy && DeployDraft.Send(client, draft.Request.Version, deploy, _log))
            _report.DeployedTo = deploy.Environment;

        if (settings.Get(Properties.Verify) && new ReleaseVerification(client, _log).Run(_report.Request!) is { } verified)
            _report.Notes.Add(verified);
    }

    /// <returns><see langword="null"/> where no commits are asked for.</returns>
    private HistoryQuery? Query(ReleaseName name, string? deployedCommit)
    {
        var query = HistoryReading.Query(settings, Application, name, deployedCommit);
        return settings.Get(Properties.CommitSource) switch
        {
            CommitSource.None => null,
            CommitSource.Refs => query with { MaxCommits = 0, Submodules = true },
            CommitSource.Auto => query with { Submodules = true },
            _ => query,
        };
    }

    private ReleaseOrigin Wait(HistoryReading reading)
    {
        var history = reading.Wait(_log);
        _report.HistorySeconds = reading.Elapsed.TotalSeconds;
        return ReleaseOrigin.Find(settings, Application.Commit, build.SourceRevisionId, history);
    }

    private ReleaseDraft Draft(ReleaseName name, IReadOnlyList<string> projects, ReleaseOrigin origin)
    {
        var draft = ReleaseDraft.Create(settings, name.Value, projects, origin, _log);
        _report.Origin = origin;
        _report.IsTruncated = draft.IsTruncated;
        _report.Request = draft.Request;
        if (ReleaseOrder.Check(name, origin.History?.PreviousTag is { } tag ? TagVersion.Of(tag) : null, Severity.Message) is { } disorder)
            _log.Report(disorder);

        return draft;
    }

    private void Try(Action write, string failed)
    {
        try
        {
            write();
        }
        catch (Exception fault)
        {
            _log.Warning(DiagnosticCodes.ReportNotWritten, $"{failed} {fault.Message}");
        }
    }

    private void WriteReport()
    {
        var path = settings.Get(Properties.Report) ?? build.DefaultReportPath;
        Steps.WriteReport(path, _report);
        _report.Path = path;
    }

    private void WriteStepSummary()
    {
        if (StepSummary.Write(_report, settings.Environment, Path.GetDirectoryName(build.DefaultReportPath)!, _log.Redact) is { } line)
            _report.Notes.Add(line);
    }
}
