using System.Text.Json;

namespace Sentry.Releases.SentryApi;

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
