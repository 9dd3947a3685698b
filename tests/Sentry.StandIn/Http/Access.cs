using Microsoft.AspNetCore.Http.Features;

namespace Sentry.StandIn.Http;

/// <summary>Which scopes open an endpoint; any one of them is enough.</summary>
/// <param name="Scopes">The scopes.</param>
/// <param name="RateLimited">Whether requests to it are counted.</param>
internal sealed record Access(IReadOnlyList<string> Scopes, bool RateLimited = false)
{
    public static Access ReadReleases { get; } =
        new(["project:read", "project:write", "project:admin", "project:releases", "org:ci"]);

    public static Access WriteReleases { get; } = new(["project:write", "project:admin", "project:releases", "org:ci"]);

    public static Access DeleteReleases { get; } = new(["project:admin", "project:releases"]);

    public static Access ReadRepositories { get; } = new(["org:read", "org:write", "org:admin", "org:integrations", "org:ci"]);

    public static Access ReadOrganization { get; } = new(["org:read", "org:write", "org:admin"]);

    public static Access ReadProject { get; } = new(["project:read", "project:write", "project:admin"]);
}

/// <summary>Who asks: an accepted token and the projects it sees.</summary>
internal sealed record Caller(StandInToken Token, IReadOnlyList<StandInProject> Projects)
{
    private const string AllProjects = "-1";

    public static Caller Of(HttpContext context) => context.Features.GetRequiredFeature<Caller>();

    public bool Sees(StandInProject project) => Projects.Contains(project);

    /// <summary>The projects that a request's query names, by id or slug; all that the caller sees when it names none.</summary>
    /// <exception cref="ApiException">403 for one that the caller does not see.</exception>
    public IReadOnlyList<StandInProject> Asked(IQueryCollection query)
    {
        string?[] keys = [.. query["project"], .. query["projectSlug"]];
        if (keys.Length == 0 || keys.Contains(AllProjects))
            return Projects;

        return [.. keys.Select(key => Find(key!) ?? throw ApiException.Forbidden())];
    }

    private StandInProject? Find(string key) =>
        Projects.FirstOrDefault(project => project.Slug == key || Invariant($"{project.Id}") == key);
}
