using Sentry.Releases.Diagnostics;

namespace Sentry.Releases.SentryApi;

/// <content>The token, the organization and what it has set up, most of which an organization token may not read.</content>
internal sealed partial class SentryClient
{
    private const string ReadOrganization = "org:read";

    /// <summary>What the token may do. Sentry answers it for every token; other servers may not.</summary>
    public TokenInfo GetToken() =>
        Send(new Call(_connection, HttpMethod.Get, "", "read what the token may do"), TokenInfo.Read);

    public Project GetProject(string project)
    {
        var path = $"projects/{Segment(_connection.Organization)}/{Segment(project)}/";
        var call = new Call(_connection, HttpMethod.Get, path, $"read the project '{project}'")
        {
            Scope = "project:read",
            TakesOrganizationTokens = false,
            Subjects = [Subject.Projects],
        };
        return Send(call, Project.Read);
    }

    public SentryList<Project> ListProjects(int? limit = null) => List(OfOrganization("projects/", "list the projects"), Project.Read, limit);

    /// <summary>The repositories that the organization's Sentry knows. An organization token may read them.</summary>
    /// <param name="query">Part of the name in any case; <see langword="null"/> for all.</param>
    public SentryList<Repository> ListRepositories(string? query = null, int? limit = null)
    {
        var call = OfOrganization("repos/", "list the repositories") with { TakesOrganizationTokens = true };
        return List(query is null ? call : call.With("query", query), Repository.Read, limit);
    }

    /// <summary>
    /// The code mappings of all projects that the token can see. An organization token may read them; the call is none of the documented ones.
    /// </summary>
    public SentryList<CodeMapping> ListCodeMappings(int? limit = null)
    {
        var call = OfOrganization("code-mappings/", "list the code mappings") with { TakesOrganizationTokens = true };
        return List(call.With("project", "-1"), CodeMapping.Read, limit);
    }

    private Call OfOrganization(string path, string purpose) =>
        new(_connection, HttpMethod.Get, _organizationPath + path, purpose) { Scope = ReadOrganization, TakesOrganizationTokens = false };
}
