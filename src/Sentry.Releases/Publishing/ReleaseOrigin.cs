using Sentry.Releases.Git;
using Sentry.Releases.Settings;

namespace Sentry.Releases.Publishing;

/// <summary>The commit and the repository that a release is made from, as far as anybody knows them.</summary>
/// <param name="Commit">The full id.</param>
/// <param name="PreviousCommit">The commit of the previous tag or revision.</param>
/// <param name="Repository">The repository's name.</param>
/// <param name="RemoteUrl">The remote's URL; it may hold credentials.</param>
internal sealed record ReleaseOrigin(string? Commit, string? PreviousCommit, string? Repository, string? RemoteUrl)
{
    /// <summary>Whether Sentry reads the repository itself.</summary>
    public bool IsConnected { get; init; }

    /// <summary>The names of the submodules' repositories, and the commits that the released one records for them.</summary>
    public IReadOnlyList<(string Repository, string Commit)> Submodules { get; init; } = [];

    /// <summary>The repository knows best; where there is none, the build and then the CI service are asked.</summary>
    public static ReleaseOrigin Find(ReleaseSettings settings, BuildFacts build, ReleaseHistory? history) =>
        new(
            history?.Head ?? Filled(build.SourceRevisionId) ?? CiVariables.Commit(settings.Environment),
            history?.PreviousCommit,
            settings.Get(Properties.Repository) ?? RepositoryName.FromUrl(history?.RemoteUrl) ?? (history is null ? CiVariables.Repository(settings.Environment) : null),
            history?.RemoteUrl)
        {
            Submodules =
            [
                .. (history?.Submodules ?? [])
                    .Select(submodule => (Name: RepositoryName.FromUrl(submodule.RemoteUrl), submodule.Commit))
                    .Where(submodule => submodule.Name is not null)
                    .Select(submodule => (submodule.Name!, submodule.Commit)),
            ],
        };

    private static string? Filled(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
