namespace Sentry.StandIn.Store;

/// <summary>A release as the stand-in holds it now.</summary>
public sealed class StoredRelease
{
    /// <summary>Its id.</summary>
    public required long Id { get; init; }

    /// <summary>Its name, verbatim.</summary>
    public required string Version { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset DateCreated { get; init; }

    /// <summary>The first 256 characters of the creator's <c>User-Agent</c>.</summary>
    public string? UserAgent { get; init; }

    /// <summary>The user name of its owner.</summary>
    public string? Owner { get; init; }

    /// <summary><c>open</c> or <c>archived</c>.</summary>
    public string Status { get; internal set; } = ReleaseStatus.Open;

    /// <summary>The commit or tag it was made of.</summary>
    public string? Ref { get; internal set; }

    /// <summary>Where to read about it.</summary>
    public string? Url { get; internal set; }

    /// <summary>When it was released; <see langword="null"/> when it is not finalized.</summary>
    public DateTimeOffset? DateReleased { get; internal set; }

    /// <summary>The projects it belongs to, in the order they were added.</summary>
    public IReadOnlyList<StandInProject> Projects { get; internal set; } = [];

    /// <summary>Its commits in Sentry's order, newest first, each once.</summary>
    public IReadOnlyList<StoredCommit> Commits { get; internal set; } = [];

    /// <summary>How many commits were sent, those sent twice counted twice.</summary>
    public int CommitCount { get; internal set; }

    /// <summary>The heads of repositories that were sent; ranges are taken apart.</summary>
    public IReadOnlyList<StoredRef> Refs { get; internal set; } = [];

    /// <summary>Its deploys in the order they were recorded.</summary>
    public IReadOnlyList<StoredDeploy> Deploys { get; internal set; } = [];

    /// <summary>Its uploaded files.</summary>
    public IReadOnlyList<StoredFile> Files { get; internal set; } = [];
}

/// <summary>The states of a release.</summary>
internal static class ReleaseStatus
{
    public const string Open = "open";
    public const string Archived = "archived";
}

/// <summary>The head of a repository.</summary>
/// <param name="Repository">The repository's name.</param>
/// <param name="Commit">The head's id.</param>
/// <param name="PreviousCommit">The id of the previous release's head.</param>
public sealed record StoredRef(string Repository, string Commit, string? PreviousCommit);

/// <summary>A deploy of a release.</summary>
public sealed record StoredDeploy(
    long Id,
    string Environment,
    string? Name,
    string? Url,
    DateTimeOffset? DateStarted,
    DateTimeOffset DateFinished,
    IReadOnlyList<StandInProject> Projects);

/// <summary>A file uploaded to a release.</summary>
/// <param name="Name">Its name, such as <c>~/app.js.map</c>.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Sha1">The checksum of its content, in lower-case hexadecimal.</param>
/// <param name="Distribution">The distribution it belongs to.</param>
public sealed record StoredFile(string Name, long Size, string Sha1, string? Distribution = null)
{
    internal long Id { get; init; }

    internal DateTimeOffset DateCreated { get; init; }
}
