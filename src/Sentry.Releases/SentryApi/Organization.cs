using System.Text.Json;

namespace Sentry.Releases.SentryApi;

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
