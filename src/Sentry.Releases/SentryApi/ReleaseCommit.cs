using System.Text.Json;

namespace Sentry.Releases.SentryApi;

/// <summary>A commit as Sentry describes it.</summary>
public sealed record ReleaseCommit
{
    /// <summary>The full object id.</summary>
    public string Id { get; init; } = "";

    /// <summary>The message.</summary>
    public string? Message { get; init; }

    /// <summary>The commit's date.</summary>
    public DateTimeOffset? DateCreated { get; init; }

    /// <summary>Who wrote it.</summary>
    public CommitAuthor? Author { get; init; }

    /// <summary>The repository it is in.</summary>
    public CommitRepository? Repository { get; init; }

    /// <returns><see langword="null"/> when it has no id.</returns>
    internal static ReleaseCommit? Read(JsonElement json) =>
        json.Text("id") is not { Length: > 0 } id ? null : new ReleaseCommit
        {
            Id = id,
            Message = json.Text("message"),
            DateCreated = json.Date("dateCreated"),
            Author = json.Object("author", CommitAuthor.Read),
            Repository = json.Object("repository", CommitRepository.Read),
        };
}

/// <summary>Who wrote a commit: an author or a Sentry user.</summary>
public sealed record CommitAuthor
{
    /// <summary>The name.</summary>
    public string? Name { get; init; }

    /// <summary>The e-mail address.</summary>
    public string? Email { get; init; }

    internal static CommitAuthor Read(JsonElement json) => new() { Name = json.Text("name"), Email = json.Text("email") };
}

/// <summary>The repository of a commit.</summary>
public sealed record CommitRepository
{
    /// <summary>The name that Sentry holds.</summary>
    public string? Name { get; init; }

    internal static CommitRepository Read(JsonElement json) => new() { Name = json.Text("name") };
}

/// <summary>A file that a commit of a release changed.</summary>
public sealed record ChangedReleaseFile
{
    /// <summary>The path, relative to the repository's root.</summary>
    public string Path { get; init; } = "";

    /// <summary><c>A</c>, <c>M</c> or <c>D</c>.</summary>
    public string? Type { get; init; }

    /// <summary>The commit's message.</summary>
    public string? CommitMessage { get; init; }

    /// <summary>Who wrote the commit.</summary>
    public CommitAuthor? Author { get; init; }

    /// <returns><see langword="null"/> when it names no file.</returns>
    internal static ChangedReleaseFile? Read(JsonElement json) =>
        json.Text("filename") is not { Length: > 0 } path ? null : new ChangedReleaseFile
        {
            Path = path,
            Type = json.Text("type"),
            CommitMessage = json.Text("commitMessage"),
            Author = json.Object("author", CommitAuthor.Read),
        };
}
