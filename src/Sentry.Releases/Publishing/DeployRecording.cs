using Sentry.Releases.Diagnostics;
using Sentry.Releases.Naming;
using Sentry.Releases.SentryApi;
using Sentry.Releases.Settings;

namespace Sentry.Releases.Publishing;

/// <summary>
/// The job that records a deploy of a release that exists, and touches nothing else of it. Whatever goes wrong becomes a diagnostic, never
/// an exception.
/// </summary>
/// <param name="report">Gets every diagnostic as soon as it is known.</param>
internal sealed class DeployRecording(BuildFacts build, ReleaseSettings settings, Action<Diagnostic> report)
{
    private readonly DiagnosticLog _log = new(settings.FailureIsError, report) { Complete = SettingHints.Complete };

    /// <returns>One line that says what was recorded, or why nothing was; <see langword="null"/> when the diagnostics say it.</returns>
    public string? Run()
    {
        try
        {
            return Record();
        }
        catch (Exception fault) when (!build.Cancellation.IsCancellationRequested)
        {
            _log.Failure(DiagnosticCodes.InternalError, $"The deploy was not recorded: {SafeText.OfUnexpected(fault)}");
            return null;
        }
    }

    private string? Record()
    {
        if (!settings.Check(_log.Report))
            return null;

        if (DeployDraft.Create(settings, _log) is not { } deploy)
        {
            _log.Failure(DiagnosticCodes.InvalidSetting,
                $"No deploy was recorded, because its environment is not known. Set {Properties.DeployEnvironment}, for example to production.");
            return null;
        }

        if (settings.Get(Properties.OnlyInCI) && !settings.IsUnattended)
            return $"No deploy is recorded: {Properties.OnlyInCI} is true, and this is not an unattended build.";

        if (Release() is not { Value: var release } name || !ReleaseNameRules.Check(name, _log.Report))
            return null;

        if (PublishingConnection.Read(settings, projectsNeeded: false, _log) is not { Connection: var connection })
            return null;

        using var client = new SentryClient(connection, build.ClientOptions(settings));
        return DeployDraft.Send(client, release, deploy, _log)
            ? OneLine.Of($"Recorded the deploy of Sentry release {release} to {deploy.Environment}: {connection.PageOf(release).AbsoluteUri}")
            : null;
    }

    /// <summary>The release that was published is not always the one that was built last: a publish for one runtime has an assembly of its own.</summary>
    private ReleaseName? Release() => settings.GivenName
        ?? (!settings.IsSet(Properties.Assembly) && LastReport.Find(build) is { } last ? new ReleaseName(last.Release, ReleaseNameSource.Given) : null)
        ?? build.ReleasedApplication(settings).Name(_log.Report);
}

/// <summary>What is sent of a deploy, within Sentry's limits.</summary>
internal static class DeployDraft
{
    /// <returns><see langword="null"/> when no environment is given.</returns>
    public static Deploy? Create(ReleaseSettings settings, DiagnosticLog log) =>
        settings.Get(Properties.DeployEnvironment) is not { } environment ? null : new Deploy(
            environment,
            Name(settings.Get(Properties.DeployName), log),
            settings.Get(Properties.DeployUrl) is { } link ? ReleaseDraft.AcceptedLink(link, "The deploy", Properties.DeployUrl, log) : null,
            settings.Get(Properties.DeployStarted),
            settings.Get(Properties.DeployFinished));

    /// <summary>Sends it once, and once more without name and link where they are refused.</summary>
    /// <returns>Whether it was recorded; if not, that was reported.</returns>
    public static bool Send(SentryClient client, string release, Deploy deploy, DiagnosticLog log)
    {
        try
        {
            try
            {
                client.CreateDeploy(release, deploy);
            }
            catch (SentryApiException refusal) when (Refused(deploy, refusal) is { Count: > 0 } refused)
            {
                var smaller = deploy with
                {
                    Name = refused.Contains(Subject.DeployName) ? null : deploy.Name,
                    Url = refused.Contains(Subject.DeployUrl) ? null : deploy.Url,
                };
                client.CreateDeploy(release, smaller);
                var lost = string.Join(" and ", refused.Select(subject => subject == Subject.DeployName ? "its name" : "its link"));
                log.Warning(DiagnosticCodes.DetailLeftOut, $"{refusal.Message} It was recorded without {lost}.", refused);
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

        log.Warning(DiagnosticCodes.DetailLeftOut,
            $"The deploy gets no name, because Sentry takes names of at most {FieldLimits.DeployName} characters. Shorten {Properties.DeployName}.");
        return null;
    }

    /// <returns>What is refused of what can be left out; all of it where the server names neither.</returns>
    private static List<Subject> Refused(Deploy deploy, SentryApiException refusal)
    {
        var optional = new List<Subject>();
        if (refusal.Code != DiagnosticCodes.Refused || refusal.Subjects.Contains(Subject.DeployEnvironment))
            return optional;

        if (deploy.Name is not null)
            optional.Add(Subject.DeployName);

        if (deploy.Url is not null)
            optional.Add(Subject.DeployUrl);

        var isNamed = refusal.Subjects.Any(subject => subject is Subject.DeployName or Subject.DeployUrl);
        return isNamed ? optional.FindAll(refusal.Subjects.Contains) : optional;
    }
}
