using Sentry.Releases.Diagnostics;
using Sentry.Releases.SentryApi;

namespace Sentry.Releases.Publishing;

/// <summary>Finds the release of a package that is deployed to an environment.</summary>
internal static class DeployedBase
{
    private const int MaxReleases = 100;

    /// <summary>One for the list of releases, the others for deploys of releases that went to several environments.</summary>
    private const int MaxRequests = 5;

    /// <returns>The commit of the newest such release, but the one that is being released; <see langword="null"/> when there is none, which is reported.</returns>
    /// <exception cref="OperationCanceledException">The build was cancelled.</exception>
    public static async Task<string?> FindAsync(
        SentryClient client, string current, string environment, DiagnosticLog log, CancellationToken cancellation)
    {
        string reason;
        try
        {
            var release = await NewestAsync(client, current, environment, cancellation);
            if ((release?.Ref ?? release?.LastCommit?.Id) is { } commit)
                return commit;

            reason = release is null
                ? $"Sentry knows no deploy to {environment} among the newest releases of this package."
                : $"The release {release.Version}, which is deployed to {environment}, names no commit.";
        }
        catch (SentryApiException failure)
        {
            reason = failure.Message;
        }

        log.Warning(DiagnosticCodes.DeployedBaseNotFound, $"{reason} The previous tag is used instead.");
        return null;
    }

    private static async Task<Release?> NewestAsync(SentryClient client, string current, string environment, CancellationToken cancellation)
    {
        var package = Package(current);
        // The server would read a colon as the end of a search term's name.
        var query = package.Length == 0 || package.Contains(':', StringComparison.Ordinal) ? null : package + "@";
        var requests = 1;
        await foreach (var release in client.ListReleases(new ReleaseFilter { Query = query }, MaxReleases).WithCancellation(cancellation))
        {
            if (release.Version == current || Package(release.Version) != package)
                continue;

            if (release.LastDeploy?.Environment == environment)
                return release;

            if (release.DeployCount is null or > 1 && release.LastDeploy is not null && requests++ < MaxRequests && await IsDeployedAsync(client, release, environment, cancellation))
                return release;
        }

        return null;
    }

    private static async Task<bool> IsDeployedAsync(SentryClient client, Release release, string environment, CancellationToken cancellation)
    {
        await foreach (var deploy in client.ListDeploys(release.Version, limit: 100).WithCancellation(cancellation))
        {
            if (deploy.Environment == environment)
                return true;
        }

        return false;
    }

    /// <summary>What stands before the first <c>@</c> that is not the name's first character; empty for none.</summary>
    private static string Package(string release) => release.IndexOf('@', Math.Min(1, release.Length)) is > 0 and var end ? release[..end] : "";
}
