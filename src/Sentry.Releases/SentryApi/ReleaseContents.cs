using System.Text.Json;

namespace Sentry.Releases.SentryApi;

/// <summary>A commit as Sentry describes it.</summary>
/// <param name="Id">The full object id.</param>
/// <param name="Message">The message.</param>
/// <param name="DateCreated">The commit's date.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="Repository">The repository it is in.</param>
public sealed record ReleaseCommit(string Id, string? Message, DateTimeOffset? DateCreated, CommitAuthor? Author, CommitRepository? Repository)
{
    /// <returns><see langword="null"/> when it has no id.</returns>
    internal static ReleaseCommit? Read(JsonElement json) => json.Text("id") is not { Length: > 0 } id ? null : new(
        id,
        json.Text("message"),
        json.Date("dateCreated"),
        json.Object("author", CommitAuthor.Read),
        json.Object("repository", repository => new CommitRepository(repository.Text("name"))));
}

/// <summary>Who wrote a commit: an author or a Sentry user.</summary>
/// <param name="Name">The name.</param>
/// <param name="Email">The e-mail address.</param>
public sealed record CommitAuthor(string? Name, string? Email)
{
    internal static CommitAuthor Read(JsonElement json) => new(json.Text("name"), json.Text("email"));
}

/// <summary>The repository of a commit.</summary>
/// <param name="Name">The name that Sentry holds.</param>
public sealed record CommitRepository(string? Name);

/// <summary>A file that a commit of a release changed.</summary>
/// <param name="Path">The path, relative to the repository's root.</param>
/// <param name="Type"><c>A</c>, <c>M</c> or <c>D</c>.</param>
/// <param name="CommitMessage">The commit's message.</param>
/// <param name="Author">Who wrote the commit.</param>
public sealed record ChangedReleaseFile(string Path, string? Type, string? CommitMessage, CommitAuthor? Author)
{
    /// <returns><see langword="null"/> when it names no file.</returns>
    internal static ChangedReleaseFile? Read(JsonElement json) => json.Text("filename") is not { Length: > 0 } path ? null : new(
        path, json.Text("type"), json.Text("commitMessage"), json.Object("author", CommitAuthor.Read));
}

/// <summary>A file that was uploaded to a release.</summary>
/// <param name="Id">The file's number.</param>
/// <param name="Name">The name, usually the address from which a browser loads it, such as <c>~/js/app.js</c>.</param>
/// <param name="Dist">The distribution of the release that it belongs to.</param>
/// <param name="Size">The size in bytes.</param>
/// <param name="Sha1">The SHA-1 of the content in lower-case hexadecimal.</param>
/// <param name="DateCreated">When it was uploaded.</param>
/// <param name="Headers">The HTTP headers that are kept with it, as a JSON object.</param>
public sealed record ReleaseFile(
    string? Id, string Name, string? Dist, long? Size, string? Sha1, DateTimeOffset? DateCreated, JsonElement? Headers)
{
    /// <returns><see langword="null"/> when it has no name.</returns>
    internal static ReleaseFile? Read(JsonElement json) => json.Text("name") is not { Length: > 0 } name ? null : new(
        json.Text("id"),
        name,
        json.Text("dist"),
        json.Number("size"),
        json.Text("sha1"),
        json.Date("dateCreated"),
        json.Field("headers") is { ValueKind: JsonValueKind.Object } headers ? headers : null);
}

/// <summary>A deploy as Sentry describes it.</summary>
/// <param name="Id">The deploy's number.</param>
/// <param name="Environment">Where the release was deployed to.</param>
/// <param name="Name">The deploy's name.</param>
/// <param name="Url">A link to the deploy.</param>
/// <param name="DateStarted">When it began.</param>
/// <param name="DateFinished">When it ended.</param>
public sealed record Deploy(
    string? Id, string Environment, string? Name, string? Url, DateTimeOffset? DateStarted, DateTimeOffset? DateFinished)
{
    /// <returns><see langword="null"/> when it names no environment.</returns>
    internal static Deploy? Read(JsonElement json) => json.Text("environment") is not { Length: > 0 } environment ? null : new(
        json.Text("id"), environment, json.Text("name"), json.Text("url"), json.Date("dateStarted"), json.Date("dateFinished"));
}
