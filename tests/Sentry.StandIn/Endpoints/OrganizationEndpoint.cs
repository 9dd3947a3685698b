using System.Text.Json.Nodes;
using Sentry.StandIn.Http;
using Sentry.StandIn.Json;
using Sentry.StandIn.Store;

namespace Sentry.StandIn.Endpoints;

/// <summary>The organization itself, its projects and its environments.</summary>
internal sealed class OrganizationEndpoint(StandInOptions options, ReleaseStore store)
{
    public Task GetAsync(HttpContext context) => JsonAnswer.WriteAsync(
        context,
        StatusCodes.Status200OK,
        OrganizationJson.Detailed(options, Caller.Of(context), context.Request));

    /// <summary>All projects of the organization, also those that the caller may not look into.</summary>
    public Task ListProjectsAsync(HttpContext context)
    {
        var matches = ProjectQuery(context.Request.Query["query"].ToString());
        lock (store.Lock)
        {
            var projects = options.Projects.Where(matches).OrderBy(project => project.Slug, StringComparer.Ordinal).ToList();
            return Paging.WriteAsync(context, projects, project => ProjectJson.Of(project, store, Caller.Of(context)));
        }
    }

    public Task GetProjectAsync(HttpContext context)
    {
        lock (store.Lock)
        {
            var json = ProjectJson.Of(Project(context), store, Caller.Of(context));
            json["status"] = "active";
            json["isPublic"] = false;
            json["options"] = new JsonObject();
            json["organization"] = OrganizationJson.Of(options);
            return JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, json);
        }
    }

    public Task ListEnvironmentsAsync(HttpContext context)
    {
        var projects = Caller.Of(context).Asked(context.Request.Query);
        return WriteEnvironmentsAsync(context, projects, (id, name) => new JsonObject { ["id"] = id, ["name"] = name });
    }

    public Task ListProjectEnvironmentsAsync(HttpContext context) => WriteEnvironmentsAsync(
        context,
        [Project(context)],
        (id, name) => new JsonObject { ["id"] = id, ["name"] = name, ["isHidden"] = false });

    /// <summary>All at once; the server knows no pages here.</summary>
    private Task WriteEnvironmentsAsync(HttpContext context, IReadOnlyList<StandInProject> projects, Func<string, string, JsonNode> json)
    {
        lock (store.Lock)
        {
            var all = store.Environments.ToList();
            var names = store.Releases
                .SelectMany(release => release.EnvironmentsIn(projects))
                .Distinct()
                .Where(name => name.Length > 0)
                .Order(StringComparer.Ordinal);
            var environments = names.Select(name => json(Invariant($"{all.IndexOf(name) + 1}"), name));
            return JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, new JsonArray([.. environments]));
        }
    }

    private StandInProject Project(HttpContext context) => options.FindProject((string)context.Request.RouteValues["project"]!)!;

    /// <summary><c>slug:</c> and <c>id:</c> are conditions; the rest is looked for in the slug, in any case.</summary>
    private static Func<StandInProject, bool> ProjectQuery(string query)
    {
        var words = query.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToLookup(word => word.Contains(':', StringComparison.Ordinal));
        var text = string.Join(' ', words[false]);
        var conditions = words[true].Select(word => word.Split(':', 2)).ToLookup(pair => pair[0], pair => pair[1]);
        if (conditions.FirstOrDefault(group => group.Key is not ("slug" or "id")) is { } unknown)
            throw ApiException.NotModelled($"does not know the condition {unknown.Key}");

        return project =>
            project.Slug.Contains(text, StringComparison.OrdinalIgnoreCase)
            && (!conditions.Contains("slug") || conditions["slug"].Contains(project.Slug))
            && (!conditions.Contains("id") || conditions["id"].Contains(Invariant($"{project.Id}")));
    }
}
