using System.Text.Json.Nodes;
using Sentry.StandIn.Http;
using Sentry.StandIn.Store;

namespace Sentry.StandIn.Json;

/// <summary>
/// How the runs of a release went in a project, and how many of its users have it. Every session counts as one of the last 24 hours.
/// </summary>
internal static class HealthJson
{
    /// <summary>The share of a project's sessions from which on a release counts as adopted.</summary>
    private const double AdoptedFrom = 0.1;

    public static JsonObject Of(StoredRelease release, StandInProject project, IReadOnlyList<StoredSession> ofProject)
    {
        var sessions = release.Sessions.Where(session => session.Project == project).ToList();
        var (users, allUsers) = (Users(sessions), Users(ofProject));
        return new JsonObject
        {
            ["durationP50"] = null,
            ["durationP90"] = null,
            ["crashFreeUsers"] = Percent(users - Users([.. sessions.Where(session => session.IsCrashed)]), users),
            ["crashFreeSessions"] = Percent(sessions.Count(session => !session.IsCrashed), sessions.Count),
            ["sessionsCrashed"] = sessions.Count(session => session.IsCrashed),
            ["sessionsErrored"] = sessions.Count(session => session.IsErrored && !session.IsCrashed),
            ["totalUsers"] = users,
            ["totalUsers24h"] = users,
            ["totalProjectUsers24h"] = allUsers,
            ["totalSessions"] = sessions.Count,
            ["totalSessions24h"] = sessions.Count,
            ["totalProjectSessions24h"] = ofProject.Count,
            ["adoption"] = Percent(users, allUsers),
            ["sessionsAdoption"] = Percent(sessions.Count, ofProject.Count),
            ["stats"] = new JsonObject { ["24h"] = new JsonArray() },
            ["hasHealthData"] = sessions.Count > 0,
        };
    }

    /// <summary>By project: whether a tenth of its sessions ran the release. <see langword="null"/> where nothing was seen of it.</summary>
    public static JsonObject? Stages(StoredRelease release, Func<StandInProject, IReadOnlyList<StoredSession>> sessionsOf)
    {
        var stages = new JsonObject();
        foreach (var group in release.Activity.GroupBy(entry => entry.Project))
        {
            var own = release.Sessions.Count(session => session.Project == group.Key);
            var adopted = own > 0 && own >= AdoptedFrom * sessionsOf(group.Key).Count;
            stages[group.Key.Slug] = new JsonObject
            {
                ["stage"] = adopted ? "adopted" : "low_adoption",
                ["adopted"] = adopted ? JsonAnswer.Date(group.Min(entry => entry.FirstSeen)) : null,
                ["unadopted"] = null,
            };
        }

        return stages.Count > 0 ? stages : null;
    }

    private static int Users(IReadOnlyList<StoredSession> sessions) =>
        sessions.Select(session => session.User).OfType<string>().Distinct().Count();

    private static double? Percent(int part, int whole) => whole == 0 ? null : 100.0 * part / whole;
}
