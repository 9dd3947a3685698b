using System.Text.Json.Nodes;
using Sentry.StandIn.Http;
using Sentry.StandIn.Json;
using Sentry.StandIn.Store;

namespace Sentry.StandIn.Endpoints;

/// <summary><c>previous-with-commits/</c> and <c>meta/</c>, which the vendor's own tools ask.</summary>
internal sealed class ReleaseHistoryEndpoint(ReleaseStore store)
{
    /// <summary>
    /// The latest release with commits up to this one's date that shares a project with it. It may be the release itself. An empty object
    /// where there is none.
    /// </summary>
    public Task GetPreviousWithCommitsAsync(HttpContext context)
    {
        lock (store.Lock)
        {
            var release = Find(context);
            var projects = release.Projects.Intersect(Caller.Of(context).Asked(context.Request.Query)).ToList();
            var previous = store.Releases
                .Where(other => other.Commits.Count > 0 && other.Projects.Intersect(projects).Any() && Date(other) <= Date(release))
                .MaxBy(Date);
            var json = new ReleaseJson(store, QueryCollection.Empty);
            return JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, previous is null ? new JsonObject() : json.Of(previous));
        }
    }

    public Task GetMetaAsync(HttpContext context)
    {
        lock (store.Lock)
        {
            var release = Find(context);
            var projects = release.Projects.Select(project => ProjectJson.Short(project, release.NewIssues.GetValueOrDefault(project)));
            return JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, new JsonObject
            {
                ["version"] = release.Version,
                ["versionInfo"] = VersionInfo.Of(release.Version),
                ["projects"] = new JsonArray([.. projects]),
                ["newGroups"] = release.NewIssues.Values.Sum(),
                ["deployCount"] = release.Deploys.Count,
                ["commitCount"] = release.CommitCount,
                ["released"] = JsonAnswer.Date(Date(release)),
                ["commitFilesChanged"] = release.Commits.SelectMany(commit => commit.FileChanges).DistinctBy(change => change.Path).Count(),
                ["releaseFileCount"] = release.Files.Count,
                ["isArtifactBundle"] = false,
                ["preprodBuildCount"] = 0,
            });
        }
    }

    private static DateTimeOffset Date(StoredRelease release) => release.DateReleased ?? release.DateCreated;

    private StoredRelease Find(HttpContext context) =>
        store.Require((string)context.Request.RouteValues["version"]!, Caller.Of(context));
}
