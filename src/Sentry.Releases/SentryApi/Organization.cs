using System.Text.Json;

namespace Sentry.Releases.SentryApi;

/// <summary>What a token is and may do.</summary>
public sealed record TokenInfo
{
    /// <summary>The scopes, such as <c>project:releases</c>; an organization token has <c>org:ci</c>. Empty when the server tells none.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>The e-mail address or name of the user whose token it is; <see langword="null"/> for an organization's.</summary>
    public string? User { get; init; }

    internal static TokenInfo Read(JsonElement json)
    {
        var user = json.Field("user");
        return new TokenInfo
        {
            Scopes = json.Field("auth")?.Texts("scopes") ?? [],
            User = user?.Text("email") ?? user?.Text("username"),
        };
    }
}

/// <summary>An organization.</summary>
public sealed record Organization
{
    /// <summary>The name in addresses.</summary>
    public string Slug { get; init; } = "";

    /// <summary>The name people read.</summary>
    public string? Name { get; init; }

    /// <returns><see langword="null"/> when it has no slug.</returns>
    internal static Organization? Read(JsonElement json) =>
        json.Text("slug") is not { Length: > 0 } slug ? null : new Organization { Slug = slug, Name = json.Text("name") };
}

/// <summary>A project of an organization.</summary>
public sealed record Project
{
    /// <summary>The name in addresses.</summary>
    public string Slug { get; init; } = "";

    /// <summary>The name people read.</summary>
    public string? Name { get; init; }

    /// <summary>The project's number.</summary>
    public string? Id { get; init; }

    /// <summary>Whether the token may look into it; <see langword="null"/> when the server does not tell.</summary>
    public bool? HasAccess { get; init; }

    /// <summary>When Sentry got its first event; <see langword="null"/> when there is none.</summary>
    public DateTimeOffset? FirstEvent { get; init; }

    /// <summary>The environments that it has events or deploys of.</summary>
    public IReadOnlyList<string> Environments { get; init; } = [];

    /// <returns><see langword="null"/> when it has no slug.</returns>
    internal static Project? Read(JsonElement json) =>
        json.Text("slug") is not { Length: > 0 } slug ? null : new Project
        {
            Slug = slug,
            Name = json.Text("name"),
            Id = json.Text("id"),
            HasAccess = json.Flag("hasAccess"),
            FirstEvent = json.Date("firstEvent"),
            Environments = json.Texts("environments") ?? [],
        };
}

/// <summary>An environment that Sentry has seen events or deploys of.</summary>
public sealed record ReleaseEnvironment
{
    /// <summary>The name.</summary>
    public string Name { get; init; } = "";

    /// <returns><see langword="null"/> when it has no name.</returns>
    internal static ReleaseEnvironment? Read(JsonElement json) =>
        json.Text("name") is not { Length: > 0 } name ? null : new ReleaseEnvironment { Name = name };
}

/// <summary>A repository that the organization's Sentry knows.</summary>
public sealed record Repository
{
    /// <summary>The repository's number.</summary>
    public string? Id { get; init; }

    /// <summary>The name by which commits and heads refer to it, in exactly these letters.</summary>
    public string Name { get; init; } = "";

    /// <summary>The address of its page.</summary>
    public string? Url { get; init; }

    /// <summary>
    /// The integration through which Sentry reads it, such as <c>integrations:github</c>; <c>unknown</c> or <see langword="null"/> when
    /// Sentry knows it only from commits that were sent.
    /// </summary>
    public string? Provider { get; init; }

    /// <summary><c>active</c>, or why it is not.</summary>
    public string? Status { get; init; }

    /// <returns><see langword="null"/> when it has no name.</returns>
    internal static Repository? Read(JsonElement json) =>
        json.Text("name") is not { Length: > 0 } name ? null : new Repository
        {
            Id = json.Text("id"),
            Name = name,
            Url = json.Text("url"),
            Provider = json.Field("provider")?.Text("id"),
            Status = json.Text("status"),
        };
}

/// <summary>
/// How the paths in a project's stack traces become paths of a repository: what begins with <see cref="StackRoot"/> begins with
/// <see cref="SourceRoot"/> there.
/// </summary>
public sealed record CodeMapping
{
    /// <summary>The mapping's number.</summary>
    public string? Id { get; init; }

    /// <summary>The slug of the project.</summary>
    public string? Project { get; init; }

    /// <summary>The repository's name, in exactly the letters of <see cref="Repository.Name"/>.</summary>
    public string? Repository { get; init; }

    /// <summary>The beginning of the path in a stack trace; may be empty.</summary>
    public string StackRoot { get; init; } = "";

    /// <summary>The beginning of the path in the repository; may be empty.</summary>
    public string SourceRoot { get; init; } = "";

    /// <summary>The branch that links lead to where the commit is not known.</summary>
    public string? DefaultBranch { get; init; }

    /// <returns><see langword="null"/> when it names no repository.</returns>
    internal static CodeMapping? Read(JsonElement json) =>
        json.Text("repoName") is not { Length: > 0 } repository ? null : new CodeMapping
        {
            Id = json.Text("id"),
            Project = json.Text("projectSlug"),
            Repository = repository,
            StackRoot = json.Text("stackRoot") ?? "",
            SourceRoot = json.Text("sourceRoot") ?? "",
            DefaultBranch = json.Text("defaultBranch"),
        };
}
