namespace Sentry.StandIn.Store;

/// <summary>A release as the stand-in holds it now.</summary>
public sealed class StoredRelease
{
    /// <summary>Its id.</summary>
    public required long Id { get; init; }

    /// <summary>Its name, verbatim.</summary>
    public required string Version { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset DateCreated { get; init; }

    /// <summary>The first 256 characters of the creator's <c>User-Agent</c>.</summary>
    public string? UserAgent { get; init; }

    /// <summary>The user name of its owner.</summary>
    public string? Owner { get; init; }

    /// <summary><c>open</c> or <c>archived</c>.</summary>
    public string Status { get; internal set; } = ReleaseStatus.Open;

    /// <summary>The commit or tag it was made of.</summary>
    public string? Ref { get; internal set; }

    /// <summary>Where to read about it.</summary>
    public string? Url { get; internal set; }

    /// <summary>When it was released; <see langword="null"/> when it is not finalized.</summary>
    public DateTimeOffset? DateReleased { get; internal set; }

    /// <summary>The projects it belongs to, in the order they were added.</summary>
    public IReadOnlyList<StandInProject> Projects { get; internal set; } = [];

    /// <summary>Its commits in Sentry's order, newest first, each once.</summary>
    public IReadOnlyList<StoredCommit> Commits { get; internal set; } = [];

    /// <summary>How many commits were sent, those sent twice counted twice.</summary>
    public int CommitCount { get; internal set; }

    /// <summary>The heads of repositories that were sent; ranges are taken apart.</summary>
    public IReadOnlyList<StoredRef> Refs { get; internal set; } = [];

    /// <summary>Its deploys in the order they were recorded.</summary>
    public IReadOnlyList<StoredDeploy> Deploys { get; internal set; } = [];

    /// <summary>Its uploaded files.</summary>
    public IReadOnlyList<StoredFile> Files { get; internal set; } = [];

    /// <summary>Where events of it were seen, and when; empty when there were none.</summary>
    public IReadOnlyList<StoredActivity> Activity { get; internal set; } = [];

    /// <summary>The sessions that ran it.</summary>
    public IReadOnlyList<StoredSession> Sessions { get; internal set; } = [];

    /// <summary>How many issues it brought, by project.</summary>
    public IReadOnlyDictionary<StandInProject, int> NewIssues { get; internal set; } = new Dictionary<StandInProject, int>();

    /// <summary>When its first event happened; <see langword="null"/> when there was none.</summary>
    public DateTimeOffset? FirstEvent => Activity.Count == 0 ? null : Activity.Min(entry => entry.FirstSeen);

    /// <summary>When its last event happened; <see langword="null"/> when there was none.</summary>
    public DateTimeOffset? LastEvent => Activity.Count == 0 ? null : Activity.Max(entry => entry.LastSeen);

    /// <summary>The environments in which it was seen or deployed, by projects.</summary>
    internal IEnumerable<string> EnvironmentsIn(IReadOnlyList<StandInProject> projects) =>
        Activity.Where(entry => projects.Contains(entry.Project)).Select(entry => entry.Environment)
            .Concat(Deploys.Where(deploy => deploy.Projects.Any(projects.Contains)).Select(deploy => deploy.Environment))
            .Distinct();
}

/// <summary>Events of a release in one project and environment.</summary>
/// <param name="Project">The project.</param>
/// <param name="Environment">The environment's name; empty when the events named none.</param>
/// <param name="FirstSeen">When the first happened.</param>
/// <param name="LastSeen">When the last happened.</param>
public sealed record StoredActivity(StandInProject Project, string Environment, DateTimeOffset FirstSeen, DateTimeOffset LastSeen);

/// <summary>A run of the application.</summary>
/// <param name="Id">The session's id.</param>
/// <param name="User">The user's or the installation's id.</param>
/// <param name="Environment">The environment's name.</param>
/// <param name="IsCrashed">Whether it ended in a crash.</param>
public sealed record StoredSession(string Id, string? User, string? Environment, bool IsCrashed)
{
    /// <summary>Whether errors were handled in it.</summary>
    public bool IsErrored { get; init; }

    internal StandInProject? Project { get; init; }
}

/// <summary>The states of a release.</summary>
internal static class ReleaseStatus
{
    public const string Open = "open";
    public const string Archived = "archived";
}

/// <summary>The head of a repository.</summary>
/// <param name="Repository">The repository's name.</param>
/// <param name="Commit">The head's id.</param>
/// <param name="PreviousCommit">The id of the previous release's head.</param>
public sealed record StoredRef(string Repository, string Commit, string? PreviousCommit);

/// <summary>A deploy of a release.</summary>
public sealed record StoredDeploy(
    long Id,
    string Environment,
    string? Name,
    string? Url,
    DateTimeOffset? DateStarted,
    DateTimeOffset DateFinished,
    IReadOnlyList<StandInProject> Projects);

/// <summary>A file uploaded to a release.</summary>
/// <param name="Name">Its name, such as <c>~/app.js.map</c>.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Sha1">The checksum of its content, in lower-case hexadecimal.</param>
/// <param name="Distribution">The distribution it belongs to.</param>
public sealed record StoredFile(string Name, long Size, string Sha1, string? Distribution = null)
{
    internal long Id { get; init; }

    internal DateTimeOffset DateCreated { get; init; }
}
