using Sentry.StandIn.Http;
using Sentry.StandIn.Store;

namespace Sentry.StandIn.Endpoints;

/// <summary>The list's query parameters. What the stand-in does not know of the server's searching and sorting answers 501.</summary>
internal sealed class ReleaseFilter(Caller caller, IQueryCollection query)
{
    private const string AllProjects = "-1";

    /// <returns>The releases asked for, newest first by the date of their creation.</returns>
    public IReadOnlyList<StoredRelease> Apply(IEnumerable<StoredRelease> releases)
    {
        if (query["sort"].ToString() is not ("" or "date"))
            throw NotSupported("sorts by date only");

        var (projects, status, matches) = (Projects(), Status(), Query());
        return
        [
            .. releases
                .Where(release => release.Projects.Any(projects.Contains))
                .Where(release => status.Length == 0 || release.Status == status)
                .Where(matches)
                .OrderByDescending(release => release.DateCreated)
                .ThenByDescending(release => release.Id),
        ];
    }

    private IReadOnlyList<StandInProject> Projects()
    {
        var keys = query["project"];
        if (keys.Count == 0 || keys.Contains(AllProjects))
            return caller.Projects;

        return [.. keys.Select(key => Find(key!) ?? throw ApiException.Forbidden())];
    }

    private StandInProject? Find(string key) =>
        caller.Projects.FirstOrDefault(project => project.Slug == key || Invariant($"{project.Id}") == key);

    private string Status()
    {
        if (!query.TryGetValue("status", out var values))
            return ReleaseStatus.Open;

        return values.ToString() is "" or ReleaseStatus.Open or ReleaseStatus.Archived
            ? values.ToString()
            : throw ApiException.Detail(StatusCodes.Status400BadRequest, "invalid value for status");
    }

    /// <summary>Words are looked for anywhere in the name, in any case; <c>key:value</c> is a condition of its own.</summary>
    private Func<StoredRelease, bool> Query()
    {
        var words = query["query"].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var conditions = words.Where(IsCondition).Select(Condition).ToList();
        var text = string.Join(' ', words.Where(word => !IsCondition(word)));
        return release => release.Version.Contains(text, StringComparison.OrdinalIgnoreCase) && conditions.All(holds => holds(release));
    }

    private static bool IsCondition(string word) =>
        word.StartsWith("release:", StringComparison.Ordinal)
        || word.StartsWith("release.", StringComparison.Ordinal)
        || word.StartsWith("finalized:", StringComparison.Ordinal);

    private static Func<StoredRelease, bool> Condition(string word) => word.Split(':', 2) switch
    {
        ["release", var version] when version != "latest" => release => release.Version == version,
        ["finalized", "true"] => release => release.DateReleased is not null,
        ["finalized", "false"] => release => release.DateReleased is null,
        _ => throw NotSupported($"does not know the condition {word}"),
    };

    private static ApiException NotSupported(string what) =>
        ApiException.Detail(StatusCodes.Status501NotImplemented, $"The stand-in {what}.");
}
