using System.Text.Json;
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

/// <summary>What a token may do.</summary>
/// <param name="Scopes">Such as <c>project:releases</c>; an organization token has <c>org:ci</c>. Empty when the server tells none.</param>
internal sealed record TokenInfo(IReadOnlyList<string> Scopes)
{
    public static TokenInfo Read(JsonElement json) => new(json.Field("auth")?.Texts("scopes") ?? []);
}

/// <summary>A project of an organization.</summary>
/// <param name="HasAccess">Whether the token may look into it; <see langword="null"/> when the server does not tell.</param>
/// <param name="Environments">The environments that it has events or deploys of.</param>
internal sealed record Project(string Slug, string? Id, bool? HasAccess, IReadOnlyList<string> Environments)
{
    public static Project? Read(JsonElement json) => json.Text("slug") is not { Length: > 0 } slug ? null : new(
        slug, json.Text("id"), json.Flag("hasAccess"), json.Texts("environments") ?? []);
}

/// <summary>A repository that the organization's Sentry knows.</summary>
/// <param name="Name">The name by which commits and heads refer to it, in exactly these letters.</param>
/// <param name="Provider">
/// The integration through which Sentry reads it, such as <c>integrations:github</c>; <c>unknown</c> or <see langword="null"/> when Sentry
/// knows it only from commits that were sent.
/// </param>
internal sealed record Repository(string Name, string? Url, string? Provider)
{
    public static Repository? Read(JsonElement json) => json.Text("name") is not { Length: > 0 } name ? null : new(
        name, json.Text("url"), json.Field("provider")?.Text("id"));
}

/// <summary>
/// How the paths in a project's stack traces become paths of a repository: what begins with the stack root begins with the source root
/// there. Either may be empty.
/// </summary>
/// <param name="Project">Its slug.</param>
/// <param name="Repository">In exactly the letters of <see cref="Repository.Name"/>.</param>
internal sealed record CodeMapping(string? Project, string Repository, string StackRoot, string SourceRoot)
{
    public static CodeMapping? Read(JsonElement json) => json.Text("repoName") is not { Length: > 0 } repository ? null : new(
        json.Text("projectSlug"), repository, json.Text("stackRoot") ?? "", json.Text("sourceRoot") ?? "");
}
