using Sentry.StandIn.Http;
using Sentry.StandIn.Validation;

namespace Sentry.StandIn.Store;

/// <summary>Sets the commits of a release.</summary>
internal sealed class CommitList(ReleaseStore store)
{
    private const string SkipMark = "#skipsentry";

    /// <summary>Replaces the release's whole list.</summary>
    /// <exception cref="ApiException">409 while locked; 500 where the server's code fails on a null.</exception>
    public void Replace(StoredRelease release, IReadOnlyList<CommitInput> commits)
    {
        var kept = Sort(commits).Where(commit => !IsSkipped(commit)).ToList();
        if (store.CommitsLocked)
            throw ApiException.Detail(StatusCodes.Status409Conflict, "Release commits are currently being processed");

        release.Commits = [.. kept.Select(Save).Distinct()];
        release.CommitCount = kept.Count;
    }

    /// <summary>Empties the list and forgets the repositories' heads.</summary>
    public static void Clear(StoredRelease release)
    {
        release.Commits = [];
        release.CommitCount = 0;
        release.Refs = [];
    }

    /// <summary>Newest first; equal timestamps, or none at all, keep the order they came in.</summary>
    private static IReadOnlyList<CommitInput> Sort(IReadOnlyList<CommitInput> commits)
    {
        var dated = commits.Count(commit => commit.Timestamp.IsGiven);
        if (commits.Any(commit => commit.Timestamp.IsNull) || (dated > 0 && dated < commits.Count))
            throw ApiException.Crash();

        return [.. commits.OrderByDescending(commit => commit.Timestamp.Value)];
    }

    private static bool IsSkipped(CommitInput commit) =>
        commit.Message.IsNull ? throw ApiException.Crash() : commit.Message.Value?.Contains(SkipMark, StringComparison.Ordinal) is true;

    private StoredCommit Save(CommitInput input)
    {
        var (commit, isNew) = store.GetOrAddCommit(store.GetOrAddRepository(input.Repository), input.Id);
        if (isNew || input.Message.IsGiven)
            commit.Message = input.Message.Value;

        if (isNew || input.AuthorEmail.IsGiven || input.AuthorName.IsGiven)
            commit.Author = CommitAuthor.Of(input) is { } email ? store.GetOrAddAuthor(email, input.AuthorName.Value) : null;

        if (input.Timestamp.Value is { } timestamp)
            commit.DateCreated = timestamp;

        commit.FileChanges = [.. commit.FileChanges.Union(input.PatchSet)];
        return commit;
    }
}
