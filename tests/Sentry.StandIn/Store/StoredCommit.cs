namespace Sentry.StandIn.Store;

/// <summary>A commit. It is one for all releases that hold it: what a later request says of it changes it everywhere.</summary>
public sealed class StoredCommit
{
    /// <summary>Its id in the repository.</summary>
    public required string Id { get; init; }

    /// <summary>The repository it belongs to.</summary>
    public required StoredRepository Repository { get; init; }

    /// <summary>Its message; <see langword="null"/> when none was sent.</summary>
    public string? Message { get; internal set; }

    /// <summary>Its author; <see langword="null"/> when neither a name nor an e-mail address was sent.</summary>
    public StoredAuthor? Author { get; internal set; }

    /// <summary>The timestamp that was sent, in UTC; when none was, the time it came in.</summary>
    public DateTimeOffset DateCreated { get; internal set; }

    /// <summary>The files it changed, in the order they were first sent.</summary>
    public IReadOnlyList<StoredFileChange> FileChanges { get; internal set; } = [];
}

/// <summary>The author of commits.</summary>
public sealed class StoredAuthor
{
    /// <summary>The e-mail address, which identifies the author.</summary>
    public required string Email { get; init; }

    /// <summary>The name last sent.</summary>
    public string? Name { get; internal set; }
}

/// <summary>A file that a commit changed.</summary>
/// <param name="Path">The file's path.</param>
/// <param name="Type"><c>A</c>, <c>M</c> or <c>D</c>.</param>
public sealed record StoredFileChange(string Path, string Type);

/// <summary>A repository.</summary>
public sealed record StoredRepository(long Id, string Name, string? Provider, string? Url, DateTimeOffset DateCreated)
{
    /// <summary>Whether it is in use; one that was removed from Sentry is not.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>The integration that connects it; all of one provider are connected by one.</summary>
    public string? IntegrationId { get; init; }
}
