using Sentry.Releases.Diagnostics;
using Sentry.Releases.Naming;
using Sentry.Releases.SentryApi;
using Sentry.Releases.Settings;

namespace Sentry.Releases.Publishing;

/// <summary>
/// The job that records a deploy of a release that exists, and touches nothing else of it. Whatever goes wrong becomes a diagnostic, never
/// an exception.
/// </summary>
public sealed class DeployRecording
{
    private readonly BuildFacts _build;
    private readonly ReleaseSettings _settings;
    private readonly string _userAgent;
    private readonly DiagnosticLog _log;

    /// <param name="build">What the build knows of the application.</param>
    /// <param name="settings">The properties and the environment.</param>
    /// <param name="userAgent">The User-Agent of requests.</param>
    /// <param name="report">Gets every diagnostic as soon as it is known.</param>
    public DeployRecording(BuildFacts build, ReleaseSettings settings, string userAgent, Action<Diagnostic> report)
    {
        _build = build;
        _settings = settings;
        _userAgent = userAgent;
        _log = new DiagnosticLog(settings.FailureIsError, report) { Complete = SettingHints.Complete };
    }

    /// <summary>Runs once.</summary>
    /// <returns>One line that says what was recorded, or why nothing was; <see langword="null"/> when the diagnostics say it.</returns>
    /// <exception cref="OperationCanceledException">The build was cancelled.</exception>
    public async Task<string?> RunAsync(CancellationToken cancellation)
    {
        try
        {
            return await RecordAsync(cancellation);
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            _log.Failure(DiagnosticCodes.InternalError, $"The deploy was not recorded: {SafeText.OfUnexpected(fault)}");
            return null;
        }
    }

    private async Task<string?> RecordAsync(CancellationToken cancellation)
    {
        if (!_settings.Check(_log.Report))
            return null;

        if (DeployDraft.Create(_settings, _log) is not { } deploy)
        {
            _log.Failure(DiagnosticCodes.InvalidSetting, $"No deploy was recorded, because its environment is not known. Set {Properties.DeployEnvironment}, for example to production.");
            return null;
        }

        if (_settings.Get(Properties.OnlyInCI) && !_settings.IsUnattended)
            return $"No deploy is recorded: {Properties.OnlyInCI} is true, and this is not an unattended build.";

        if (Release() is not { Value: var release } name || !ReleaseNameRules.Check(name, _log.Report))
            return null;

        var configured = ConfiguredConnection.Read(_settings, projectsNeeded: false, _log);
        if (configured.Connection is not { } connection)
            return null;

        using var client = new SentryClient(connection, _build.ClientOptions(_settings, _userAgent));
        var page = ReleasePage.Of(connection.Server, connection.Organization, release);
        return await DeployDraft.SendAsync(client, release, deploy, _log, cancellation)
            ? OneLine.Of($"Recorded the deploy of Sentry release {release} to {deploy.Environment}: {page.AbsoluteUri}")
            : null;
    }

    /// <summary>The release that was published is not always the one that was built last: a publish for one runtime has an assembly of its own.</summary>
    private ReleaseName? Release() => _settings.GivenName
        ?? (!_settings.IsSet(Properties.Assembly) && LastReport.Find(_build) is { } last ? new ReleaseName(last.Release, ReleaseNameSource.Given) : null)
        ?? _build.ReleasedApplication(_settings).Name(_log.Report);
}

/// <summary>What is sent of a deploy, within Sentry's limits.</summary>
internal static class DeployDraft
{
    /// <returns><see langword="null"/> when no environment is given.</returns>
    public static DeployRequest? Create(ReleaseSettings settings, DiagnosticLog log) =>
        settings.Get(Properties.DeployEnvironment) is not { } environment ? null : new DeployRequest
        {
            Environment = environment,
            Name = Name(settings.Get(Properties.DeployName), log),
            Url = settings.Get(Properties.DeployUrl) is { } link ? ReleaseDraft.AcceptedLink(link, "The deploy", Properties.DeployUrl, log) : null,
            DateStarted = settings.Get(Properties.DeployStarted),
            DateFinished = settings.Get(Properties.DeployFinished),
        };

    /// <summary>Sends it once, and once more without name and link where they are refused.</summary>
    /// <returns>Whether it was recorded; if not, that was reported.</returns>
    /// <exception cref="OperationCanceledException">The build was cancelled.</exception>
    public static async Task<bool> SendAsync(SentryClient client, string release, DeployRequest deploy, DiagnosticLog log, CancellationToken cancellation)
    {
        try
        {
            try
            {
                await client.CreateDeployAsync(release, deploy, cancellation);
            }
            catch (SentryApiException refusal) when (WithoutRefused(deploy, refusal) is { } smaller)
            {
                await client.CreateDeployAsync(release, smaller, cancellation);
                Subject[] lost = [.. Lost(deploy, smaller)];
                log.Warning(DiagnosticCodes.DetailLeftOut,
                    $"{refusal.Message} It was recorded without {string.Join(" and ", lost.Select(subject => subject == Subject.DeployName ? "its name" : "its link"))}.", lost);
            }

            return true;
        }
        catch (SentryApiException failure)
        {
            log.Failure(failure.Code, failure.Message, failure.Subjects);
            return false;
        }
    }

    private static string? Name(string? name, DiagnosticLog log)
    {
        if (name is null || name.Length <= FieldLimits.DeployName)
            return name;

        log.Warning(DiagnosticCodes.DetailLeftOut, $"The deploy gets no name, because Sentry takes names of at most {FieldLimits.DeployName} characters. Shorten {Properties.DeployName}.");
        return null;
    }

    private static DeployRequest? WithoutRefused(DeployRequest deploy, SentryApiException refusal)
    {
        if (refusal.Code != DiagnosticCodes.Refused || refusal.Subjects.Contains(Subject.DeployEnvironment))
            return null;

        var isNamed = refusal.Subjects.Contains(Subject.DeployName) || refusal.Subjects.Contains(Subject.DeployUrl);
        var smaller = deploy with
        {
            Name = isNamed && !refusal.Subjects.Contains(Subject.DeployName) ? deploy.Name : null,
            Url = isNamed && !refusal.Subjects.Contains(Subject.DeployUrl) ? deploy.Url : null,
        };
        return smaller == deploy ? null : smaller;
    }

    private static IEnumerable<Subject> Lost(DeployRequest deploy, DeployRequest smaller)
    {
        if (deploy.Name != smaller.Name)
            yield return Subject.DeployName;

        if (deploy.Url != smaller.Url)
            yield return Subject.DeployUrl;
    }
}
