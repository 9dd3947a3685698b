using System.Text.Json;

namespace Sentry.Releases.SentryApi;

/// <summary>A release as Sentry describes it. Fields that Sentry adds later are passed over; those it leaves out are unset.</summary>
public sealed record Release
{
    /// <summary>The release's name.</summary>
    public string Version { get; init; } = "";

    /// <summary>The name as Sentry shows it where there is little room.</summary>
    public string? ShortVersion { get; init; }

    /// <summary><c>open</c> or <c>archived</c>.</summary>
    public string? Status { get; init; }

    /// <summary>The commit or other reference released.</summary>
    public string? Ref { get; init; }

    /// <summary>A link to the release.</summary>
    public string? Url { get; init; }

    /// <summary>Whether the response says anything of the link: other servers that speak Sentry's API may not know the field.</summary>
    public bool HasUrl { get; init; }

    /// <summary>When Sentry first heard of it.</summary>
    public DateTimeOffset? DateCreated { get; init; }

    /// <summary>When it was released; <see langword="null"/> when it is not finalized.</summary>
    public DateTimeOffset? DateReleased { get; init; }

    /// <summary>
    /// How many commits it has, without those whose message holds <c>#skipsentry</c>; <see langword="null"/> when the server does not
    /// tell. Of a release with <c>refs</c> 0, until Sentry has looked them up.
    /// </summary>
    public int? CommitCount { get; init; }

    /// <summary>How many deploys it has.</summary>
    public int? DeployCount { get; init; }

    /// <summary>How many issues were first seen in it.</summary>
    public int? NewGroups { get; init; }

    /// <summary>The newest commit.</summary>
    public ReleaseCommit? LastCommit { get; init; }

    /// <summary>The newest deploy, whatever its environment.</summary>
    public Deploy? LastDeploy { get; init; }

    /// <summary>When Sentry got the first event under this name; <see langword="null"/> when there is none.</summary>
    public DateTimeOffset? FirstEvent { get; init; }

    /// <summary>When Sentry got the last event under this name; <see langword="null"/> when there is none.</summary>
    public DateTimeOffset? LastEvent { get; init; }

    /// <summary>The projects it is a release of.</summary>
    public IReadOnlyList<ReleaseProject>? Projects { get; init; }

    /// <returns><see langword="null"/> when it names no version.</returns>
    internal static Release? Read(JsonElement json)
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
            HasUrl = json.Field("url") is not null,
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
/// <param name="Slug">The name in addresses.</param>
/// <param name="Name">The name people read.</param>
/// <param name="Id">The project's number.</param>
/// <param name="NewGroups">How many of the project's issues were first seen in the release.</param>
/// <param name="Health">
/// How the release runs; <see langword="null"/> where it was not asked for (<see cref="ReleaseFilter.WithHealth"/>), and where the
/// application sends no sessions.
/// </param>
public sealed record ReleaseProject(string? Slug, string? Name, string? Id, int? NewGroups, ReleaseHealth? Health)
{
    internal static ReleaseProject Read(JsonElement json, JsonElement? stages)
    {
        var slug = json.Text("slug");
        var stage = slug is null ? null : stages?.Field(slug)?.Text("stage");
        var health = json.Object("healthData", health => ReleaseHealth.Read(health, stage));
        return new(slug, json.Text("name"), json.Text("id"), json.Count("newGroups"), health);
    }
}

/// <summary>How a release runs in a project: numbers of the last 14 days, shares from 0 to 100.</summary>
/// <param name="Users">How many users ran it.</param>
/// <param name="Sessions">How many sessions ran it.</param>
/// <param name="CrashFreeUsers">The share of its users without a crash.</param>
/// <param name="CrashFreeSessions">The share of its sessions without a crash.</param>
/// <param name="Adoption">The share of the project's users of the last 24 hours that ran it.</param>
/// <param name="AdoptionStage"><c>adopted</c>, <c>low_adoption</c> or <c>replaced</c>.</param>
public sealed record ReleaseHealth(
    long? Users, long? Sessions, double? CrashFreeUsers, double? CrashFreeSessions, double? Adoption, string? AdoptionStage)
{
    /// <returns><see langword="null"/> where Sentry has no sessions.</returns>
    internal static ReleaseHealth? Read(JsonElement json, string? stage) => json.Flag("hasHealthData") == false ? null : new(
        json.Number("totalUsers"),
        json.Number("totalSessions"),
        json.Real("crashFreeUsers"),
        json.Real("crashFreeSessions"),
        json.Real("adoption"),
        stage);
}

/// <summary>Which releases of an organization are listed, and with what.</summary>
public sealed record ReleaseFilter
{
    /// <summary>
    /// Part of the name in any case, or one of Sentry's search terms such as <c>release.package:app</c> or <c>finalized:true</c>;
    /// <see langword="null"/> for all.
    /// </summary>
    public string? Query { get; init; }

    /// <summary>Archived ones or not.</summary>
    public StatusFilter Status { get; init; } = StatusFilter.Open;

    /// <summary>Slugs or numeric ids of projects; empty for all that the token can see.</summary>
    public IReadOnlyList<string> Projects { get; init; } = [];

    /// <summary>Only those with events or deploys of one of these environments; empty for all.</summary>
    public IReadOnlyList<string> Environments { get; init; } = [];

    /// <summary>Whether the response also says how each release runs, which costs the server more time.</summary>
    public bool WithHealth { get; init; }
}

/// <summary>Which releases a listing shows.</summary>
public enum StatusFilter
{
    /// <summary>Those that are not archived.</summary>
    Open,

    /// <summary>Those that are archived.</summary>
    Archived,

    /// <summary>All.</summary>
    Any,
}
