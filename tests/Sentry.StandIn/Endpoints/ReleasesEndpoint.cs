using System.Text.Json;
using Sentry.StandIn.Http;
using Sentry.StandIn.Json;
using Sentry.StandIn.Store;
using Sentry.StandIn.Validation;

namespace Sentry.StandIn.Endpoints;

/// <summary><c>releases/</c>: lists and creates releases.</summary>
internal sealed class ReleasesEndpoint(StandInOptions options, ReleaseStore store, Oddities oddities)
{
    private const int MaxUserAgentLength = 256;

    private readonly ReleaseWrites _writes = new(store);

    public Task ListAsync(HttpContext context)
    {
        lock (store.Lock)
        {
            var releases = new ReleaseFilter(store, Caller.Of(context), context.Request.Query).Find();
            return Paging.WriteAsync(context, releases, Json(context).Of);
        }
    }

    public Task CreateAsync(HttpContext context)
    {
        var input = ReleaseRules.ReadCreate(JsonBody.Read(context, oddities), options.Members, oddities);
        var caller = Caller.Of(context);
        var projects = input.Projects.Select(key => FindProject(key, caller)).Distinct().ToList();
        lock (store.Lock)
        {
            var release = store.Find(input.Version);
            var isNew = release is null;
            if (release is null)
                store.Add(release = NewRelease(input, context.Request.Headers.UserAgent));
            else
                RequireAllProjects(release, caller);

            release.Status = input.Status ?? release.Status;
            var added = projects.Except(release.Projects).ToList();
            release.Projects = [.. release.Projects, .. added];
            _writes.SetCommits(release, input);
            _writes.SetHeads(release, input.Heads);
            var status = isNew || added.Count > 0 ? StatusCodes.Status201Created : StatusCodes.Status208AlreadyReported;
            return JsonAnswer.WriteAsync(context, status, Json(context).Of(release));
        }
    }

    private ReleaseJson Json(HttpContext context) => new(store, context.Request.Query);

    private StoredRelease NewRelease(ReleaseInput input, string? userAgent)
    {
        ReleaseWrites.RequireUrlFits(input.Url);
        return new StoredRelease
        {
            Id = store.NextId(),
            Version = input.Version,
            DateCreated = store.Now,
            UserAgent = userAgent?.Length > MaxUserAgentLength ? userAgent[..MaxUserAgentLength] : userAgent,
            Owner = input.Owner,
            Ref = input.Ref,
            Url = input.Url,
            DateReleased = input.DateReleased,
        };
    }

    /// <summary>A project by its slug, its id, or its id as text.</summary>
    private static StandInProject FindProject(JsonElement key, Caller caller)
    {
        if (key.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
            throw ApiException.Crash();

        var text = PythonText.Of(key);
        return caller.Projects.FirstOrDefault(project =>
                (key.ValueKind == JsonValueKind.String && project.Slug == text) || Invariant($"{project.Id}") == text)
            ?? throw ApiException.Field("projects", "Invalid project ids or slugs");
    }

    private static void RequireAllProjects(StoredRelease release, Caller caller)
    {
        var slugs = string.Join(", ", release.Projects.Select(project => project.Slug));
        if (!release.Projects.All(caller.Sees))
            throw ApiException.Field("projects", $"You do not have permission to one of the projects: {slugs}");
    }
}
