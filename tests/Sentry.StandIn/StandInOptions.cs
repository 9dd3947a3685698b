using System.Net;
using Sentry.StandIn.Behavior;

namespace Sentry.StandIn;

/// <summary>What the stand-in serves, to whom, and where.</summary>
public sealed class StandInOptions
{
    /// <summary>The loopback address to listen on.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port to listen on; 0 for any free one.</summary>
    public int Port { get; init; }

    /// <summary>Whether to speak https, with the certificate of <see cref="SentryStandIn.Certificate"/>.</summary>
    public bool Https { get; init; }

    /// <summary>The path below which the server lives, such as <c>/sentry</c>; empty for the root.</summary>
    public string BasePath { get; init; } = "";

    /// <summary>The slug of the one organization.</summary>
    public string Organization { get; init; } = "acme";

    /// <summary>The organization's id, which may stand for the slug in a path.</summary>
    public long OrganizationId { get; init; } = 4501;

    /// <summary>The organization's projects.</summary>
    public IReadOnlyList<StandInProject> Projects { get; init; } = [new(101, "web"), new(102, "api")];

    /// <summary>The repositories that Sentry knows before any commit names one.</summary>
    public IReadOnlyList<StandInRepository> Repositories { get; init; } = [];

    /// <summary>Which paths in stack traces are which in a repository.</summary>
    public IReadOnlyList<StandInCodeMapping> CodeMappings { get; init; } = [];

    /// <summary>User names of the organization's members: who may own a release.</summary>
    public IReadOnlyList<string> Members { get; init; } = [];

    /// <summary>The tokens accepted; when empty, one organization token made for the server once its address is known.</summary>
    public IReadOnlyList<StandInToken> Tokens { get; init; } = [];

    /// <summary>What time it is.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>
    /// Requests per second, method and endpoint to the lists of releases and of uploaded files; <see langword="null"/> for no limit and
    /// no headers, as self-hosted servers have it.
    /// </summary>
    public int? RateLimit { get; init; } = 40;

    /// <summary>Which server to be, if not Sentry.</summary>
    public ServerBehavior Like { get; init; } = ServerBehavior.Sentry;

    /// <summary>
    /// Runs before each request is answered, after it is recorded: to answer in the server's stead, to stall, or to abort. Calling
    /// the second argument goes on to the server's own answer. The request, its body included, is the feature
    /// <see cref="RecordedRequest"/> of the context.
    /// </summary>
    public Func<HttpContext, RequestDelegate, Task>? Before { get; init; }

    /// <summary>A project by its slug or its id.</summary>
    internal StandInProject? FindProject(string slugOrId) =>
        Projects.FirstOrDefault(project => project.Slug == slugOrId || FormattableString.Invariant($"{project.Id}") == slugOrId);
}

/// <summary>A project of the organization.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Slug">Its slug.</param>
public sealed record StandInProject(long Id, string Slug);

/// <summary>A repository known to Sentry.</summary>
/// <param name="Name">Its exact name.</param>
/// <param name="Provider">The integration's id, such as <c>integrations:github</c>; <see langword="null"/> when not connected.</param>
/// <param name="Url">Its address.</param>
public sealed record StandInRepository(string Name, string? Provider = "integrations:github", string? Url = null)
{
    /// <summary>Whether it is in use; one that was removed from Sentry is not.</summary>
    public bool IsActive { get; init; } = true;
}

/// <summary>A code mapping: what stands at the start of a path in a stack trace, and what in the repository.</summary>
/// <param name="Project">The slug of the project.</param>
/// <param name="Repository">The repository's name; it must be one of <see cref="StandInOptions.Repositories"/>.</param>
/// <param name="StackRoot">What a path in a stack trace starts with.</param>
/// <param name="SourceRoot">What stands there in the repository.</param>
public sealed record StandInCodeMapping(string Project, string Repository, string StackRoot, string SourceRoot)
{
    /// <summary>The branch to link to where an issue has no commit.</summary>
    public string DefaultBranch { get; init; } = "main";

    /// <summary>Whether Sentry derived it by itself.</summary>
    public bool AutomaticallyGenerated { get; init; }
}

/// <summary>A token that the server accepts.</summary>
/// <param name="Value">The token itself.</param>
public sealed record StandInToken(string Value)
{
    /// <summary>What it may do.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = ["org:ci"];

    /// <summary>The slug of the organization it belongs to; <see langword="null"/> for the stand-in's own.</summary>
    public string? Organization { get; init; }

    /// <summary>Slugs of the projects it sees; <see langword="null"/> for all.</summary>
    public IReadOnlyList<string>? Projects { get; init; }

    /// <summary>The e-mail address of its user; <see langword="null"/> for what is no person's, such as an organization's token.</summary>
    public string? User { get; init; }

    /// <summary>Whether it is past its time.</summary>
    public bool Expired { get; init; }

    /// <summary>Whether a token has the form of an organization's.</summary>
    internal static bool IsOfOrganization(string token) => token.StartsWith("sntrys_", StringComparison.Ordinal);
}
