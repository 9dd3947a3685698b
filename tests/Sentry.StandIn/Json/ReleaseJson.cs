using System.Text.Json.Nodes;
using Sentry.StandIn.Http;
using Sentry.StandIn.Store;

namespace Sentry.StandIn.Json;

/// <summary>Releases, commits and what hangs on them as Sentry's answers show them.</summary>
internal static class ReleaseJson
{
    public static JsonObject Of(StoredRelease release) => new()
    {
        ["id"] = release.Id,
        ["version"] = release.Version,
        ["shortVersion"] = release.Version,
        ["status"] = release.Status,
        ["versionInfo"] = VersionInfo.Of(release.Version),
        ["ref"] = release.Ref,
        ["url"] = release.Url,
        ["dateReleased"] = JsonAnswer.Date(release.DateReleased),
        ["dateCreated"] = JsonAnswer.Date(release.DateCreated),
        ["data"] = new JsonObject(),
        ["newGroups"] = 0,
        ["owner"] = release.Owner is { } owner ? new JsonObject { ["type"] = "user", ["name"] = owner, ["email"] = owner } : null,
        ["commitCount"] = release.CommitCount,
        ["lastCommit"] = release.Commits is [var last, ..] ? CommitJson.Of(last) : null,
        ["deployCount"] = release.Deploys.Count,
        ["lastDeploy"] = release.Deploys is [.., var deploy] ? Of(deploy) : null,
        ["authors"] = new JsonArray([.. Authors(release).Select(CommitJson.Of)]),
        ["projects"] = new JsonArray([.. release.Projects.Select(Of)]),
        ["firstEvent"] = JsonAnswer.Date(release.FirstEvent),
        ["lastEvent"] = JsonAnswer.Date(release.LastEvent),
        ["currentProjectMeta"] = new JsonObject(),
        ["userAgent"] = release.UserAgent,
    };

    public static JsonObject Of(StoredDeploy deploy) => new()
    {
        ["id"] = Invariant($"{deploy.Id}"),
        ["environment"] = deploy.Environment,
        ["dateStarted"] = JsonAnswer.Date(deploy.DateStarted),
        ["dateFinished"] = JsonAnswer.Date(deploy.DateFinished),
        ["name"] = deploy.Name,
        ["url"] = deploy.Url,
    };

    public static JsonObject Of(StoredFile file) => new()
    {
        ["id"] = Invariant($"{file.Id}"),
        ["name"] = file.Name,
        ["dist"] = file.Distribution,
        ["headers"] = new JsonObject { ["Content-Type"] = "application/octet-stream" },
        ["size"] = file.Size,
        ["sha1"] = file.Sha1,
        ["dateCreated"] = JsonAnswer.Date(file.DateCreated),
    };

    private static IEnumerable<StoredAuthor> Authors(StoredRelease release) =>
        release.Commits.Select(commit => commit.Author).OfType<StoredAuthor>().Distinct();

    private static JsonObject Of(StandInProject project) => new()
    {
        ["id"] = project.Id,
        ["slug"] = project.Slug,
        ["name"] = project.Slug,
        ["newGroups"] = 0,
        ["platform"] = "csharp",
        ["platforms"] = new JsonArray(),
        ["hasHealthData"] = false,
    };
}
