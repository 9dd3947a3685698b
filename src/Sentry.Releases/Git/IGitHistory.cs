namespace Sentry.Releases.Git;

/// <summary>
/// What the policy in <see cref="ReleaseSelection"/> needs of a repository. Replacement objects and grafts are not applied, the
/// boundary of a shallow clone is.
/// </summary>
/// <remarks>Every member throws <see cref="UnreadableRepositoryException"/> when the repository cannot be read.</remarks>
internal interface IGitHistory : IDisposable
{
    /// <summary>The reader's name in <see cref="ReleaseHistory.Reader"/>.</summary>
    string Reader { get; }

    /// <summary>The commits whose parents a shallow clone lacks; <see langword="null"/> when the clone is complete.</summary>
    IReadOnlySet<string>? ShallowBoundary { get; }

    /// <summary>The configuration, the system's and the user's included, in git's order.</summary>
    IReadOnlyList<ConfigurationEntry> Configuration();

    /// <returns>The id of the commit that the revision names, tags peeled; <see langword="null"/> when it names none.</returns>
    string? Resolve(string revision);

    /// <returns>
    /// The id of the commit whose id begins so; <see langword="null"/> when no object's or more than one object's does, or it is no commit.
    /// </returns>
    /// <param name="prefix">At least 10 lower-case hexadecimal digits.</param>
    string? FindCommit(string prefix);

    /// <summary>The tags accepted by name. A tag that names no commit may be left out or come with the other object's id.</summary>
    IReadOnlyList<GitTag> Tags(Func<string, bool> accept);

    /// <summary>Begins the only walk through the graph.</summary>
    /// <returns>What reads a commit that is reachable from the starts, each one at most once.</returns>
    Func<string, CommitNode> Walk(IReadOnlyList<string> starts);

    /// <summary>The commits without their changed files, in the order of the ids; to be enumerated once.</summary>
    IEnumerable<Commit> ReadCommits(IReadOnlyList<string> ids);

    /// <returns>The text of a file in a commit; <see langword="null"/> when there is none.</returns>
    string? ReadFile(string commitId, string path);

    /// <returns>The commit that a commit records for the submodule at a path; <see langword="null"/> when there is none.</returns>
    string? SubmoduleCommit(string commitId, string path);

    /// <summary>
    /// What commits with at most one parent changed, in their order. Ends early, without a throw, at the first commit whose trees do not tell
    /// whether it touches one of the paths; without paths it may end at the first whose files cannot be read.
    /// </summary>
    IEnumerable<CommitChanges> ReadChanges(IReadOnlyList<CommitNode> commits, PathFilter? paths);
}

/// <summary>What a commit changed.</summary>
/// <param name="Touches">Whether a file at or below one of the paths is among it; true when there are none.</param>
/// <param name="Files">
/// All files of a commit that touches; <see langword="null"/> when they cannot be read or, those of the commits before included, are more than
/// <see cref="Limits.ChangedFiles"/>.
/// </param>
internal sealed record CommitChanges(bool Touches, IReadOnlyList<ChangedFile>? Files)
{
    /// <summary>Of a commit that touches none of the paths.</summary>
    public static CommitChanges Elsewhere { get; } = new(Touches: false, Files: null);
}

/// <summary>A commit's place in the graph.</summary>
/// <param name="Id">The full object id.</param>
/// <param name="Parents">Their ids, none at the boundary of a shallow clone.</param>
/// <param name="Time">The committer's date in seconds since 1970; 0 when it is malformed.</param>
internal sealed record CommitNode(string Id, IReadOnlyList<string> Parents, long Time);

/// <param name="Name">Without <c>refs/tags/</c>.</param>
/// <param name="CommitId">What it names in the end, however many tag objects are in between.</param>
/// <param name="IsAnnotated">Whether there is a tag object.</param>
internal sealed record GitTag(string Name, string CommitId, bool IsAnnotated);

/// <param name="Key">Section and name in lower case, the subsection as written.</param>
/// <param name="Value">As written.</param>
internal sealed record ConfigurationEntry(string Key, string Value);

/// <summary>A reader cannot read the repository.</summary>
/// <param name="reason">Why, in a few words without credentials.</param>
/// <param name="innerException">What was caught.</param>
internal sealed class UnreadableRepositoryException(string reason, Exception? innerException = null) : Exception(reason, innerException)
{
    /// <summary>The folder to declare safe, when the repository belongs to another user.</summary>
    public string? UnsafeDirectory { get; init; }
}

/// <summary>Bounds against hostile repositories; ordinary ones stay far below.</summary>
internal static class Limits
{
    /// <summary>Changed files of one commit, and of all commits of a release together.</summary>
    public const int ChangedFiles = 100_000;

    /// <summary>Folders within folders. Git's own bound is 2,048 by default (<c>core.maxTreeDepth</c>) or more.</summary>
    public const int TreeDepth = 2048;

    /// <summary>Bytes of one commit object, path or line.</summary>
    public const int ObjectSize = 64 * 1024 * 1024;
}
