using System.Diagnostics;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.Git;
using Sentry.Releases.SentryApi;
using Sentry.Releases.Settings;

namespace Sentry.Releases.Publishing;

/// <summary>
/// The main job: settings, name, connection, history, request, answer, report. Whatever goes wrong on the way becomes a diagnostic,
/// never an exception.
/// </summary>
public sealed class ReleaseCreation
{
    private readonly BuildFacts _build;
    private readonly ReleaseSettings _settings;
    private readonly string _userAgent;
    private readonly DiagnosticLog _log;
    private ReleaseReport _report = new();
    private string _codeOfStep = DiagnosticCodes.InvalidSetting;

    /// <param name="build">What the build knows of the application.</param>
    /// <param name="settings">The properties and the environment.</param>
    /// <param name="userAgent">Who speaks to Sentry.</param>
    /// <param name="report">Told of every diagnostic as soon as it is known.</param>
    public ReleaseCreation(BuildFacts build, ReleaseSettings settings, string userAgent, Action<Diagnostic> report)
    {
        _build = build;
        _settings = settings;
        _userAgent = userAgent;
        _log = new DiagnosticLog(settings.FailureIsError, report) { Complete = SettingHints.Complete };
    }

    internal ReleaseSteps Steps { get; init; } = new();

    /// <summary>Runs once, and writes the report. Holds the calling thread: a build's own, which has nothing else to do.</summary>
    /// <exception cref="OperationCanceledException">The build was cancelled; there is no report then.</exception>
    public async Task<ReleaseReport> RunAsync(CancellationToken cancellation)
    {
        ReleaseOutcome outcome;
        try
        {
            outcome = await StepsAsync(cancellation);
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            // Each step turns what it knows into diagnostics. For what it does not know, a release is worth less than a build.
            _log.Failure(_codeOfStep, $"The release could not be created: {SafeText.OfUnexpected(fault)}");
            outcome = ReleaseOutcome.Failed;
        }

        _report = _report with { Outcome = outcome, Diagnostics = _log.Diagnostics };
        WriteReport();
        return _report;
    }

    private async Task<ReleaseOutcome> StepsAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!_settings.Check(_log.Report))
            return ReleaseOutcome.Failed;

        _codeOfStep = DiagnosticCodes.NoAssembly;
        var clock = Stopwatch.StartNew();
        var name = Steps.ChooseName(_settings.GivenName, _build.Application, _log.Report)?.Value;
        _report = _report with { Release = name, Elapsed = _report.Elapsed with { Name = clock.Elapsed.TotalSeconds } };
        if (name is null)
            return ReleaseOutcome.Failed;

        _codeOfStep = DiagnosticCodes.InvalidSetting;
        var configured = ConfiguredConnection.Read(_settings, _build, _log);
        if (configured.Outcome is { } ended)
            return ended;

        if (configured.Connection?.Token is { } token)
            _log.Redact = token.Redact;

        _codeOfStep = DiagnosticCodes.UnexpectedResponse;
        using var reading = new BoundedHistory(Steps.ReadHistory, _settings, cancellation);
        if (configured.Connection is not { } connection)
        {
            var known = Wait(reading);
            var origin = ReleaseOrigin.Find(_settings, _build, known);
            Prepare(new ReleaseContents(_settings, name, configured.Projects, origin, known, _settings.Get(Properties.CommitSource) == CommitSource.Refs));
            return ReleaseOutcome.DryRun;
        }

        // Made while the history is read: that, too, takes a new process its time.
        using var client = Steps.Connect(connection, new SentryClientOptions { Timeout = _settings.Get(Properties.Timeout), UserAgent = _userAgent });
        var history = Wait(reading);
        clock.Restart();
        try
        {
            return await SpeakAsync(client, connection, configured.Projects, name, history, cancellation);
        }
        finally
        {
            _report = _report with
            {
                Status = (int?)client.LastStatus,
                Requests = client.Requests,
                Elapsed = _report.Elapsed with { Network = clock.Elapsed.TotalSeconds },
            };
        }
    }

    private async Task<ReleaseOutcome> SpeakAsync(
        SentryClient client, Connection connection, IReadOnlyList<string> projects, string name, ReleaseHistory? history, CancellationToken cancellation)
    {
        var origin = ReleaseOrigin.Find(_settings, _build, history);
        var asRefs = _settings.Get(Properties.CommitSource) == CommitSource.Refs;
        if (_settings.Get(Properties.CommitSource) == CommitSource.Auto)
        {
            origin = await ConnectAsync(client, origin, history, cancellation);
            asRefs = origin.IsConnected;
        }

        var contents = Prepare(new ReleaseContents(_settings, name, projects, origin, history, asRefs));
        _report = _report with { Page = ReleasePage.Of(connection.Server, connection.Organization, name) };
        return await SendAsync(client, contents, cancellation);
    }

    private ReleaseHistory? Wait(BoundedHistory reading)
    {
        var history = reading.Wait(_log);
        _report = _report with { Elapsed = _report.Elapsed with { History = reading.Elapsed.TotalSeconds } };
        return history;
    }

    private async Task<ReleaseOrigin> ConnectAsync(
        SentryClient client, ReleaseOrigin origin, ReleaseHistory? history, CancellationToken cancellation)
    {
        var submodules = history?.Submodules ?? [];
        var urls = submodules.Select(submodule => submodule.RemoteUrl).Prepend(origin.RemoteUrl ?? "").ToList();
        var names = await ConnectedRepository.FindAsync(client, urls, _log, cancellation);
        return !names.TryGetValue(urls[0], out var name) ? origin : origin with
        {
            IsConnected = true,
            Repository = _settings.Get(Properties.Repository) ?? name,
            Submodules = [.. submodules.Where(submodule => names.ContainsKey(submodule.RemoteUrl)).Select(submodule => (names[submodule.RemoteUrl], submodule.Commit))],
        };
    }

    private ReleaseContents Prepare(ReleaseContents contents)
    {
        contents.ReportWhatIsLeftOut(_log);
        _report = _report with
        {
            History = contents.HistoryReport(),
            Request = contents.Request,
        };
        return contents;
    }

    private async Task<ReleaseOutcome> SendAsync(
        SentryClient client, ReleaseContents contents, CancellationToken cancellation)
    {
        try
        {
            var sent = await new ReleaseSender(client, _log).SendAsync(contents, cancellation);
            _report = _report with
            {
                Request = sent.Request,
                Response = sent.Response,
            };
            _report = _report with { DeployedTo = await new DeployRecorder(client, _log).RunAsync(contents.Request.Version, _settings, cancellation) };
            if (_settings.Get(Properties.Verify))
                _report = _report with { Verification = await new ReleaseVerification(client, _log).RunAsync(sent.Request, cancellation) };

            return sent.Outcome;
        }
        catch (SentryApiException failure)
        {
            _log.Failure(failure.Code, failure.Message, failure.Subjects);
            return ReleaseOutcome.Failed;
        }
    }

    private void WriteReport()
    {
        try
        {
            _report.Write(_settings.Get(Properties.Report) ?? _build.DefaultReportPath);
        }
        catch (Exception fault)
        {
            // The system's words name the path, however long it is: what to do stands before them.
            _log.Warning(DiagnosticCodes.InvalidSetting, $"The report could not be written. Set {Properties.Report} to a path that can be written. {fault.Message}");
        }
    }
}
