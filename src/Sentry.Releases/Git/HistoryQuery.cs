namespace Sentry.Releases.Git;

/// <summary>Which reader reads the repository.</summary>
internal enum GitReaderChoice
{
    /// <summary>
    /// LibGit2 when it loads and can read the repository, else the git program. In a new process LibGit2 needs less than half of the time for
    /// an ordinary repository, because the git program is started six times.
    /// </summary>
    Auto,

    /// <summary>LibGit2 only.</summary>
    LibGit2,

    /// <summary>The git program only.</summary>
    Git,
}

/// <summary>Whether tags of prereleases are previous releases.</summary>
internal enum PrereleaseTags
{
    Count,
    Ignore,

    /// <summary>They are when the version released is itself a prerelease.</summary>
    WhenPrerelease,
}

/// <summary>Which commits of which repository are asked for. It has no defaults: what is required comes from settings.</summary>
internal sealed record HistoryQuery
{
    /// <summary>Absolute path of the folder from which the repository is looked for, upwards.</summary>
    public required string Directory { get; init; }

    public required GitReaderChoice Reader { get; init; }

    /// <summary>
    /// The commit released: any revision that names a commit. <see langword="null"/> for <see cref="BuiltCommit"/>, and for <c>HEAD</c> where
    /// that is unknown.
    /// </summary>
    public required string? Revision { get; init; }

    /// <summary>
    /// The id of the commit that was built, as far as the build tells: whole (40 or 64 hexadecimal digits), or at least 10 of them with a
    /// letter among them. It counts when exactly one object of this repository has such an id and is a commit; other text is ignored.
    /// </summary>
    public string? BuiltCommit { get; init; }

    /// <summary>The revision of the previous release; <see langword="null"/> for the previous tag.</summary>
    public required string? PreviousRevision { get; init; }

    /// <summary>
    /// The id of the commit that is deployed, in a form of <see cref="BuiltCommit"/>: the base instead of the previous tag. Where the
    /// repository does not have it, the tag remains the base, and SRM2010 is reported.
    /// </summary>
    public string? DeployedCommit { get; init; }

    /// <summary>Globs of the tags that count; a tag counts when it matches one of them.</summary>
    public required IReadOnlyList<string> TagPatterns { get; init; }

    /// <summary>Globs of the tags that do not count, though they match a pattern.</summary>
    public required IReadOnlyList<string> TagExcludes { get; init; }

    public required PrereleaseTags PrereleaseTags { get; init; }

    /// <summary>Whether the version released is a prerelease; see <see cref="TagVersion.IsPrerelease"/>.</summary>
    public bool IsPrerelease { get; init; }

    /// <summary>
    /// Only commits that touch one of these files or folders; empty for all. A path is absolute and in the repository's working tree, or
    /// relative to its root.
    /// </summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>How many commits at most when there is no previous tag.</summary>
    public required int InitialCommits { get; init; }

    /// <summary>How many commits at most, the newest.</summary>
    public required int MaxCommits { get; init; }

    /// <summary>Whether the submodules of the released commit are read.</summary>
    public bool Submodules { get; init; }

    public required bool ChangedFiles { get; init; }
}
