using System.Text.Json.Nodes;

namespace Sentry.StandIn.Json;

/// <summary>Who hosts a repository, as Sentry's answers show it.</summary>
internal static class Providers
{
    private static readonly Dictionary<string, string> Names = new()
    {
        ["integrations:github"] = "GitHub",
        ["integrations:github_enterprise"] = "GitHub Enterprise",
        ["integrations:gitlab"] = "GitLab",
        ["integrations:bitbucket"] = "Bitbucket",
        ["integrations:bitbucket_server"] = "Bitbucket Server",
        ["integrations:vsts"] = "Azure DevOps",
        ["github"] = "GitHub",
        ["bitbucket"] = "Bitbucket",
        ["visualstudio"] = "Visual Studio",
    };

    /// <param name="provider">The provider's id; <see langword="null"/> where the repository is not connected.</param>
    public static JsonObject Of(string? provider) => new()
    {
        ["id"] = provider ?? "unknown",
        ["name"] = provider is null ? "Unknown Provider" : Names.GetValueOrDefault(provider, provider),
    };

    /// <summary>The integration's own key, such as <c>github</c>.</summary>
    public static string Key(string provider) => provider.Split(':')[^1];
}
