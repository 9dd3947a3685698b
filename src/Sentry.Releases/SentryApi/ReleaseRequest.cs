namespace Sentry.Releases.SentryApi;

/// <summary>
/// The body of <c>POST /api/0/organizations/{org}/releases/</c>. Members that are <see langword="null"/> are left out: the server
/// accepts some explicit nulls and then fails on them.
/// </summary>
public sealed record ReleaseRequest
{
    /// <summary>The release's name.</summary>
    public required string Version { get; init; }

    /// <summary>Slugs or numeric ids, at least one: with none the server makes a release that nobody can read.</summary>
    public required IReadOnlyList<string> Projects { get; init; }

    /// <summary>The commit or other reference released, at most 200 characters; stored only when the release is new.</summary>
    public string? Ref { get; init; }

    /// <summary>A link to the release, at most 200 characters; stored only when the release is new.</summary>
    public string? Url { get; init; }

    /// <summary>When it was released; without it the release is not finalized. Stored only when the release is new.</summary>
    public DateTimeOffset? DateReleased { get; init; }

    /// <summary>Newest first. A non-empty list replaces the one that the release has.</summary>
    public IReadOnlyList<CommitRequest>? Commits { get; init; }

    /// <summary>Heads of repositories that are connected to Sentry, for Sentry to resolve.</summary>
    public IReadOnlyList<RefRequest>? Refs { get; init; }
}

/// <summary>The body of <c>PUT /api/0/organizations/{org}/releases/{version}/</c>: what is <see langword="null"/> stays as it is.</summary>
public sealed record ReleaseUpdate
{
    /// <summary>The commit or other reference released, at most 200 characters.</summary>
    public string? Ref { get; init; }

    /// <summary>A link to the release, at most 200 characters.</summary>
    public string? Url { get; init; }

    /// <summary>When it was released.</summary>
    public DateTimeOffset? DateReleased { get; init; }

    /// <summary>Newest first. A non-empty list replaces the one that the release has.</summary>
    public IReadOnlyList<CommitRequest>? Commits { get; init; }

    /// <summary>Heads of connected repositories; an empty list removes all commits.</summary>
    public IReadOnlyList<RefRequest>? Refs { get; init; }
}

/// <summary>One commit of a release.</summary>
public sealed record CommitRequest
{
    /// <summary>The full object id, at most 64 characters.</summary>
    public required string Id { get; init; }

    /// <summary>The message; never <see langword="null"/>, on which the server fails.</summary>
    public required string Message { get; init; }

    /// <summary>At most 128 characters.</summary>
    public string? AuthorName { get; init; }

    /// <summary>At most 200 characters.</summary>
    public string? AuthorEmail { get; init; }

    /// <summary>On every commit of a request or on none: the server cannot sort a mixture.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>The repository's name, at most 64 characters; without it the server files the commit under the organization.</summary>
    public string? Repository { get; init; }

    /// <summary>The changed files.</summary>
    public IReadOnlyList<PatchRequest>? PatchSet { get; init; }
}

/// <summary>One changed file of a commit.</summary>
/// <param name="Path">At most 510 characters, not blank.</param>
/// <param name="Type"><c>A</c>, <c>M</c> or <c>D</c>.</param>
public sealed record PatchRequest(string Path, string Type);

/// <summary>The head of a repository that is connected to Sentry.</summary>
public sealed record RefRequest
{
    /// <summary>The exact name that Sentry holds, at most 200 characters.</summary>
    public required string Repository { get; init; }

    /// <summary>The commit released, at most 64 characters.</summary>
    public required string Commit { get; init; }

    /// <summary>The commit of the previous release, at most 64 characters; without it the server uses its own idea of it.</summary>
    public string? PreviousCommit { get; init; }
}

/// <summary>The body of <c>POST /api/0/organizations/{org}/releases/{version}/deploys/</c>.</summary>
public sealed record DeployRequest
{
    /// <summary>Where the release is deployed to, at most 64 characters, without slashes.</summary>
    public required string Environment { get; init; }

    /// <summary>The deploy's name, at most 64 characters.</summary>
    public string? Name { get; init; }

    /// <summary>A link to the deploy.</summary>
    public string? Url { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? DateStarted { get; init; }

    /// <summary>When it ended; the server takes its own time without it.</summary>
    public DateTimeOffset? DateFinished { get; init; }

    /// <summary>Which of the release's projects are deployed; all without it.</summary>
    public IReadOnlyList<string>? Projects { get; init; }
}
