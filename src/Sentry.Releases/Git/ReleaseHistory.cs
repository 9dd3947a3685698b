namespace Sentry.Releases.Git;

/// <summary>The commits of a release, and where they come from.</summary>
public sealed record ReleaseHistory
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

    /// <summary>The previous tag's name without <c>refs/tags/</c>; <see langword="null"/> when there is none or a revision was given.</summary>
    public string? PreviousTag { get; init; }

    /// <summary>The id of the commit that the previous tag or revision names; <see langword="null"/> when there is none.</summary>
    public string? PreviousCommit { get; init; }

    /// <summary>Newest first; the released commit is first when it is in the list.</summary>
    public IReadOnlyList<Commit> Commits { get; init; } = [];

    /// <summary>How many further commits belong to the release but are beyond <see cref="HistoryQuery.MaxCommits"/>.</summary>
    public int CommitsLeftOut { get; init; }

    /// <summary>The submodules of the released commit; empty when they were not asked for.</summary>
    public IReadOnlyList<Submodule> Submodules { get; init; } = [];

    /// <summary>Whether the clone is shallow.</summary>
    public bool Shallow { get; init; }
}
