using Sentry.Releases.Diagnostics;
using Sentry.Releases.Publishing;
using Sentry.Releases.SentryApi;
using Sentry.Releases.Settings;

namespace Sentry.Releases.Listing.Diagnosis;

/// <content>What Sentry holds of the repository and of the releases.</content>
internal sealed partial class ServerChecks
{
    private const int MaxEnvironments = 5;

    /// <returns>The repository as Sentry reads it by itself; <see langword="null"/> when it does not, or that is not known.</returns>
    public Repository? CheckRepository(ReleaseOrigin origin)
    {
        const string Name = "Connection";
        if (origin.Repository is not { } sent)
        {
            Add(Check.Unknown(Name, "the repository has no name here"));
            return null;
        }

        if (Ask(Name, sent, client => client.ListRepositories().ToList()) is not { } all)
            return null;

        var connected = all.FindAll(ReleaseOrigin.IsConnected);
        if ((connected.Find(repository => repository.Name == sent) ?? connected.Find(origin.IsOf)) is not { } held)
        {
            Add(Check.Wrong(Name, DiagnosticCodes.RepositoryNotConnected,
                $"the repository {sent} is not connected to Sentry, so that commits and stack traces are not linked to it",
                $"Connect it in Sentry's settings under Repositories, or set {Properties.Repository} to the name that is connected."));
            return null;
        }

        Add(held.Name == sent || origin.Source is CommitSource.Auto or CommitSource.None
            ? new Check(Name, $"{held.Name} by {held.Provider}")
            : Check.Wrong(Name, DiagnosticCodes.RepositoryNotConnected,
                $"the repository is connected to Sentry as '{held.Name}', but commits are sent as of '{sent}'",
                $"Set {Properties.Repository} to '{held.Name}'."));
        return held;
    }

    /// <param name="repository">As Sentry reads it.</param>
    /// <param name="sources">What the application is built from in this repository; <see langword="null"/> without symbols.</param>
    public void CheckMappings(Repository? repository, IReadOnlyList<SourceFile>? sources)
    {
        const string Name = "Code mapping";
        if (repository is null || _wrong.Contains(Project) || sources is not [var first, ..])
        {
            Add(Check.Unknown(Name, repository is null ? "needs a repository that is connected"
                : _wrong.Contains(Project) ? "needs a project"
                : sources is null ? "nothing is built with portable symbols, so the paths in stack traces are not known"
                : "the symbols name no file of the repository"));
            return;
        }

        if (Ask(Name, null, client => client.ListCodeMappings().ToList()) is not { } all)
            return;

        foreach (var project in _projects)
        {
            var mappings = all.FindAll(mapping => mapping.Repository == repository.Name && mapping.Project == _slugs.GetValueOrDefault(project, project));
            var unmapped = sources.FirstOrDefault(source => !mappings.Exists(source.IsMappedBy));
            Add(unmapped is null ? new Check(Name, $"{project} shows {first.Path} as {first.InRepository}")
                : sources.All(source => mappings.Exists(source.InUnattendedBuild.IsMappedBy))
                ? new Check(Name, $"{project} has one for builds with ContinuousIntegrationBuild=true, which this one was not")
                : Check.Wrong(Name, DiagnosticCodes.NoCodeMapping, $"no code mapping of {project} leads from {unmapped.Path} to {unmapped.InRepository}",
                    $"In Sentry's settings, at the integration of {repository.Name}, add one with the stack root '{unmapped.Root}' and an empty source root."
                    + (unmapped.Root == SourceFile.UnattendedRoot ? ""
                        : $" With ContinuousIntegrationBuild=true the stack root is '{SourceFile.UnattendedRoot}' wherever it is built.")));
        }
    }

    /// <summary>What Sentry has of the release, or else of the one before it: either shows that the set-up works.</summary>
    /// <param name="name">The release that would be created; <see langword="null"/> where that is not known.</param>
    /// <param name="package">Its package; may be empty.</param>
    /// <param name="previous">The newest other release of the package.</param>
    public void CheckReleases(string? name, string package, Release? previous)
    {
        const string Name = "Release";
        var isMissing = false;
        var current = name is null ? null : Ask(Name, name, client => client.GetRelease(name), failure =>
            (isMissing = failure.Code == DiagnosticCodes.NotFound) ? new Check(Name, $"{name} is not created yet") : null);
        if (current is not null)
            Add(new Check(Name, $"{name} was created {CellText.Date(current.DateCreated)} UTC"));

        Release[] releases = [.. new[] { current, previous }.OfType<Release>()];
        if (releases.Length > 0)
        {
            CheckCommits(releases);
            CheckEvents(releases);
            CheckDeploys(releases);
        }
        else if (_notAsked is null && (name is null || isMissing))
            Add(new Check("Previous release", $"Sentry has none{(package.Length == 0 ? "" : $" of {package}")}"));
    }

    private void CheckCommits(Release[] releases)
    {
        const string Name = "Commits";
        var source = _settings.Get(Properties.CommitSource);
        Add(Array.Find(releases, release => release.CommitCount > 0) is { } held ? new Check(Name, $"{held.CommitCount} in {held.Version}")
            : source == CommitSource.None ? new Check(Name, $"none, because {Properties.CommitSource} is {source}")
            : releases[^1].CommitCount is null ? Check.Unknown(Name, "this server does not count them")
            : Check.Wrong(Name, DiagnosticCodes.HeldDiffers, $"Sentry holds no commits of {releases[^1].Version}",
                "Create it by this package, in a checkout with its history."));
    }

    private void CheckEvents(Release[] releases)
    {
        const string Name = "Events";
        if (Array.Find(releases, release => release.LastEvent is not null) is { } seen)
        {
            Add(new Check(Name, $"the last of {seen.Version} came {CellText.Date(seen.LastEvent)} UTC{Environments(seen)}"));
            return;
        }

        var newest = TryAll(client => client.ListReleases(new ReleaseFilter { Projects = _projects }, limit: 20));
        var other = newest.Find(release => release.LastEvent is not null) is { } named ? $", but of {named.Version}" : "";
        Add(Check.Wrong(Name, DiagnosticCodes.NoEvents, $"Sentry has no event of {releases[^1].Version}{other}",
            "Have the application report exactly the name of its release, and see in Sentry which one its events have."));
    }

    private void CheckDeploys(Release[] releases)
    {
        const string Name = "Deploy";
        Add(Array.Find(releases, release => release.LastDeploy is not null) is { LastDeploy: { } deploy } deployed
            ? new Check(Name, $"{deployed.Version} to {deploy.Environment}, {CellText.Date(deploy.DateFinished)} UTC")
            : _settings.Get(Properties.DeployEnvironment) is { } environment
            ? new Check(Name, $"none of {releases[^1].Version}; the next release records one to {environment}")
            : Check.Wrong(Name, DiagnosticCodes.NoDeploy, $"Sentry has no deploy of {releases[^1].Version}",
                $"Set {Properties.DeployEnvironment}, or run dotnet msbuild -t:RecordSentryDeploy where it is deployed."));
    }

    /// <summary>Where the release is known, as far as the token may ask for environments.</summary>
    private string Environments(Release release)
    {
        var known = new List<string>();
        foreach (var environment in _environments.Take(MaxEnvironments))
        {
            var filter = new ReleaseFilter { Query = DeployedBase.Query(DeployedBase.Package(release.Version)), Environments = [environment] };
            if (TryAll(client => client.ListReleases(filter, MaxReleases)).Exists(found => found.Version == release.Version))
                known.Add(environment);
        }

        return known.Count == 0 ? "" : $", in {string.Join(", ", known)}";
    }
}
