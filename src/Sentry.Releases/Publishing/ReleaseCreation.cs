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
    private readonly IReadOnlyDictionary<string, string> _properties;
    private readonly IMachine _machine;
    private readonly string _userAgent;
    private readonly DiagnosticLog _log;
    private ReleaseReport _report = new();
    private string _codeOfStep = DiagnosticCodes.InvalidSetting;

    /// <param name="build">What the build knows of the application.</param>
    /// <param name="properties">The MSBuild properties, by <see cref="PropertyNames"/>; empty is unset.</param>
    /// <param name="machine">The environment.</param>
    /// <param name="userAgent">Who speaks to Sentry.</param>
    /// <param name="report">Told of every diagnostic as soon as it is known.</param>
    public ReleaseCreation(
        BuildFacts build, IReadOnlyDictionary<string, string> properties, IMachine machine, string userAgent, Action<Diagnostic> report)
    {
        _build = build;
        _properties = properties;
        _machine = machine;
        _userAgent = userAgent;
        _log = new DiagnosticLog(SettingsReader.FailureIsError(properties, machine), report) { Complete = SettingHints.Complete };
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
        if (SettingsReader.Read(_properties, _build.ProjectDirectory, _machine, _log.Report) is not { } settings)
            return ReleaseOutcome.Failed;

        _codeOfStep = DiagnosticCodes.NoAssembly;
        var clock = Stopwatch.StartNew();
        var name = Steps.ChooseName(settings, _build, _log.Report);
        _report = _report with { Release = name, Elapsed = _report.Elapsed with { Name = clock.Elapsed.TotalSeconds } };
        if (name is null)
            return ReleaseOutcome.Failed;

        _codeOfStep = DiagnosticCodes.InvalidSetting;
        var configured = ConfiguredConnection.Read(settings, _build, _properties, _machine, _log);
        if (configured.Outcome is { } ended)
            return ended;

        if (configured.Connection?.Token is { } token)
            _log.Redact = token.Redact;

        _codeOfStep = DiagnosticCodes.UnexpectedResponse;
        using var reading = new BoundedHistory(Steps.ReadHistory, settings, cancellation);
        if (configured.Connection is not { } connection)
        {
            var known = Wait(reading);
            var origin = ReleaseOrigin.Find(settings, _build, _machine, known);
            Prepare(new ReleaseContents(settings, name, configured.Projects, origin, known, settings.CommitSource == CommitSource.Refs));
            return ReleaseOutcome.DryRun;
        }

        // Made while the history is read: that, too, takes a new process its time.
        using var client = Steps.Connect(connection, new SentryClientOptions { Timeout = settings.Timeout, UserAgent = _userAgent });
        var history = Wait(reading);
        clock.Restart();
        try
        {
            return await SpeakAsync(client, connection, configured.Projects, settings, name, history, cancellation);
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
        SentryClient client, Connection connection, IReadOnlyList<string> projects, ReleaseSettings settings, string name, ReleaseHistory? history, CancellationToken cancellation)
    {
        var origin = ReleaseOrigin.Find(settings, _build, _machine, history);
        var asRefs = settings.CommitSource == CommitSource.Refs;
        if (settings.CommitSource == CommitSource.Auto)
        {
            origin = await ConnectAsync(client, settings, origin, history, cancellation);
            asRefs = origin.IsConnected;
        }

        var contents = Prepare(new ReleaseContents(settings, name, projects, origin, history, asRefs));
        _report = _report with { Page = ReleasePage.Of(connection.Server, connection.Organization, name) };
        return await SendAsync(settings, client, contents, cancellation);
    }

    private ReleaseHistory? Wait(BoundedHistory reading)
    {
        var history = reading.Wait(_log);
        _report = _report with { Elapsed = _report.Elapsed with { History = reading.Elapsed.TotalSeconds } };
        return history;
    }

    private async Task<ReleaseOrigin> ConnectAsync(
        SentryClient client, ReleaseSettings settings, ReleaseOrigin origin, ReleaseHistory? history, CancellationToken cancellation)
    {
        var submodules = history?.Submodules ?? [];
        var urls = submodules.Select(submodule => submodule.RemoteUrl).Prepend(origin.RemoteUrl ?? "").ToList();
        var names = await ConnectedRepository.FindAsync(client, urls, _log, cancellation);
        return !names.TryGetValue(urls[0], out var name) ? origin : origin with
        {
            IsConnected = true,
            Repository = settings.Repository ?? name,
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
        ReleaseSettings settings, SentryClient client, ReleaseContents contents, CancellationToken cancellation)
    {
        try
        {
            var sent = await new ReleaseSender(client, _log).SendAsync(contents, cancellation);
            _report = _report with
            {
                Request = sent.Request,
                Response = sent.Response,
            };
            if (settings.Deploy is { } deploy)
                _report = _report with { DeployedTo = await new DeployRecorder(client, _log).RunAsync(contents.Request.Version, deploy, cancellation) };

            if (settings.Verify)
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
            _report.Write(SettingsReader.Report(_properties, _build.ProjectDirectory) ?? _build.DefaultReportPath);
        }
        catch (Exception fault)
        {
            // The system's words name the path, however long it is: what to do stands before them.
            _log.Warning(DiagnosticCodes.InvalidSetting, $"The report could not be written. Set {PropertyNames.Report} to a path that can be written. {fault.Message}");
        }
    }
}
