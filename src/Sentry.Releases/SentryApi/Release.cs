using System.Text.Json;

namespace Sentry.Releases.SentryApi;

/// <summary>A release as Sentry describes it. Fields that Sentry adds later are passed over; those it leaves out are unset.</summary>
internal sealed record Release
{
    public required string Version { get; init; }

    /// <summary>The name as Sentry shows it where there is little room.</summary>
    public string? ShortVersion { get; init; }

    /// <summary><c>open</c> or <c>archived</c>.</summary>
    public string? Status { get; init; }

    public string? Ref { get; init; }
    public string? Url { get; init; }

    /// <summary>When Sentry first heard of it.</summary>
    public DateTimeOffset? DateCreated { get; init; }

    /// <summary><see langword="null"/> when it is not finalized.</summary>
    public DateTimeOffset? DateReleased { get; init; }

    /// <summary>
    /// How many commits it has, without those whose message holds <c>#skipsentry</c>; <see langword="null"/> when the server does not
    /// tell. Of a release with <c>refs</c> 0, until Sentry has looked them up.
    /// </summary>
    public int? CommitCount { get; init; }

    public int? DeployCount { get; init; }

    /// <summary>How many issues were first seen in it.</summary>
    public int? NewGroups { get; init; }

    public ReleaseCommit? LastCommit { get; init; }

    /// <summary>The newest deploy, whatever its environment.</summary>
    public Deploy? LastDeploy { get; init; }

    /// <summary>When Sentry got the first event under this name; <see langword="null"/> when there is none.</summary>
    public DateTimeOffset? FirstEvent { get; init; }

    public DateTimeOffset? LastEvent { get; init; }
    public IReadOnlyList<ReleaseProject>? Projects { get; init; }

    /// <returns><see langword="null"/> when it names no version.</returns>
    public static Release? Read(JsonElement json)
    {
        if (json.Text("version") is not { Length: > 0 } version)
            return null;

        var stages = json.Field("adoptionStages");
        return new Release
        {
            Version = version,
            ShortVersion = json.Text("shortVersion"),
            Status = json.Text("status"),
            Ref = json.Text("ref"),
            Url = json.Text("url"),
            DateCreated = json.Date("dateCreated"),
            DateReleased = json.Date("dateReleased"),
            CommitCount = json.Count("commitCount"),
            DeployCount = json.Count("deployCount"),
            NewGroups = json.Count("newGroups"),
            LastCommit = json.Object("lastCommit", ReleaseCommit.Read),
            LastDeploy = json.Object("lastDeploy", Deploy.Read),
            FirstEvent = json.Date("firstEvent"),
            LastEvent = json.Date("lastEvent"),
            Projects = json.List("projects", project => ReleaseProject.Read(project, stages)),
        };
    }
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

/// <summary>A commit as Sentry describes it.</summary>
internal sealed record ReleaseCommit(string Id, string? Message, DateTimeOffset? DateCreated, CommitAuthor? Author, string? Repository)
{
    public static ReleaseCommit? Read(JsonElement json) => json.Text("id") is not { Length: > 0 } id ? null : new(
        id,
        json.Text("message"),
        json.Date("dateCreated"),
        json.Object("author", author => new CommitAuthor(author.Text("name"), author.Text("email"))),
        json.Field("repository")?.Text("name"));
}

/// <summary>Who wrote a commit: an author or a Sentry user.</summary>
internal sealed record CommitAuthor(string? Name, string? Email);

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

/// <summary>A deploy as Sentry describes it.</summary>
internal sealed record Deploy(
    string? Id, string Environment, string? Name, string? Url, DateTimeOffset? DateStarted, DateTimeOffset? DateFinished)
{
    public static Deploy? Read(JsonElement json) => json.Text("environment") is not { Length: > 0 } environment ? null : new(
        json.Text("id"), environment, json.Text("name"), json.Text("url"), json.Date("dateStarted"), json.Date("dateFinished"));
}
