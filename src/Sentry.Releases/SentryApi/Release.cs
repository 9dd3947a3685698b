using System.Text.Json;

namespace Sentry.Releases.SentryApi;

/// <summary>A release as Sentry describes it: a field is read when it is asked for. What Sentry leaves out is unset.</summary>
internal sealed class Release(string version, JsonElement json)
{
    public string Version => version;

    /// <summary>The description as it came.</summary>
    public JsonElement Json => json;

    /// <summary>The name as Sentry shows it where there is little room.</summary>
    public string? ShortVersion => json.Text("shortVersion");

    /// <summary><c>open</c> or <c>archived</c>.</summary>
    public string? Status => json.Text("status");

    public string? Ref => json.Text("ref");
    public string? Url => json.Text("url");

    /// <summary>When Sentry first heard of it.</summary>
    public DateTimeOffset? DateCreated => json.Date("dateCreated");

    /// <summary><see langword="null"/> when it is not finalized.</summary>
    public DateTimeOffset? DateReleased => json.Date("dateReleased");

    /// <summary>
    /// How many commits it has, without those whose message holds <c>#skipsentry</c>; <see langword="null"/> when the server does not
    /// tell. Of a release with <c>refs</c> 0, until Sentry has looked them up.
    /// </summary>
    public int? CommitCount => json.Count("commitCount");

    public int? DeployCount => json.Count("deployCount");

    /// <summary>How many issues were first seen in it.</summary>
    public int? NewGroups => json.Count("newGroups");

    public ReleaseCommit? LastCommit => json.Object("lastCommit", ReleaseCommit.Read);

    /// <summary>The newest deploy, whatever its environment.</summary>
    public Deploy? LastDeploy => json.Object("lastDeploy", Deploy.Read);

    /// <summary>When Sentry got the first event under this name; <see langword="null"/> when there is none.</summary>
    public DateTimeOffset? FirstEvent => json.Date("firstEvent");

    public DateTimeOffset? LastEvent => json.Date("lastEvent");

    public IReadOnlyList<ReleaseProject>? Projects =>
        json.List("projects", project => ReleaseProject.Read(project, json.Field("adoptionStages")));

    /// <returns><see langword="null"/> when it names no version.</returns>
    public static Release? Read(JsonElement json) => json.Text("version") is { Length: > 0 } version ? new(version, json) : null;
}

/// <summary>A project of a release.</summary>
/// <param name="Health">
/// How the release runs; <see langword="null"/> where it was not asked for (<see cref="ReleaseFilter.WithHealth"/>), and where the
/// application sends no sessions.
/// </param>
internal sealed record ReleaseProject(string? Slug, string? Id, ReleaseHealth? Health)
{
    public static ReleaseProject Read(JsonElement json, JsonElement? stages)
    {
        var slug = json.Text("slug");
        var stage = slug is null ? null : stages?.Field(slug)?.Text("stage");
        return new(slug, json.Text("id"), json.Object("healthData", health => ReleaseHealth.Read(health, stage)));
    }
}

/// <summary>How a release runs in a project: users and sessions of the last 14 days, shares without a crash from 0 to 100.</summary>
/// <param name="Adoption">The share, from 0 to 100, of the project's users of the last 24 hours that ran it.</param>
/// <param name="AdoptionStage"><c>adopted</c>, <c>low_adoption</c> or <c>replaced</c>.</param>
internal sealed record ReleaseHealth(
    long? Users, long? Sessions, double? CrashFreeUsers, double? CrashFreeSessions, double? Adoption, string? AdoptionStage)
{
    /// <returns><see langword="null"/> where Sentry has no sessions.</returns>
    public static ReleaseHealth? Read(JsonElement json, string? stage) => json.Flag("hasHealthData") == false ? null : new(
        json.Number("totalUsers"),
        json.Number("totalSessions"),
        json.Real("crashFreeUsers"),
        json.Real("crashFreeSessions"),
        json.Real("adoption"),
        stage);
}

/// <summary>A commit of a release, as it is sent and as Sentry describes it.</summary>
/// <param name="Id">The full object id, at most 64 characters.</param>
/// <param name="Message">Sent without one, the server fails.</param>
/// <param name="AuthorName">At most 128 characters.</param>
/// <param name="AuthorEmail">At most 200 characters.</param>
/// <param name="Timestamp">On every commit of a request or on none: the server cannot sort a mixture.</param>
/// <param name="Repository">At most 64 characters; without it the server files the commit under the organization.</param>
/// <param name="PatchSet">The changed files; Sentry does not tell them.</param>
internal sealed record ReleaseCommit(
    string Id,
    string Message,
    string? AuthorName = null,
    string? AuthorEmail = null,
    DateTimeOffset? Timestamp = null,
    string? Repository = null,
    IReadOnlyList<PatchRequest>? PatchSet = null)
{
    public static ReleaseCommit? Read(JsonElement json)
    {
        var author = json.Field("author");
        return json.Text("id") is not { Length: > 0 } id ? null : new(
            id,
            json.Text("message") ?? "",
            author?.Text("name"),
            author?.Text("email"),
            json.Date("dateCreated"),
            json.Field("repository")?.Text("name"));
    }
}

/// <summary>One changed file of a commit.</summary>
/// <param name="Path">At most 510 characters, not blank.</param>
/// <param name="Type"><c>A</c>, <c>M</c> or <c>D</c>.</param>
internal sealed record PatchRequest(string Path, string Type);

/// <summary>A file that was uploaded to a release; its size is in bytes.</summary>
/// <param name="Name">Usually the address from which a browser loads it, such as <c>~/js/app.js</c>.</param>
/// <param name="Dist">The distribution of the release that it belongs to.</param>
/// <param name="Sha1">Of the content, in lower-case hexadecimal.</param>
/// <param name="Headers">The HTTP headers that are kept with it, as a JSON object.</param>
internal sealed record ReleaseFile(
    string? Id, string Name, string? Dist, long? Size, string? Sha1, DateTimeOffset? DateCreated, JsonElement? Headers)
{
    public static ReleaseFile? Read(JsonElement json) => json.Text("name") is not { Length: > 0 } name ? null : new(
        json.Text("id"),
        name,
        json.Text("dist"),
        json.Number("size"),
        json.Text("sha1"),
        json.Date("dateCreated"),
        json.Field("headers") is { ValueKind: JsonValueKind.Object } headers ? headers : null);
}

/// <summary>A deploy, as it is recorded and as Sentry describes it.</summary>
/// <param name="Environment">At most 64 characters, without slashes.</param>
/// <param name="Name">At most 64 characters.</param>
/// <param name="Url">A link, within <see cref="LinkRule"/>.</param>
/// <param name="DateFinished">The server takes its own time without it.</param>
/// <param name="Id">Sentry's own; never sent.</param>
internal sealed record Deploy(
    string Environment,
    string? Name = null,
    string? Url = null,
    DateTimeOffset? DateStarted = null,
    DateTimeOffset? DateFinished = null,
    string? Id = null)
{
    public static Deploy? Read(JsonElement json) => json.Text("environment") is not { Length: > 0 } environment ? null : new(
        environment, json.Text("name"), json.Text("url"), json.Date("dateStarted"), json.Date("dateFinished"), json.Text("id"));
}
