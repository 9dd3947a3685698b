using Sentry.StandIn.Http;
using Sentry.StandIn.Store;

namespace Sentry.StandIn.Validation;

/// <summary>The limits of a repository's head.</summary>
internal static class RefRules
{
    private const int MaxRepositoryLength = 200;
    private const int MaxHeadCommitFieldLength = 64;
    private const string Range = "..";

    /// <summary>An entry of <c>refs</c>. Its commit may be a range, which overrides the previous commit.</summary>
    public static StoredRef Read(FieldReader entry)
    {
        var commit = entry.Text("commit", required: true);
        var repository = entry.Text("repository", max: MaxRepositoryLength, required: true);
        var previous = entry.Text("previousCommit", max: CommitRules.MaxIdLength, nullable: true, blank: true);
        if (commit is not null && CommitError(commit) is { } error)
            entry.Fail("commit", error);

        return new StoredRef(repository ?? "", commit ?? "", previous);
    }

    /// <summary>An entry of the deprecated <c>headCommits</c>.</summary>
    public static StoredRef ReadHeadCommit(FieldReader entry) => new(
        entry.Text("repository", max: MaxHeadCommitFieldLength, required: true) ?? "",
        entry.Text("currentId", max: MaxHeadCommitFieldLength, required: true) ?? "",
        entry.Text("previousId", max: MaxHeadCommitFieldLength, nullable: true, blank: true));

    /// <summary>Takes a range apart.</summary>
    public static StoredRef Resolve(StoredRef entry) =>
        entry.Commit.Split(Range) is [var start, var end] ? entry with { Commit = end, PreviousCommit = start } : entry;

    private static string? CommitError(string commit)
    {
        var sides = commit.Split(Range);
        if (sides.Length > 2)
            throw ApiException.Crash();

        if (sides.Any(side => side.Length == 0))
            return $"Commit cannot begin or end with {Range}";

        if (sides.All(side => PythonText.Length(side) <= CommitRules.MaxIdLength))
            return null;

        return sides.Length == 1
            ? Invariant($"Commit too long - max is {CommitRules.MaxIdLength} chars")
            : Invariant($"Start or end commit too long - max is {CommitRules.MaxIdLength} chars");
    }
}
