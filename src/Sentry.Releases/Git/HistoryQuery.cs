namespace Sentry.Releases.Git;

/// <summary>Which reader reads the repository.</summary>
public enum GitReaderChoice
{
    /// <summary>LibGit2 when it loads and can read the repository, else the git program.</summary>
    Auto,

    /// <summary>LibGit2Sharp only.</summary>
    LibGit2,

    /// <summary>The git program only.</summary>
    Git,
}

/// <summary>Which commits of which repository are asked for.</summary>
public sealed record HistoryQuery
{
    /// <summary>Absolute path of the folder from which the repository is looked for, upwards.</summary>
    public required string Directory { get; init; }

    /// <summary>Who reads.</summary>
    public GitReaderChoice Reader { get; init; } = GitReaderChoice.Auto;

    /// <summary>The commit released: any revision that names a commit.</summary>
    public string Revision { get; init; } = "HEAD";

    /// <summary>The base instead of the previous tag; <see langword="null"/> for the previous tag.</summary>
    public string? PreviousRevision { get; init; }

    /// <summary>Globs of the tags that count; a tag counts when it matches one of them.</summary>
    public IReadOnlyList<string> TagPatterns { get; init; } = ["*"];

    /// <summary>Globs of the tags that do not count, though they match a pattern.</summary>
    public IReadOnlyList<string> TagExcludes { get; init; } = [];

    /// <summary>Only commits that touch one of these files or folders, relative to the repository's root; empty for all.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>How many commits at most when there is no previous tag; 0 for none.</summary>
    public int InitialCommits { get; init; } = 20;

    /// <summary>How many commits at most, the newest; 0 for none.</summary>
    public int MaxCommits { get; init; } = 1000;

    /// <summary>Whether the submodules of the released commit are read.</summary>
    public bool Submodules { get; init; }

    /// <summary>Whether each commit carries its changed files.</summary>
    public bool ChangedFiles { get; init; } = true;
}
