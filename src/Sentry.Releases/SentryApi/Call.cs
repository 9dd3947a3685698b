using Sentry.Releases.Diagnostics;

namespace Sentry.Releases.SentryApi;

/// <summary>One call of the API: what is sent, and in words what it is for.</summary>
/// <param name="Path">Relative to <c>/api/0/</c> of the server, percent-encoded, with its trailing slash.</param>
/// <param name="Purpose">Completes "Could not ...".</param>
internal sealed record Call(Connection Connection, HttpMethod Method, string Path, string Purpose)
{
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>Whether it does no harm when it arrives twice; if not, it is sent again only when it certainly did not arrive.</summary>
    public bool Repeatable { get; init; } = true;

    public RetryOptions Retry { get; init; } = new();

    /// <summary>What is asked for, besides what the connection says.</summary>
    public IReadOnlyList<Subject> Subjects { get; init; } = [];

    /// <summary>What a top-level field of the body is in the words of <see cref="Subject"/>.</summary>
    public Func<string, Subject?> SubjectOfField { get; init; } = _ => null;

    /// <summary>What a user's token must be allowed.</summary>
    public string Scope { get; init; } = "project:releases";

    /// <summary>Whether an organization's token may do it, too.</summary>
    public bool TakesOrganizationTokens { get; init; } = true;

    /// <returns>The call with one more parameter in its query.</returns>
    public Call With(string parameter, string value) =>
        this with { Path = $"{Path}{(Path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{parameter}={Uri.EscapeDataString(value)}" };
}
