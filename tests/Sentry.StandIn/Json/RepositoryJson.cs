using System.Text.Json.Nodes;
using Sentry.StandIn.Http;
using Sentry.StandIn.Store;

namespace Sentry.StandIn.Json;

/// <summary>Repositories and code mappings as Sentry's answers show them.</summary>
internal static class RepositoryJson
{
    private static readonly Dictionary<string, string> ProviderNames = new()
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

    public static JsonObject Of(StoredRepository repository) => new()
    {
        ["id"] = Invariant($"{repository.Id}"),
        ["name"] = repository.Name,
        ["url"] = repository.Url,
        ["provider"] = Provider(repository.Provider ?? "unknown"),
        ["status"] = repository.IsActive ? "active" : "disabled",
        ["dateCreated"] = JsonAnswer.Date(repository.DateCreated),
        ["integrationId"] = repository.IntegrationId,
        ["externalSlug"] = repository.Provider is null ? null : repository.Name,
        ["externalId"] = repository.Provider is null ? null : Invariant($"{repository.Id}"),
    };

    public static JsonObject Of(StoredCodeMapping mapping, StandInOptions options)
    {
        var project = options.FindProject(mapping.Source.Project)!;
        return new JsonObject
        {
            ["id"] = Invariant($"{mapping.Id}"),
            ["projectId"] = Invariant($"{project.Id}"),
            ["projectSlug"] = project.Slug,
            ["repoId"] = Invariant($"{mapping.Repository.Id}"),
            ["repoName"] = mapping.Repository.Name,
            ["integrationId"] = mapping.Repository.IntegrationId,
            ["provider"] = mapping.Repository.Provider is { } provider ? Integration(provider) : null,
            ["stackRoot"] = mapping.Source.StackRoot,
            ["sourceRoot"] = mapping.Source.SourceRoot,
            ["defaultBranch"] = mapping.Source.DefaultBranch,
            ["automaticallyGenerated"] = mapping.Source.AutomaticallyGenerated,
        };
    }

    private static JsonObject Provider(string id) => new()
    {
        ["id"] = id,
        ["name"] = id == "unknown" ? "Unknown Provider" : Name(id),
    };

    private static JsonObject Integration(string provider) => new()
    {
        ["key"] = provider.Split(':')[^1],
        ["slug"] = provider.Split(':')[^1],
        ["name"] = Name(provider),
        ["canAdd"] = true,
        ["canDisable"] = false,
        ["features"] = new JsonArray("commits", "stacktrace-link"),
        ["aspects"] = new JsonObject(),
    };

    private static string Name(string provider) => ProviderNames.GetValueOrDefault(provider, provider);
}
