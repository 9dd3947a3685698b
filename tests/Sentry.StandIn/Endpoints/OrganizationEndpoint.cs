using Sentry.StandIn.Http;
using Sentry.StandIn.Json;
using Sentry.StandIn.Store;

namespace Sentry.StandIn.Endpoints;

/// <summary><c>repos/</c> and <c>projects/</c>: what the organization has besides releases.</summary>
internal sealed class OrganizationEndpoint(ReleaseStore store)
{
    public Task ListRepositoriesAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var status = query.TryGetValue("status", out var given) ? given.ToString() : "active";
        lock (store.Lock)
        {
            var repositories = store.Repositories
                .Where(repository => status == (repository.IsActive ? "active" : "deleted"))
                .Where(repository => repository.Name.Contains(query["query"].ToString(), StringComparison.OrdinalIgnoreCase))
                .OrderBy(repository => repository.Name, StringComparer.Ordinal)
                .ToList();
            return Paging.WriteAsync(context, repositories, CommitJson.Of);
        }
    }

    public static Task ListProjectsAsync(HttpContext context) =>
        Paging.WriteAsync(context, Caller.Of(context).Projects, ProjectJson.Of);
}
