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

/// <summary>A file that was uploaded to a release.</summary>
public sealed record ReleaseFile
{
    /// <summary>The file's number.</summary>
    public string? Id { get; init; }

    /// <summary>The name, usually the address from which a browser loads it, such as <c>~/js/app.js</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary>The distribution of the release that it belongs to.</summary>
    public string? Dist { get; init; }

    /// <summary>The size in bytes.</summary>
    public long? Size { get; init; }

    /// <summary>The SHA-1 of the content in lower-case hexadecimal.</summary>
    public string? Sha1 { get; init; }

    /// <summary>When it was uploaded.</summary>
    public DateTimeOffset? DateCreated { get; init; }

    /// <summary>The HTTP headers that are kept with it, as a JSON object.</summary>
    public JsonElement? Headers { get; init; }

    /// <returns><see langword="null"/> when it has no name.</returns>
    internal static ReleaseFile? Read(JsonElement json) =>
        json.Text("name") is not { Length: > 0 } name ? null : new ReleaseFile
        {
            Id = json.Text("id"),
            Name = name,
            Dist = json.Text("dist"),
            Size = json.Number("size"),
            Sha1 = json.Text("sha1"),
            DateCreated = json.Date("dateCreated"),
            Headers = json.Field("headers") is { ValueKind: JsonValueKind.Object } headers ? headers : null,
        };
}

/// <summary>A deploy as Sentry describes it.</summary>
public sealed record Deploy
{
    /// <summary>The deploy's number.</summary>
    public string? Id { get; init; }

    /// <summary>Where the release was deployed to.</summary>
    public string Environment { get; init; } = "";

    /// <summary>The deploy's name.</summary>
    public string? Name { get; init; }

    /// <summary>A link to the deploy.</summary>
    public string? Url { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? DateStarted { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? DateFinished { get; init; }

    /// <returns><see langword="null"/> when it names no environment.</returns>
    internal static Deploy? Read(JsonElement json) =>
        json.Text("environment") is not { Length: > 0 } environment ? null : new Deploy
        {
            Id = json.Text("id"),
            Environment = environment,
            Name = json.Text("name"),
            Url = json.Text("url"),
            DateStarted = json.Date("dateStarted"),
            DateFinished = json.Date("dateFinished"),
        };
}
