using Sentry.Releases.Diagnostics;

namespace Sentry.Releases.SentryApi;

/// <content>The token, the organization and what it has set up: projects, repositories, code mappings.</content>
public sealed partial class SentryClient
{
    private const string ReadOrganization = "org:read";

    /// <summary>What the token may do. Sentry answers it for every token; other servers may not.</summary>
    /// <exception cref="SentryApiException">It could not be read; SRM3002 when the server does not accept the token.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public Task<SentryResponse<TokenInfo>> GetTokenAsync(CancellationToken cancellation = default) =>
        SendAsync(new Call(HttpMethod.Get, "", "read what the token may do"), TokenInfo.Read, cancellation);

    /// <summary>One project. Needs <c>project:read</c>, which organization tokens do not have.</summary>
    /// <param name="project">The slug or id.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="SentryApiException">It could not be read; SRM3004 when there is none.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public Task<SentryResponse<Project>> GetProjectAsync(string project, CancellationToken cancellation = default)
    {
        var path = $"projects/{Segment(_connection.Organization)}/{Segment(project)}/";
        var call = new Call(HttpMethod.Get, path, $"read the project '{project}'")
        {
            Scope = "project:read",
            TakesOrganizationTokens = false,
            Subjects = [Subject.Projects],
        };
        return SendAsync(call, Project.Read, cancellation);
    }

    /// <summary>The organization's projects. Needs <c>org:read</c>, which organization tokens do not have.</summary>
    /// <param name="limit">How many at most; by default all.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is less than 1.</exception>
    public SentryList<Project> ListProjects(int? limit = null) =>
        List(OfOrganization("projects/", "list the projects", takesOrganizationTokens: false), Project.Read, limit);

    /// <summary>The repositories that the organization's Sentry knows. Needs <c>org:read</c> or an organization token.</summary>
    /// <param name="query">Part of the name in any case; <see langword="null"/> for all.</param>
    /// <param name="limit">How many at most; by default all.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is less than 1.</exception>
    public SentryList<Repository> ListRepositories(string? query = null, int? limit = null)
    {
        var path = query is null ? "repos/" : $"repos/?query={Uri.EscapeDataString(query)}";
        return List(OfOrganization(path, "list the repositories"), Repository.Read, limit);
    }

    /// <summary>
    /// The code mappings of all projects that the token can see. Needs <c>org:read</c> or an organization token; the call is none of the
    /// documented ones.
    /// </summary>
    /// <param name="limit">How many at most; by default all.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is less than 1.</exception>
    public SentryList<CodeMapping> ListCodeMappings(int? limit = null) =>
        List(OfOrganization("code-mappings/?project=-1", "list the code mappings"), CodeMapping.Read, limit);

    private Call OfOrganization(string path, string purpose, bool takesOrganizationTokens = true) =>
        new(HttpMethod.Get, _organizationPath + path, purpose) { Scope = ReadOrganization, TakesOrganizationTokens = takesOrganizationTokens };
}
