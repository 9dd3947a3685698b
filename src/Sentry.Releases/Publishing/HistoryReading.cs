using System.Diagnostics;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.Git;
using Sentry.Releases.Naming;
using Sentry.Releases.SentryApi;
using Sentry.Releases.Settings;

namespace Sentry.Releases.Publishing;

/// <summary>
/// Reads the history beside other work, for no longer than <c>SentryReleaseTimeout</c>. Whatever is wrong with the repository, the release
/// goes on.
/// </summary>
internal sealed class HistoryReading(
    BuildFacts build,
    ReleaseSettings settings,
    Func<HistoryQuery, Action<Diagnostic>, CancellationToken, ReleaseHistory?> read) : IDisposable
{
    private readonly TimeSpan _timeout = settings.Get(Properties.Timeout);
    private readonly CancellationTokenSource _deadline = CancellationTokenSource.CreateLinkedTokenSource(build.Cancellation);
    private readonly Stopwatch _clock = new();
    private readonly List<Diagnostic> _diagnostics = [];
    private Task<ReleaseHistory?> _reading = Task.FromResult<ReleaseHistory?>(null);

    /// <summary>How long it took; final after <see cref="Wait"/>.</summary>
    public TimeSpan Elapsed => _clock.Elapsed;

    /// <summary>What settings and build ask of the history of an application that was built.</summary>
    public static HistoryQuery Query(ReleaseSettings settings, BuiltApplication application, ReleaseName? name, string? deployedCommit) =>
        settings.History with
        {
            BuiltCommit = application.Commit,
            DeployedCommit = deployedCommit,
            IsPrerelease = TagVersion.IsPrerelease(application.Version ?? name?.Value ?? ""),
        };

    /// <summary>Begins to read, unless <paramref name="query"/> asks for nothing.</summary>
    public void Begin(HistoryQuery? query)
    {
        if (query is null)
            return;

        _clock.Start();
        _deadline.CancelAfter(_timeout);
        var token = _deadline.Token;
        // A dead disk never returns from a read. The thread that waits for it is left behind, and so are diagnostics that come after.
        _reading = Task.Run(() => read(InProjectPaths(query, token), _diagnostics.Add, token), token);
    }

    /// <returns><see langword="null"/> when none is asked for, and when it cannot be read, which is reported.</returns>
    public ReleaseHistory? Wait(DiagnosticLog log)
    {
        try
        {
            Task.WaitAny([_reading], _deadline.Token);
            var history = _reading.GetAwaiter().GetResult();
            _diagnostics.ForEach(log.Report);
            return history;
        }
        catch (OperationCanceledException) when (_deadline.IsCancellationRequested && !build.Cancellation.IsCancellationRequested)
        {
            log.Warning(DiagnosticCodes.UnreadableRepository,
                $"Reading the git repository took longer than {_timeout.TotalSeconds:0} s, so the release has no commits. "
                + $"Raise {Properties.Timeout}, or set {Properties.CommitSource}=None.");
        }
        catch (Exception fault) when (!build.Cancellation.IsCancellationRequested)
        {
            log.Warning(DiagnosticCodes.InternalError, $"The git repository was not read, so the release has no commits: {SafeText.OfUnexpected(fault)}");
        }
        finally
        {
            _clock.Stop();
        }

        return null;
    }

    private HistoryQuery InProjectPaths(HistoryQuery query, CancellationToken token) =>
        settings.Get(Properties.ProjectPaths) ? query with { Paths = ProjectPaths.Find(settings, build, _diagnostics.Add, token) } : query;

    /// <summary>Ends what still reads, as far as it can be ended.</summary>
    public void Dispose()
    {
        _deadline.Cancel();
        _deadline.Dispose();
    }
}

/// <summary>Finds the release of a package that is deployed to an environment.</summary>
internal static class DeployedBase
{
    private const int MaxReleases = 100;

    /// <summary>One for the list of releases, the others for deploys of releases that went to several environments.</summary>
    private const int MaxRequests = 5;

    /// <returns>
    /// The commit of the newest such release, but the one that is being released; <see langword="null"/> when there is none, which is reported.
    /// </returns>
    public static string? Find(SentryClient client, string current, string environment, DiagnosticLog log)
    {
        string reason;
        try
        {
            var release = Newest(client, current, environment);
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

    private static Release? Newest(SentryClient client, string current, string environment)
    {
        var package = Package(current);
        var requests = 1;
        foreach (var release in client.ListReleases(new ReleaseFilter { Query = Query(package) }, MaxReleases).With(RetryOptions.Optional))
        {
            if (release.Version == current || Package(release.Version) != package)
                continue;

            if (release.LastDeploy?.Environment == environment)
                return release;

            if (release.DeployCount is null or > 1 && release.LastDeploy is not null && requests++ < MaxRequests && IsDeployed(client, release, environment))
                return release;
        }

        return null;
    }

    private static bool IsDeployed(SentryClient client, Release release, string environment) =>
        client.ListDeploys(release.Version, limit: 100).With(RetryOptions.Optional).Any(deploy => deploy.Environment == environment);

    /// <summary>The search for a package's releases. The server would read a colon as the end of a search term's name.</summary>
    public static string? Query(string package) => package.Length == 0 || package.Contains(':', StringComparison.Ordinal) ? null : package + "@";

    /// <summary>What stands before the first <c>@</c> that is not the name's first character; empty for none.</summary>
    public static string Package(string release) => release.IndexOf('@', Math.Min(1, release.Length)) is > 0 and var end ? release[..end] : "";
}
