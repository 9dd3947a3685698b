using System.Text.Json;

namespace Sentry.Releases.SentryApi;

/// <summary>What a token is and may do.</summary>
/// <param name="Scopes">The scopes, such as <c>project:releases</c>; an organization token has <c>org:ci</c>. Empty when the server tells none.</param>
/// <param name="User">The e-mail address or name of the user whose token it is; <see langword="null"/> for an organization's.</param>
public sealed record TokenInfo(IReadOnlyList<string> Scopes, string? User)
{
    internal static TokenInfo Read(JsonElement json)
    {
        var user = json.Field("user");
        return new(json.Field("auth")?.Texts("scopes") ?? [], user?.Text("email") ?? user?.Text("username"));
    }
}

/// <summary>An organization.</summary>
/// <param name="Slug">The name in addresses.</param>
/// <param name="Name">The name people read.</param>
public sealed record Organization(string Slug, string? Name)
{
    /// <returns><see langword="null"/> when it has no slug.</returns>
    internal static Organization? Read(JsonElement json) =>
        json.Text("slug") is not { Length: > 0 } slug ? null : new(slug, json.Text("name"));
}

/// <summary>A project of an organization.</summary>
/// <param name="Slug">The name in addresses.</param>
/// <param name="Name">The name people read.</param>
/// <param name="Id">The project's number.</param>
/// <param name="HasAccess">Whether the token may look into it; <see langword="null"/> when the server does not tell.</param>
/// <param name="FirstEvent">When Sentry got its first event; <see langword="null"/> when there is none.</param>
/// <param name="Environments">The environments that it has events or deploys of.</param>
public sealed record Project(
    string Slug, string? Name, string? Id, bool? HasAccess, DateTimeOffset? FirstEvent, IReadOnlyList<string> Environments)
{
    /// <returns><see langword="null"/> when it has no slug.</returns>
    internal static Project? Read(JsonElement json) => json.Text("slug") is not { Length: > 0 } slug ? null : new(
        slug, json.Text("name"), json.Text("id"), json.Flag("hasAccess"), json.Date("firstEvent"), json.Texts("environments") ?? []);
}

/// <summary>An environment that Sentry has seen events or deploys of.</summary>
/// <param name="Name">The name.</param>
public sealed record ReleaseEnvironment(string Name)
{
    /// <returns><see langword="null"/> when it has no name.</returns>
    internal static ReleaseEnvironment? Read(JsonElement json) => json.Text("name") is not { Length: > 0 } name ? null : new(name);
}

/// <summary>A repository that the organization's Sentry knows.</summary>
/// <param name="Id">The repository's number.</param>
/// <param name="Name">The name by which commits and heads refer to it, in exactly these letters.</param>
/// <param name="Url">The address of its page.</param>
/// <param name="Provider">
/// The integration through which Sentry reads it, such as <c>integrations:github</c>; <c>unknown</c> or <see langword="null"/> when Sentry
/// knows it only from commits that were sent.
/// </param>
/// <param name="Status"><c>active</c>, or why it is not.</param>
public sealed record Repository(string? Id, string Name, string? Url, string? Provider, string? Status)
{
    /// <returns><see langword="null"/> when it has no name.</returns>
    internal static Repository? Read(JsonElement json) => json.Text("name") is not { Length: > 0 } name ? null : new(
        json.Text("id"), name, json.Text("url"), json.Field("provider")?.Text("id"), json.Text("status"));
}

/// <summary>
/// How the paths in a project's stack traces become paths of a repository: what begins with the stack root begins with the source root
/// there.
/// </summary>
/// <param name="Id">The mapping's number.</param>
/// <param name="Project">The slug of the project.</param>
/// <param name="Repository">The repository's name, in exactly the letters of <see cref="Repository.Name"/>.</param>
/// <param name="StackRoot">The beginning of the path in a stack trace; may be empty.</param>
/// <param name="SourceRoot">The beginning of the path in the repository; may be empty.</param>
/// <param name="DefaultBranch">The branch that links lead to where the commit is not known.</param>
public sealed record CodeMapping(
    string? Id, string? Project, string Repository, string StackRoot, string SourceRoot, string? DefaultBranch)
{
    /// <returns><see langword="null"/> when it names no repository.</returns>
    internal static CodeMapping? Read(JsonElement json) => json.Text("repoName") is not { Length: > 0 } repository ? null : new(
        json.Text("id"),
        json.Text("projectSlug"),
        repository,
        json.Text("stackRoot") ?? "",
        json.Text("sourceRoot") ?? "",
        json.Text("defaultBranch"));
}
