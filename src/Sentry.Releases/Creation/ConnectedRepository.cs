using Sentry.Releases.Api;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.History;

namespace Sentry.Releases.Creation;

/// <summary>Looks for the repository among those that the organization has connected to Sentry, which can then read its commits itself.</summary>
internal static class ConnectedRepository
{
    /// <returns>
    /// The name by which Sentry knows the repository; <see langword="null"/> when it is not connected or Sentry does not say, which is
    /// reported as a message: local commits do as well.
    /// </returns>
    /// <exception cref="OperationCanceledException">The build was cancelled.</exception>
    public static async Task<string?> FindAsync(SentryClient client, string? remoteUrl, DiagnosticLog log, CancellationToken cancellation)
    {
        try
        {
            await foreach (var repository in client.ListRepositories().WithCancellation(cancellation))
            {
                if (repository.Provider is not (null or "unknown") && RepositoryName.AreSame(remoteUrl, repository.Url))
                    return repository.Name;
            }

            log.Report(new Diagnostic(DiagnosticCodes.NotFound, Severity.Message,
                $"No repository that is connected to Sentry is {RepositoryName.FromUrl(remoteUrl) ?? "this one"}, so local commits are sent. Set {PropertyNames.CommitSource}=Git to skip the question."));
        }
        catch (SentryApiException failure)
        {
            log.Report(new Diagnostic(failure.Code, Severity.Message, $"{failure.Message} Local commits are sent."));
        }

        return null;
    }
}
