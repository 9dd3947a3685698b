using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;
using Sentry.StandIn.Http;
using Sentry.StandIn.Store;

namespace Sentry.StandIn.Json;

/// <summary>A release as Sentry's answers show it.</summary>
/// <param name="store">What else there is, of which a release is a share.</param>
/// <param name="query">The request's query: whether to tell the health and the stage of adoption, and of which environments.</param>
internal sealed class ReleaseJson(ReleaseStore store, IQueryCollection query)
{
    private readonly bool _health = query["health"] == "1";
    private readonly bool _adoptionStages = query["adoptionStages"] == "1";
    private readonly StringValues _environments = query["environment"];

    public JsonObject Of(StoredRelease release)
    {
        var seen = release.Activity.Where(entry => _environments.Count == 0 || _environments.Contains(entry.Environment)).ToList();
        var json = new JsonObject
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
            ["newGroups"] = release.NewIssues.Values.Sum(),
            ["owner"] = release.Owner is { } owner ? new JsonObject { ["type"] = "user", ["name"] = owner, ["email"] = owner } : null,
            ["commitCount"] = release.CommitCount,
            ["lastCommit"] = release.Commits is [var last, ..] ? CommitJson.Of(last) : null,
            ["deployCount"] = release.Deploys.Count,
            ["lastDeploy"] = release.Deploys is [.., var deploy] ? Of(deploy) : null,
            ["authors"] = new JsonArray([.. Authors(release).Select(CommitJson.Of)]),
            ["projects"] = new JsonArray([.. release.Projects.Select(project => Of(release, project))]),
            ["firstEvent"] = seen.Count == 0 ? null : JsonAnswer.Date(seen.Min(entry => entry.FirstSeen)),
            ["lastEvent"] = seen.Count == 0 ? null : JsonAnswer.Date(seen.Max(entry => entry.LastSeen)),
            ["currentProjectMeta"] = new JsonObject(),
            ["userAgent"] = release.UserAgent,
        };
        if (_adoptionStages)
            json["adoptionStages"] = HealthJson.Stages(release, store.SessionsOf);

        return json;
    }

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

    private JsonObject Of(StoredRelease release, StandInProject project)
    {
        var json = ProjectJson.Short(project, release.NewIssues.GetValueOrDefault(project));
        json["hasHealthData"] = false;
        if (_health)
        {
            var health = HealthJson.Of(release, project, store.SessionsOf(project));
            json["hasHealthData"] = (bool)health["hasHealthData"]!;
            json["healthData"] = health;
        }

        return json;
    }
}
