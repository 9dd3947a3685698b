using Sentry.Releases.Diagnostics;
using Sentry.Releases.SentryApi;
using Sentry.Releases.Settings;

namespace Sentry.Releases.Publishing;

/// <summary>Records a deploy of a release that was just created.</summary>
internal sealed class DeployRecorder(SentryClient client, DiagnosticLog log)
{
    /// <returns>The environment; <see langword="null"/> when the deploy was not recorded, which was reported.</returns>
    /// <exception cref="OperationCanceledException">The build was cancelled.</exception>
    public async Task<string?> RunAsync(string version, DeploySettings deploy, CancellationToken cancellation)
    {
        var request = new DeployRequest
        {
            Environment = deploy.Environment,
            Name = deploy.Name,
            Url = deploy.Url?.AbsoluteUri,
            DateStarted = deploy.Started,
            DateFinished = deploy.Finished,
        };
        try
        {
            await client.CreateDeployAsync(version, request, cancellation);
            return deploy.Environment;
        }
        catch (SentryApiException failure)
        {
            log.Failure(failure.Code, failure.Message, failure.Subjects);
            return null;
        }
    }
}
