using System.Text.Json;

namespace Sentry.Releases.SentryApi;

/// <summary>What a token may do.</summary>
/// <param name="Scopes">The scopes, such as <c>project:releases</c>; an organization token has <c>org:ci</c>. Empty when the server tells none.</param>
public sealed record TokenInfo(IReadOnlyList<string> Scopes)
{
    internal static TokenInfo Read(JsonElement json) => new(json.Field("auth")?.Texts("scopes") ?? []);
}

/// <summary>A project of an organization.</summary>
/// <param name="Slug">The name in addresses.</param>
/// <param name="Id">The project's number.</param>
/// <param name="HasAccess">Whether the token may look into it; <see langword="null"/> when the server does not tell.</param>
/// <param name="Environments">The environments that it has events or deploys of.</param>
public sealed record Project(string Slug, string? Id, bool? HasAccess, IReadOnlyList<string> Environments)
{
    /// <returns><see langword="null"/> when it has no slug.</returns>
    internal static Project? Read(JsonElement json) =>
        json.Text("slug") is not { Length: > 0 } slug ? null : new(slug, json.Text("id"), json.Flag("hasAccess"), json.Texts("environments") ?? []);
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
/// <param name="Project">The slug of the project.</param>
/// <param name="Repository">The repository's name, in exactly the letters of <see cref="Repository.Name"/>.</param>
/// <param name="StackRoot">The beginning of the path in a stack trace; may be empty.</param>
/// <param name="SourceRoot">The beginning of the path in the repository; may be empty.</param>
public sealed record CodeMapping(string? Project, string Repository, string StackRoot, string SourceRoot)
{
    /// <returns><see langword="null"/> when it names no repository.</returns>
    internal static CodeMapping? Read(JsonElement json) => json.Text("repoName") is not { Length: > 0 } repository ? null : new(
        json.Text("projectSlug"), repository, json.Text("stackRoot") ?? "", json.Text("sourceRoot") ?? "");
}
