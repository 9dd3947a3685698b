using Sentry.StandIn.Http;
using Sentry.StandIn.Store;

namespace Sentry.StandIn.Endpoints;

/// <summary>The query parameters of the list of releases. What the stand-in does not know of them answers 501.</summary>
internal sealed class ReleaseFilter(ReleaseStore store, Caller caller, IQueryCollection query)
{
    private static readonly string[] NotModelled = ["start", "end", "statsPeriod"];

    /// <returns>The releases asked for, in the order asked for.</returns>
    public IReadOnlyList<StoredRelease> Find()
    {
        if (NotModelled.FirstOrDefault(query.ContainsKey) is { } parameter)
            throw ApiException.NotModelled($"does not know the parameter {parameter}");

        var (projects, status, matches) = (caller.Asked(query), Status(), ReleaseQuery.Parse(query["query"].ToString()));
        var environments = query["environment"];
        if (environments.Except(store.Environments).Any())
            throw ApiException.NotFound();

        var found = store.Releases
            .Where(release => release.Projects.Any(projects.Contains))
            .Where(release => status.Length == 0 || release.Status == status)
            .Where(release => environments.Count == 0 || release.EnvironmentsIn(projects).Intersect(environments).Any())
            .Where(matches);
        return [.. ReleaseOrder.Apply(found, query)];
    }

    private string Status()
    {
        if (!query.TryGetValue("status", out var values))
            return ReleaseStatus.Open;

        return values.ToString() is "" or ReleaseStatus.Open or ReleaseStatus.Archived
            ? values.ToString()
            : throw ApiException.Detail(StatusCodes.Status400BadRequest, "invalid value for status");
    }
}
