namespace Sentry.StandIn.Behavior;

/// <summary>
/// How a server that speaks Sentry's API differs from Sentry: what it refuses, what it breaks on, what it leaves out of its answers.
/// Several are made one by <see cref="And"/>.
/// </summary>
public sealed record ServerBehavior
{
    /// <summary>Sentry itself.</summary>
    public static ServerBehavior Sentry { get; } = new();

    /// <summary>A self-hosted Sentry of some years ago, with narrower fields and without organization tokens.</summary>
    public static ServerBehavior OlderSentry { get; } = new()
    {
        Refuses = [new("commits.author_email", LongerThan: 75), new("commits.patch_set.path", LongerThan: 255)],
        HasOrganizationTokens = false,
    };

    /// <summary>GlitchTip up to 2025, which speaks a part of the API.</summary>
    public static ServerBehavior GlitchTip { get; } = new()
    {
        Ignores = ["url", "status", "owner", "commits", "refs", "headCommits"],
        LeavesOut = ["url", "status", "commitCount"],
        Lacks = ["deploys/", "commits/", "commitfiles/", "repos/", "code-mappings/", "previous-with-commits/", "meta/"],
        KnownVersions = KnownVersion.Breaks,
        ErasesMissingFields = true,
        TakesProjectSlugsOnly = true,
        WritesLinksAsPythonSet = true,
        HasOrganizationTokens = false,
    };

    /// <summary>GlitchTip as of 2026: posting a version again changes nothing and is 201, and deploys are there.</summary>
    public static ServerBehavior GlitchTip2026 { get; } = GlitchTip with
    {
        LeavesOut = ["status"],
        Lacks = [.. GlitchTip.Lacks.Except(["deploys/", "commits/"])],
        KnownVersions = KnownVersion.IsCreated,
    };

    /// <summary>What it refuses with 400 and the field's name, wherever it is sent.</summary>
    public IReadOnlyList<FieldRule> Refuses { get; init; } = [];

    /// <summary>What it answers with an error that names no field.</summary>
    public IReadOnlyList<Breakage> BreaksOn { get; init; } = [];

    /// <summary>Paths of what its answers about releases do not hold, such as <c>url</c> or <c>lastDeploy.url</c>.</summary>
    public IReadOnlyList<string> LeavesOut { get; init; } = [];

    /// <summary>Paths of what it takes and does not store.</summary>
    public IReadOnlyList<string> Ignores { get; init; } = [];

    /// <summary>Ends of the paths where it has nothing, such as <c>repos/</c>.</summary>
    public IReadOnlyList<string> Lacks { get; init; } = [];

    /// <summary>What it does with the POST of a release that it has.</summary>
    public KnownVersion KnownVersions { get; init; }

    /// <summary>Whether a PUT without <c>ref</c> erases it, and a POST or PUT without <c>dateReleased</c> dates the release now.</summary>
    public bool ErasesMissingFields { get; init; }

    /// <summary>Whether a project's id is 422, as a number or as text.</summary>
    public bool TakesProjectSlugsOnly { get; init; }

    /// <summary>Whether the <c>Link</c> header is a set of the Python language, written as text.</summary>
    public bool WritesLinksAsPythonSet { get; init; }

    /// <summary>Whether the token that the stand-in makes is an organization's; otherwise it is a person's.</summary>
    public bool HasOrganizationTokens { get; init; } = true;

    /// <summary>Servers that there are, by the names that the command line knows them by.</summary>
    public static IReadOnlyDictionary<string, ServerBehavior> ByName { get; } = new Dictionary<string, ServerBehavior>
    {
        ["sentry"] = Sentry,
        ["older-sentry"] = OlderSentry,
        ["glitchtip"] = GlitchTip,
        ["glitchtip-2026"] = GlitchTip2026,
    };

    /// <summary>A server that is odd in both ways.</summary>
    public ServerBehavior And(ServerBehavior other) => new()
    {
        Refuses = [.. Refuses, .. other.Refuses],
        BreaksOn = [.. BreaksOn, .. other.BreaksOn],
        LeavesOut = [.. LeavesOut.Union(other.LeavesOut)],
        Ignores = [.. Ignores.Union(other.Ignores)],
        Lacks = [.. Lacks.Union(other.Lacks)],
        KnownVersions = KnownVersions == KnownVersion.Merges ? other.KnownVersions : KnownVersions,
        ErasesMissingFields = ErasesMissingFields || other.ErasesMissingFields,
        TakesProjectSlugsOnly = TakesProjectSlugsOnly || other.TakesProjectSlugsOnly,
        WritesLinksAsPythonSet = WritesLinksAsPythonSet || other.WritesLinksAsPythonSet,
        HasOrganizationTokens = HasOrganizationTokens && other.HasOrganizationTokens,
    };
}

/// <summary>What a server does with the POST of a release that it has.</summary>
public enum KnownVersion
{
    /// <summary>It takes projects, status and commits, and says 208.</summary>
    Merges,

    /// <summary>It breaks with 500.</summary>
    Breaks,

    /// <summary>It leaves the release as it is, but for more projects, and says 201.</summary>
    IsCreated,
}
