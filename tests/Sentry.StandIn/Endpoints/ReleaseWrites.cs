using Sentry.StandIn.Http;
using Sentry.StandIn.Store;
using Sentry.StandIn.Validation;

namespace Sentry.StandIn.Endpoints;

/// <summary>
/// What creating and updating a release share once the release is there: commits, then refs. There is no enclosing transaction: what
/// a failure finds done stays done.
/// </summary>
internal sealed class ReleaseWrites(ReleaseStore store)
{
    /// <summary>The width of the column for URLs, which no validation guards.</summary>
    public const int UrlColumnLength = 200;

    private readonly CommitList _commits = new(store);

    public void SetCommits(StoredRelease release, ReleaseInput input)
    {
        if (input.Commits is { Count: > 0 } commits)
            _commits.Replace(release, commits);
    }

    /// <exception cref="ApiException">400 when a repository is unknown.</exception>
    public void SetHeads(StoredRelease release, IReadOnlyList<StoredRef> heads)
    {
        if (heads.Count == 0)
            return;

        var unknown = heads.Select(head => head.Repository).Distinct().Where(name => store.FindRepository(name) is null).ToList();
        if (unknown.Count > 0)
            throw ApiException.Field("refs", $"Invalid repository names: {string.Join(',', unknown)}");

        var resolved = heads.Select(RefRules.Resolve).ToList();
        release.Refs = [.. release.Refs.Where(old => resolved.All(head => head.Repository != old.Repository)), .. resolved];
    }

    public static void RequireUrlFits(string? url)
    {
        if (url?.Length > UrlColumnLength)
            throw ApiException.Crash();
    }
}
