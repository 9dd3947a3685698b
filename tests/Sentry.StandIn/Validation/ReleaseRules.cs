using System.Text.Json;
using Sentry.StandIn.Http;
using Sentry.StandIn.Store;

namespace Sentry.StandIn.Validation;

/// <summary>A body that passed <see cref="ReleaseRules"/>; <see langword="null"/> is absent or null.</summary>
internal sealed record ReleaseInput
{
    public string Version { get; init; } = "";
    public IReadOnlyList<JsonElement> Projects { get; init; } = [];
    public string? Owner { get; init; }
    public string? Ref { get; init; }
    public string? Url { get; init; }
    public DateTimeOffset? DateReleased { get; init; }
    public string? Status { get; init; }
    public IReadOnlyList<CommitInput>? Commits { get; init; }
    public IReadOnlyList<StoredRef>? Refs { get; init; }
    public IReadOnlyList<StoredRef>? HeadCommits { get; init; }

    /// <summary>The heads that count: <c>headCommits</c> only where there are no <c>refs</c>.</summary>
    public IReadOnlyList<StoredRef> Heads => Refs is { Count: > 0 } ? Refs : HeadCommits ?? [];
}

/// <summary>The bodies that create and update a release.</summary>
internal static class ReleaseRules
{
    private const int MaxRefLength = 200;

    public static ReleaseInput ReadCreate(JsonElement body, IReadOnlyList<string> members, Oddities oddities) =>
        Read(body, oddities, fields => ReadShared(fields) with
        {
            Version = ReadVersion(fields) ?? "",
            Projects = ReadProjects(fields),
            Owner = ReadOwner(fields, members),
        });

    public static ReleaseInput ReadUpdate(JsonElement body, Oddities oddities) => Read(body, oddities, ReadShared);

    private static ReleaseInput Read(JsonElement body, Oddities oddities, Func<FieldReader, ReleaseInput> read)
    {
        var fields = new FieldReader(body, "release", oddities);
        var input = fields.Errors.Count == 0 ? fields.Read(read) : new ReleaseInput();
        return fields.Errors.Count == 0 ? input : throw new ApiException(StatusCodes.Status400BadRequest, fields.Errors);
    }

    private static ReleaseInput ReadShared(FieldReader fields) => new()
    {
        Ref = fields.Text("ref", max: MaxRefLength, nullable: true, blank: true),
        Url = fields.Url("url"),
        DateReleased = fields.Date("dateReleased"),
        Status = ReadStatus(fields),
        Commits = fields.Objects("commits", CommitRules.Read),
        Refs = fields.Objects("refs", RefRules.Read),
        HeadCommits = fields.Objects("headCommits", RefRules.ReadHeadCommit),
    };

    private static string? ReadVersion(FieldReader fields)
    {
        var version = fields.Text("version", max: VersionRule.MaxLength, required: true, trim: false);
        if (version is null)
            return null;

        if (!VersionRule.Allows(version))
            fields.Fail("version", $"Release with name {version} is not allowed");
        else if (version != PythonText.Strip(version))
            fields.Note("a version with outer white space, which no event will match");

        return version;
    }

    private static IReadOnlyList<JsonElement> ReadProjects(FieldReader fields)
    {
        var projects = fields.Values("projects", required: true);
        if (projects is { Count: 0 })
            fields.Note("no project, so that the release cannot be seen afterwards");

        return projects ?? [];
    }

    private static string? ReadOwner(FieldReader fields, IReadOnlyList<string> members)
    {
        var owner = fields.Text("owner", blank: true);
        if (string.IsNullOrEmpty(owner))
            return null;

        if (!members.Contains(owner))
            fields.Fail("owner", "Unable to find user");

        return owner;
    }

    private static string? ReadStatus(FieldReader fields)
    {
        var status = fields.Text("status");
        if (status is not (null or ReleaseStatus.Open or ReleaseStatus.Archived))
            fields.Fail("status", $"Invalid status {status}");

        return status;
    }
}
