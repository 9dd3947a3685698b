using Sentry.StandIn.Validation;

namespace Sentry.StandIn.Store;

/// <summary>
/// What running applications tell of a release. It is created when it is not there, without date, ref and commits, as the first
/// event of a new release creates it before anybody has released it.
/// </summary>
internal static class ReleaseActivity
{
    public static void RecordEvent(ReleaseStore store, StandInProject project, string version, string? environment, DateTimeOffset time)
    {
        if (GetOrAdd(store, project, version, time) is not { } release)
            return;

        var name = environment ?? "";
        var known = release.Activity.FirstOrDefault(entry => entry.Project == project && entry.Environment == name);
        var seen = known is null
            ? new StoredActivity(project, name, time, time)
            : known with { FirstSeen = Min(known.FirstSeen, time), LastSeen = Max(known.LastSeen, time) };
        release.Activity = [.. release.Activity.Where(entry => entry != known), seen];
    }

    /// <summary>Adds a session, or renews what is known of it.</summary>
    public static void RecordSession(ReleaseStore store, StandInProject project, string version, StoredSession session)
    {
        if (GetOrAdd(store, project, version, store.Now) is { } release)
            release.Sessions = [.. release.Sessions.Where(old => old.Id != session.Id), session with { Project = project }];
    }

    /// <returns><see langword="null"/> for a name that no release may have; the server drops it.</returns>
    private static StoredRelease? GetOrAdd(ReleaseStore store, StandInProject project, string name, DateTimeOffset time)
    {
        var version = PythonText.Strip(name);
        if (!VersionRule.Allows(version) || PythonText.Length(version) > VersionRule.MaxLength)
            return null;

        var release = store.Find(version);
        if (release is null)
            store.Add(release = new StoredRelease { Id = store.NextId(), Version = version, DateCreated = time });

        if (!release.Projects.Contains(project))
            release.Projects = [.. release.Projects, project];

        return release;
    }

    private static DateTimeOffset Min(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private static DateTimeOffset Max(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
