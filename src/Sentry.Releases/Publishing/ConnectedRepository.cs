using Sentry.Releases.Diagnostics;
using Sentry.Releases.Git;
using Sentry.Releases.SentryApi;
using Sentry.Releases.Settings;

namespace Sentry.Releases.Publishing;

/// <summary>Looks for repositories among those that the organization has connected to Sentry, which can then read their commits itself.</summary>
internal static class ConnectedRepository
{
    /// <returns>
    /// By URL the names by which Sentry knows the repositories that are connected; without the first one where Sentry does not know it or
    /// does not say, which is reported as a message: local commits do as well.
    /// </returns>
    /// <exception cref="OperationCanceledException">The build was cancelled.</exception>
    public static async Task<IReadOnlyDictionary<string, string>> FindAsync(
        SentryClient client, IReadOnlyList<string> remoteUrls, DiagnosticLog log, CancellationToken cancellation)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            await foreach (var repository in client.ListRepositories().WithCancellation(cancellation))
            {
                foreach (var url in remoteUrls.Where(url => IsConnected(repository) && RepositoryName.AreSame(url, repository.Url)))
                    names.TryAdd(url, repository.Name);
            }

            if (!names.ContainsKey(remoteUrls[0]))
                Report(DiagnosticCodes.NotFound, $"No repository that is connected to Sentry is {RepositoryName.FromUrl(remoteUrls[0]) ?? "this one"}.");
        }
        catch (SentryApiException failure)
        {
            names.Clear();
            Report(failure.Code, failure.Message);
        }

        return names;

        void Report(string code, string message) => log.Report(new Diagnostic(code, Severity.Message,
            $"{message} Local commits are sent. Set {Properties.CommitSource}=Git to skip the question."));
    }

    private static bool IsConnected(Repository repository) => repository.Provider is not (null or "unknown");
}
