using System.Text.Json.Nodes;

namespace Sentry.StandIn.Json;

/// <summary>A project as the organization's list of projects shows it.</summary>
internal static class ProjectJson
{
    private static readonly string[] Flags =
    [
        "firstTransactionEvent", "hasFeedbacks", "hasFlags", "hasInsightsAgentMonitoring", "hasInsightsAppStart", "hasInsightsAssets",
        "hasInsightsCaches", "hasInsightsDb", "hasInsightsHttp", "hasInsightsMCP", "hasInsightsQueues", "hasInsightsScreenLoad",
        "hasInsightsVitals", "hasLogs", "hasMinifiedStackTrace", "hasMonitors", "hasNewFeedbacks", "hasProfiles", "hasReplays",
        "hasSessions", "hasTraceMetrics", "hasUserReports", "isBookmarked",
    ];

    public static JsonObject Of(StandInProject project)
    {
        var json = new JsonObject
        {
            ["id"] = Invariant($"{project.Id}"),
            ["slug"] = project.Slug,
            ["name"] = project.Slug,
            ["platform"] = "csharp",
            ["platforms"] = new JsonArray(),
            ["dateCreated"] = "2024-01-01T00:00:00Z",
            ["isMember"] = true,
            ["hasAccess"] = true,
            ["access"] = new JsonArray(),
            ["features"] = new JsonArray("releases"),
            ["environments"] = new JsonArray(),
            ["team"] = null,
            ["teams"] = new JsonArray(),
            ["firstEvent"] = null,
            ["latestRelease"] = null,
        };
        foreach (var flag in Flags)
            json[flag] = false;

        return json;
    }
}
