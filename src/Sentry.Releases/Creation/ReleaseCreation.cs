using System.Diagnostics;
using System.Text.Json;
using Sentry.Releases.Api;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.History;
using Sentry.Releases.Settings;

namespace Sentry.Releases.Creation;

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
        _log = new DiagnosticLog(SettingsReader.FailureIsError(properties, machine), report);
    }

    /// <summary>Runs once, and writes the report.</summary>
    /// <exception cref="OperationCanceledException">The build was cancelled; there is no report then.</exception>
    public async Task<ReleaseReport> RunAsync(CancellationToken cancellation)
    {
        var outcome = await StepsAsync(cancellation);
        _report = _report with { Outcome = outcome, Diagnostics = _log.Diagnostics };
        WriteReport();
        return _report;
    }

    private async Task<ReleaseOutcome> StepsAsync(CancellationToken cancellation)
    {
        if (SettingsReader.Read(_properties, _build.ProjectDirectory, _machine, _log.Report) is not { } settings)
            return ReleaseOutcome.Failed;

        var clock = Stopwatch.StartNew();
        var name = ReleaseNameChoice.Choose(settings, _build, _log.Report);
        _report = _report with { Release = name, Elapsed = _report.Elapsed with { Name = clock.Elapsed.TotalSeconds } };
        if (name is null)
            return ReleaseOutcome.Failed;

        var configured = ConfiguredConnection.Read(settings, _build, _properties, _machine, _log);
        if (configured.Outcome is { } ended)
            return ended;

        var contents = ReadContents(settings, name, configured.Projects, cancellation);
        if (configured.Connection is not { } connection)
            return ReleaseOutcome.DryRun;

        return await SendAsync(settings, connection, contents, cancellation);
    }

    private ReleaseContents ReadContents(ReleaseSettings settings, string name, IReadOnlyList<string> projects, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var history = settings.CommitSource == CommitSource.None
            ? null
            : ReleaseHistoryReader.Read(settings.History, _log.Report, cancellation);
        var contents = new ReleaseContents(settings, _build, name, projects, history);
        contents.ReportWhatIsLeftOut(_log);
        _report = _report with
        {
            History = contents.HistoryReport(),
            Request = JsonSerializer.SerializeToElement(contents.Request, SentryJson.Plain.ReleaseRequest),
            Elapsed = _report.Elapsed with { History = clock.Elapsed.TotalSeconds },
        };
        return contents;
    }

    private async Task<ReleaseOutcome> SendAsync(
        ReleaseSettings settings, Connection connection, ReleaseContents contents, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        using var client = new SentryClient(connection, new SentryClientOptions { Timeout = settings.Timeout, UserAgent = _userAgent });
        try
        {
            var sent = await new ReleaseSender(client, _log).SendAsync(contents, cancellation);
            _report = _report with
            {
                Request = JsonSerializer.SerializeToElement(sent.Request, SentryJson.Plain.ReleaseRequest),
                Response = sent.Response,
                Page = ReleasePage.Of(connection.Server, connection.Organization, contents.Request.Version),
            };
            if (settings.Verify)
                _report = _report with { Verification = await new ReleaseVerification(client, _log).RunAsync(sent.Request, cancellation) };

            return sent.Outcome;
        }
        catch (SentryApiException failure)
        {
            _log.Failure(failure.Code, failure.Message);
            return ReleaseOutcome.Failed;
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

    private void WriteReport()
    {
        var path = SettingsReader.Report(_properties, _build.ProjectDirectory) ?? _build.DefaultReportPath;
        try
        {
            _report.Write(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            _log.Warning(DiagnosticCodes.InvalidSetting, $"The report could not be written to '{path}' ({fault.Message}). Set {PropertyNames.Report} to a path that can be written.");
        }
    }
}
