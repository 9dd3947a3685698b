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

        var authors = SaveAuthors(kept);
        release.Commits = [.. kept.Select(commit => Save(commit, authors)).Distinct()];
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

    /// <summary>
    /// The authors by the address that was sent. The newest commit of an address names its author, also when it names none; stored
    /// addresses are in lower case.
    /// </summary>
    private Dictionary<string, StoredAuthor> SaveAuthors(IReadOnlyList<CommitInput> commits)
    {
        var authors = new Dictionary<string, StoredAuthor>(StringComparer.Ordinal);
        foreach (var commit in commits)
        {
            if (CommitAuthor.Of(commit) is { } email && !authors.ContainsKey(email))
                authors.Add(email, store.SetAuthor(email.ToLowerInvariant(), commit.AuthorName.Value));
        }

        return authors;
    }

    private StoredCommit Save(CommitInput input, Dictionary<string, StoredAuthor> authors)
    {
        var (commit, isNew) = store.GetOrAddCommit(store.GetOrAddRepository(input.Repository), input.Id);
        if (isNew || input.Message.IsGiven)
            commit.Message = input.Message.Value;

        if (CommitAuthor.Of(input) is { } email)
            commit.Author = authors[email];

        if (input.Timestamp.Value is { } timestamp)
            commit.DateCreated = timestamp;

        commit.FileChanges = [.. commit.FileChanges.UnionBy(input.PatchSet, change => change.Path)];
        return commit;
    }
}
