namespace Sentry.Releases.Git;

/// <summary>What the commits of a release are counted from.</summary>
internal enum HistoryBase
{
    /// <summary>Nothing: there is no previous release.</summary>
    None,

    /// <summary>The previous tag.</summary>
    Tag,

    /// <summary>A revision that was given.</summary>
    Revision,

    /// <summary>The commit that is deployed.</summary>
    Deployed,
}

/// <summary>The commits of a release, and where they come from.</summary>
internal sealed record ReleaseHistory
{
    /// <summary>Who read the repository: <c>libgit2</c> or <c>git</c>.</summary>
    public required string Reader { get; init; }

    /// <summary>The id of the commit released.</summary>
    public required string Head { get; init; }

    /// <summary>
    /// The URL of the <c>origin</c> remote after <c>insteadOf</c>; of the only remote where there is no <c>origin</c>; else
    /// <see langword="null"/>. It may hold credentials: show only what RepositoryName makes of it.
    /// </summary>
    public string? RemoteUrl { get; init; }

    public HistoryBase Base { get; init; }

    /// <summary>The previous tag's name without <c>refs/tags/</c>; <see langword="null"/> unless <see cref="Base"/> is the tag.</summary>
    public string? PreviousTag { get; init; }

    /// <summary>The id of the commit that the base names; <see langword="null"/> when there is none.</summary>
    public string? PreviousCommit { get; init; }

    /// <summary>The paths that chose the commits, relative to the repository's root; empty when all commits were asked for.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Newest first; the released commit is first when it is in the list.</summary>
    public IReadOnlyList<Commit> Commits { get; init; } = [];

    /// <summary>How many further commits belong to the release but are beyond <see cref="HistoryQuery.MaxCommits"/>.</summary>
    public int CommitsLeftOut { get; init; }

    /// <summary>The submodules of the released commit; empty when they were not asked for.</summary>
    public IReadOnlyList<Submodule> Submodules { get; init; } = [];

    /// <summary>Whether the clone is shallow.</summary>
    public bool Shallow { get; init; }
}

/// <summary>A commit as the repository holds it, with no limit of Sentry's applied.</summary>
/// <param name="Id">The full object id in lower-case hexadecimal, 40 or 64 characters.</param>
/// <param name="Message">The whole message, decoded by the commit's own encoding; bytes that do not decode are U+FFFD.</param>
/// <param name="AuthorName">May be empty.</param>
/// <param name="AuthorEmail">As written, without angle brackets; may be empty.</param>
/// <param name="Timestamp">The committer's date with its own offset, to the second.</param>
/// <param name="ChangedFiles">
/// What the commit changed against its only parent (a root commit: against nothing), ordered by path; empty for merges, for the
/// boundary commits of a shallow clone, and when changed files were not asked for.
/// </param>
internal sealed record Commit(
    string Id,
    string Message,
    string AuthorName,
    string AuthorEmail,
    DateTimeOffset Timestamp,
    IReadOnlyList<ChangedFile> ChangedFiles);

/// <param name="Path">Relative to the repository's root, with <c>/</c>; bytes that are not UTF-8 are U+FFFD.</param>
/// <param name="Kind">What happened to it. A rename is a deletion and an addition.</param>
internal sealed record ChangedFile(string Path, ChangeKind Kind);

/// <summary>The kinds of change that Sentry knows.</summary>
internal enum ChangeKind
{
    Added,

    /// <summary>The file's content, mode or type changed.</summary>
    Modified,
    Deleted,
}

/// <summary>A repository inside the repository, at the commit that the released commit records for it.</summary>
/// <param name="RemoteUrl">Its URL after <c>insteadOf</c>, made absolute. It may hold credentials.</param>
/// <param name="Commit">The full id.</param>
internal sealed record Submodule(string RemoteUrl, string Commit);
