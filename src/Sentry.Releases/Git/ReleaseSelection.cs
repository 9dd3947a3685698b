using Sentry.Releases.Diagnostics;

namespace Sentry.Releases.Git;

/// <summary>Which of a repository's commits belong to the release: the rules that hold whoever reads the repository.</summary>
internal sealed class ReleaseSelection(
    IGitHistory git, HistoryQuery query, string repositoryFolder, Action<Diagnostic> report, CancellationToken cancellation)
{
    private const string Head = "HEAD";
    private const string FetchHistory =
        "Run 'git fetch --unshallow --tags', or clone with the whole history (GitHub Actions: fetch-depth: 0).";
    private const string FetchTrees = "In a partial clone, fetch the missing trees with 'git fetch --refetch --filter=blob:none'.";

    // Commits that are compared at a time in a history without end. Each batch costs the git program a start.
    private const int BatchSize = 1024;

    private readonly ReleaseTags _tags = new(query);
    private PathFilter? _paths;

    /// <returns><see langword="null"/> when there is no commit to release, which is reported.</returns>
    public ReleaseHistory? Select()
    {
        if (ReleasedCommit() is not { } head)
        {
            report(query.Revision is { } missing ? InvalidRevision("revision", missing, Subject.Revision) : NoCommit());
            return null;
        }

        if (query.PreviousRevision is { } revision)
        {
            if (git.Resolve(revision) is { } previous)
                return Since(head, previous, HistoryBase.Revision);

            report(InvalidRevision("previous revision", revision, Subject.PreviousRevision));
            return WithoutCommits(head);
        }

        if (query.DeployedCommit is { } deployed)
        {
            if (FindCommit(deployed) is { } previous)
                return Since(head, previous, HistoryBase.Deployed);

            report(DeployedCommitNotFound(deployed));
        }

        return SincePreviousTag(head);
    }

    private string? ReleasedCommit()
    {
        if (query.Revision is { } revision)
            return git.Resolve(revision);

        var head = git.Resolve(Head);
        return query.BuiltCommit is { } built && head?.StartsWith(built, StringComparison.OrdinalIgnoreCase) != true
            ? FindCommit(built) ?? head
            : head;
    }

    private string? FindCommit(string id) => IsCommitId(id) ? git.FindCommit(id.ToLowerInvariant()) : null;

    /// <summary>Digits alone, unless they are a whole id, may be the date or the number of a build.</summary>
    private static bool IsCommitId(string text) =>
        text.All(char.IsAsciiHexDigit) && (text.Length is 40 or 64 || (text.Length is >= 10 and < 64 && text.Any(char.IsAsciiLetter)));

    /// <summary>All of the history but its commits, and what they are counted from.</summary>
    private ReleaseHistory WithoutCommits(string head)
    {
        var configuration = git.Configuration();
        var remote = RemoteUrl.Find(configuration);
        if (query.Paths.Count > 0)
            _paths = new PathFilter(query.Paths, repositoryFolder, IgnoresCase(configuration));
        return new ReleaseHistory
        {
            Reader = git.Reader,
            Head = head,
            RemoteUrl = remote,
            Paths = _paths?.Paths ?? [],
            Shallow = git.ShallowBoundary is not null,
            Submodules = query.Submodules ? Submodules.Read(git, head, remote, configuration) : [],
        };
    }

    /// <summary>As git found the file system when it cloned. There a build may spell a path differently than the repository.</summary>
    private static bool IgnoresCase(IReadOnlyList<ConfigurationEntry> configuration) =>
        configuration.LastOrDefault(entry => entry.Key == "core.ignorecase")?.Value.ToLowerInvariant() is "true" or "yes" or "on" or "1";

    private ReleaseHistory Since(string head, string previous, HistoryBase kind)
    {
        var read = git.Walk([head, previous]);
        var history = WithoutCommits(head) with { Base = kind, PreviousCommit = previous };
        var range = CommitRange.Read(read, head, new HashSet<string>(), previous, cancellation);
        return WithCommits(history, range.Commits);
    }

    private ReleaseHistory SincePreviousTag(string head)
    {
        // In this order, because the git program has begun to list commits while it is asked for the rest.
        var read = git.Walk([head]);
        var history = WithoutCommits(head);
        var tags = git.Tags(_tags.Accepts);
        if (!tags.Any(tag => tag.CommitId != head))
            return WithInitialCommits(history, CommitRange.ReadAll(read, head));

        var tagged = tags.Select(tag => tag.CommitId).ToHashSet(StringComparer.Ordinal);
        var range = CommitRange.Read(read, head, tagged, explicitBase: null, cancellation);
        if (ReleaseTags.Previous(range, tags) is not { } previous)
            return WithInitialCommits(history, range.Commits);

        history = history with { Base = HistoryBase.Tag, PreviousTag = previous.Name, PreviousCommit = previous.CommitId };
        return WithCommits(history, range.Commits);
    }

    private ReleaseHistory WithInitialCommits(ReleaseHistory history, IEnumerable<CommitNode> commits)
    {
        if (history.Shallow)
            report(ShallowClone("no previous tag is in it"));

        return Fill(history, commits, query.InitialCommits);
    }

    private ReleaseHistory WithCommits(ReleaseHistory history, IReadOnlyList<CommitNode> commits)
    {
        if (git.ShallowBoundary is { } boundary && commits.Any(commit => boundary.Contains(commit.Id)))
            report(ShallowClone("the history since the previous release is cut off in it"));

        return Fill(history, commits, int.MaxValue);
    }

    private ReleaseHistory Fill(ReleaseHistory history, IEnumerable<CommitNode> candidates, int limit)
    {
        var kept = new List<CommitNode>();
        var changes = new List<CommitChanges>();
        var leftOut = 0;
        foreach (var commit in (_paths is null ? candidates : Touching(candidates, _paths, Math.Max(limit, BatchSize), changes)).Take(limit))
        {
            cancellation.ThrowIfCancellationRequested();
            if (kept.Count < query.MaxCommits)
                kept.Add(commit);
            else
                leftOut++;
        }

        return history with { Commits = ReadCommits(kept, _paths is null ? null : changes), CommitsLeftOut = leftOut };
    }

    /// <returns>The candidates that touch one of the paths, and to the list what each changed.</returns>
    private IEnumerable<CommitNode> Touching(IEnumerable<CommitNode> candidates, PathFilter paths, int batchSize, List<CommitChanges> found)
    {
        foreach (var batch in candidates.Where(HasOwnChanges).Chunk(batchSize))
        {
            var compared = 0;
            foreach (var changes in git.ReadChanges(batch, paths))
            {
                if (changes.Touches)
                {
                    found.Add(changes);
                    yield return batch[compared];
                }

                compared++;
            }

            if (compared < batch.Length)
            {
                report(UnreadPaths(batch[compared].Id));
                yield break;
            }
        }
    }

    /// <param name="nodes">The commits.</param>
    /// <param name="known">What those with changes of their own changed; <see langword="null"/> when that is still to be read.</param>
    private List<Commit> ReadCommits(List<CommitNode> nodes, List<CommitChanges>? known)
    {
        List<CommitNode> changed = query.ChangedFiles ? [.. nodes.Where(HasOwnChanges)] : [];
        using var changes = (known ?? git.ReadChanges(changed, paths: null)).GetEnumerator();
        var (unread, budget) = (changed.Count, Limits.ChangedFiles);
        // In this order, because the git program has begun to read the commits while it is asked for their files.
        var commits = nodes.Select(FilesOf).Zip(git.ReadCommits([.. nodes.Select(node => node.Id)]), WithFiles).ToList();
        if (unread > 0)
            report(UnreadChangedFiles(unread));
        return commits;

        IReadOnlyList<ChangedFile> FilesOf(CommitNode node)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!query.ChangedFiles || !HasOwnChanges(node) || budget < 0 || !changes.MoveNext() || changes.Current.Files is not { } files)
                return [];

            budget -= files.Count;
            if (budget < 0)
                return [];

            unread--;
            return files;
        }

        static Commit WithFiles(IReadOnlyList<ChangedFile> files, Commit commit) => commit with { ChangedFiles = files };
    }

    /// <summary>A merge has several parents to compare with, and a shallow clone's boundary has lost its only one.</summary>
    private bool HasOwnChanges(CommitNode commit) => commit.Parents.Count <= 1 && git.ShallowBoundary?.Contains(commit.Id) != true;

    private Diagnostic NoCommit() => new(
        DiagnosticCodes.NoRepository, Severity.Warning,
        $"The git repository at {query.Directory} has no commit at {Head} that can be read, so the release has no commits. Commit first.",
        Subject.Revision);

    private Diagnostic InvalidRevision(string what, string revision, Subject subject) => new(
        DiagnosticCodes.InvalidSetting, Severity.Warning,
        $"The {what} '{revision}' names no commit in the git repository at {query.Directory}, so the release has no commits.{IfShallow()}",
        subject);

    private Diagnostic DeployedCommitNotFound(string id) => new(
        DiagnosticCodes.DeployedBaseNotFound, Severity.Warning,
        $"The deployed commit {id} is not in the git repository at {query.Directory}, so the previous tag is used.{IfShallow()}",
        Subject.PreviousRevision);

    private static Diagnostic ShallowClone(string why) => new(
        DiagnosticCodes.ShallowClone, Severity.Warning,
        $"The git clone is shallow and {why}, so the release may have too few or too many commits. {FetchHistory}");

    private static Diagnostic UnreadPaths(string id) => new(
        DiagnosticCodes.ChangedFilesLeftOut, Severity.Warning,
        $"Which files commit {id} changed could not be read, so neither it nor older commits are in the release. {FetchTrees}",
        Subject.Paths);

    private static Diagnostic UnreadChangedFiles(int commits) => new(
        DiagnosticCodes.ChangedFilesLeftOut, Severity.Warning,
        $"The changed files of {commits} commits are left out: they could not be read, or are too many. {FetchTrees}",
        Subject.ChangedFiles);

    private string IfShallow() => git.ShallowBoundary is null ? "" : $" The clone is shallow. {FetchHistory}";
}
