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

    /// <summary>When Sentry first heard of it.</summary>
    public DateTimeOffset? DateCreated { get; init; }

    /// <summary>When it was released; <see langword="null"/> when it is not finalized.</summary>
    public DateTimeOffset? DateReleased { get; init; }

    /// <summary>How many commits it has, without those whose message holds <c>#skipsentry</c>.</summary>
    public int? CommitCount { get; init; }

    /// <summary>How many deploys it has.</summary>
    public int? DeployCount { get; init; }

    /// <summary>How many issues were first seen in it.</summary>
    public int? NewGroups { get; init; }

    /// <summary>The newest commit.</summary>
    public ReleaseCommit? LastCommit { get; init; }

    /// <summary>The projects it is a release of.</summary>
    public IReadOnlyList<ReleaseProject>? Projects { get; init; }

    /// <returns><see langword="null"/> when it names no version.</returns>
    internal static Release? Read(JsonElement json) =>
        json.Text("version") is not { Length: > 0 } version ? null : new Release
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
            Projects = json.List("projects", ReleaseProject.Read),
        };
}

/// <summary>A project of a release.</summary>
public sealed record ReleaseProject
{
    /// <summary>The name in addresses.</summary>
    public string? Slug { get; init; }

    /// <summary>The name people read.</summary>
    public string? Name { get; init; }

    /// <summary>The project's number.</summary>
    public string? Id { get; init; }

    internal static ReleaseProject Read(JsonElement json) =>
        new() { Slug = json.Text("slug"), Name = json.Text("name"), Id = json.Text("id") };
}
