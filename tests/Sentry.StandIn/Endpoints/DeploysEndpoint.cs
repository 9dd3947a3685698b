using Sentry.StandIn.Http;
using Sentry.StandIn.Json;
using Sentry.StandIn.Store;
using Sentry.StandIn.Validation;

namespace Sentry.StandIn.Endpoints;

/// <summary><c>releases/{version}/deploys/</c>: lists and records deploys.</summary>
internal sealed class DeploysEndpoint(StandInOptions options, ReleaseStore store, Oddities oddities)
{
    /// <summary>The last deploy of each environment and project, newest first.</summary>
    public Task ListAsync(HttpContext context)
    {
        lock (store.Lock)
        {
            var deploys = store.Require(Version(context), Caller.Of(context)).Deploys;
            var projects = Caller.Of(context).Asked(context.Request.Query);
            var last = deploys
                .SelectMany(deploy => deploy.Projects.Intersect(projects), (deploy, project) => (deploy, project))
                .GroupBy(entry => (entry.deploy.Environment, entry.project), entry => entry.deploy)
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
            var release = store.RequireAll(Version(context), Caller.Of(context));
            var input = DeployRules.Read(JsonBody.Read(context, oddities), oddities);
            var projects = input.Projects is null ? release.Projects : DeployRules.FindProjects(release, options.Projects, input.Projects);
            if (input.DateFinished.IsNull || input.Url?.Length > ReleaseWrites.UrlColumnLength)
                throw ApiException.Crash();

            var deploy = new StoredDeploy(
                store.NextId(),
                input.Environment,
                input.Name,
                input.Url,
                input.DateStarted,
                input.DateFinished.Value ?? store.Now,
                projects);
            release.Deploys = [.. release.Deploys, deploy];
            return JsonAnswer.WriteAsync(context, StatusCodes.Status201Created, ReleaseJson.Of(deploy));
        }
    }

    private static string Version(HttpContext context) => (string)context.Request.RouteValues["version"]!;
}
