using System.Text.Json.Nodes;
using Sentry.StandIn.Http;
using Sentry.StandIn.Store;

namespace Sentry.StandIn.Json;

/// <summary>A project as Sentry's answers show it.</summary>
internal static class ProjectJson
{
    private const string Platform = "csharp";

    private static readonly string[] Flags =
    [
        "firstTransactionEvent", "hasFeedbacks", "hasFlags", "hasInsightsAgentMonitoring", "hasInsightsAppStart", "hasInsightsAssets",
        "hasInsightsCaches", "hasInsightsDb", "hasInsightsHttp", "hasInsightsMCP", "hasInsightsQueues", "hasInsightsScreenLoad",
        "hasInsightsVitals", "hasLogs", "hasMinifiedStackTrace", "hasMonitors", "hasNewFeedbacks", "hasProfiles", "hasReplays",
        "hasTraceMetrics", "hasUserReports", "isBookmarked",
    ];

    public static JsonObject Of(StandInProject project, ReleaseStore store, Caller caller)
    {
        var releases = store.Releases.Where(release => release.Projects.Contains(project)).ToList();
        var firstEvents = releases.SelectMany(release => release.Activity).Where(entry => entry.Project == project).ToList();
        var json = new JsonObject
        {
            ["id"] = Invariant($"{project.Id}"),
            ["slug"] = project.Slug,
            ["name"] = project.Slug,
            ["platform"] = Platform,
            ["platforms"] = new JsonArray(),
            ["dateCreated"] = "2024-01-01T00:00:00Z",
            ["isMember"] = caller.Sees(project),
            ["hasAccess"] = caller.Sees(project),
            ["access"] = JsonAnswer.Texts(caller.Token.Scopes),
            ["features"] = new JsonArray("releases"),
            ["environments"] = JsonAnswer.Texts(Environments(project, releases)),
            ["team"] = null,
            ["teams"] = new JsonArray(),
            ["firstEvent"] = firstEvents.Count == 0 ? null : JsonAnswer.Date(firstEvents.Min(entry => entry.FirstSeen)),
            ["latestRelease"] = releases is [.., var latest] ? new JsonObject { ["version"] = latest.Version } : null,
            ["hasSessions"] = store.SessionsOf(project).Count > 0,
        };
        foreach (var flag in Flags)
            json[flag] = false;

        return json;
    }

    /// <summary>As one of a release's projects.</summary>
    public static JsonObject Short(StandInProject project, int newIssues) => new()
    {
        ["id"] = project.Id,
        ["slug"] = project.Slug,
        ["name"] = project.Slug,
        ["newGroups"] = newIssues,
        ["platform"] = Platform,
        ["platforms"] = new JsonArray(),
    };

    private static IEnumerable<string> Environments(StandInProject project, IEnumerable<StoredRelease> releases) =>
        releases.SelectMany(release => release.EnvironmentsIn([project]))
            .Distinct()
            .Where(name => name.Length > 0)
            .Order(StringComparer.Ordinal);
}
