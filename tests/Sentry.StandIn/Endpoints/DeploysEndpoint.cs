using Sentry.StandIn.Http;
using Sentry.StandIn.Json;
using Sentry.StandIn.Store;
using Sentry.StandIn.Validation;

namespace Sentry.StandIn.Endpoints;

/// <summary><c>releases/{version}/deploys/</c>: lists and records deploys.</summary>
internal sealed class DeploysEndpoint(ReleaseStore store, Oddities oddities)
{
    /// <summary>The last deploy of each environment and project, newest first.</summary>
    public Task ListAsync(HttpContext context)
    {
        lock (store.Lock)
        {
            var deploys = Find(context).Deploys;
            var last = deploys
                .SelectMany(deploy => deploy.Projects.Select(project => (deploy, key: (deploy.Environment, project.Id))))
                .GroupBy(entry => entry.key, entry => entry.deploy)
                .Select(group => group.Last())
                .Distinct()
                .OrderByDescending(deploy => deploy.DateFinished)
                .ToList();
            return Paging.WriteAsync(context, last, ReleaseJson.Of);
        }
    }

    /// <summary>Adds a deploy, each time anew.</summary>
    public Task CreateAsync(HttpContext context)
    {
        lock (store.Lock)
        {
            var release = Find(context);
            var input = DeployRules.Read(JsonBody.Read(context, oddities), oddities);
            if (input.DateFinished.IsNull)
                throw ApiException.Crash();

            var deploy = new StoredDeploy(
                store.NextId(),
                input.Environment,
                input.Name,
                input.Url,
                input.DateStarted,
                input.DateFinished.Value ?? store.Now,
                input.Projects is null ? release.Projects : [.. input.Projects.Select(key => FindProject(release, key))]);
            release.Deploys = [.. release.Deploys, deploy];
            return JsonAnswer.WriteAsync(context, StatusCodes.Status201Created, ReleaseJson.Of(deploy));
        }
    }

    private static StandInProject FindProject(StoredRelease release, string key) =>
        release.Projects.FirstOrDefault(project => project.Slug == key || Invariant($"{project.Id}") == key)
            ?? throw ApiException.Field("projects", "Invalid project ids or slugs");

    private StoredRelease Find(HttpContext context) =>
        store.Require((string)context.Request.RouteValues["version"]!, Caller.Of(context));
}
