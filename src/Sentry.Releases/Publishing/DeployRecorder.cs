using Sentry.Releases.Diagnostics;
using Sentry.Releases.SentryApi;
using Sentry.Releases.Settings;

namespace Sentry.Releases.Publishing;

/// <summary>Records a deploy of a release that was just created.</summary>
internal sealed class DeployRecorder(SentryClient client, DiagnosticLog log)
{
    /// <returns>The environment; <see langword="null"/> when no deploy is asked for, or it was not recorded, which was reported.</returns>
    /// <exception cref="OperationCanceledException">The build was cancelled.</exception>
    public async Task<string?> RunAsync(string version, ReleaseSettings settings, CancellationToken cancellation)
    {
        if (settings.Get(Properties.DeployEnvironment) is not { } environment)
            return null;

        var request = new DeployRequest
        {
            Environment = environment,
            Name = settings.Get(Properties.DeployName),
            Url = settings.Get(Properties.DeployUrl)?.AbsoluteUri,
            DateStarted = settings.Get(Properties.DeployStarted),
            DateFinished = settings.Get(Properties.DeployFinished),
        };
        try
        {
            await client.CreateDeployAsync(version, request, cancellation);
            return environment;
        }
        catch (SentryApiException failure)
        {
            log.Failure(failure.Code, failure.Message, failure.Subjects);
            return null;
        }
    }
}
