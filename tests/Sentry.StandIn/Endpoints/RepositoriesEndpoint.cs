using Sentry.StandIn.Http;
using Sentry.StandIn.Json;
using Sentry.StandIn.Store;

namespace Sentry.StandIn.Endpoints;

/// <summary><c>repos/</c> and <c>code-mappings/</c>: what links an issue's lines to a repository's.</summary>
internal sealed class RepositoriesEndpoint(StandInOptions options, ReleaseStore store)
{
    public Task ListAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var status = query.TryGetValue("status", out var given) ? given.ToString() : "active";
        lock (store.Lock)
        {
            var repositories = store.Repositories
                .Where(repository => status == (repository.IsActive ? "active" : "deleted"))
                .Where(repository => repository.Name.Contains(query["query"].ToString(), StringComparison.OrdinalIgnoreCase))
                .Where(repository => !query.ContainsKey("integration_id") || query["integration_id"] == repository.IntegrationId)
                .OrderBy(repository => repository.Name, StringComparer.Ordinal)
                .ToList();
            return Paging.WriteAsync(context, repositories, RepositoryJson.Of);
        }
    }

    /// <summary>Those of an integration, or else those of the projects asked for.</summary>
    public Task ListCodeMappingsAsync(HttpContext context)
    {
        var query = context.Request.Query;
        lock (store.Lock)
        {
            var mappings = store.CodeMappings;
            if (query["integrationId"].ToString() is { Length: > 0 } integration)
            {
                if (store.Repositories.All(repository => repository.IntegrationId != integration))
                    throw ApiException.NotFound();

                mappings = [.. mappings.Where(mapping => mapping.Repository.IntegrationId == integration)];
            }
            else
            {
                var slugs = Caller.Of(context).Asked(query).Select(project => project.Slug).ToList();
                mappings = [.. mappings.Where(mapping => slugs.Contains(mapping.Source.Project))];
            }

            return Paging.WriteAsync(context, mappings, mapping => RepositoryJson.Of(mapping, options));
        }
    }
}
