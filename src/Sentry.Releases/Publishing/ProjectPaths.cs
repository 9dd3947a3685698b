using Sentry.Releases.Diagnostics;
using Sentry.Releases.Git;
using Sentry.Releases.Naming;
using Sentry.Releases.Settings;

namespace Sentry.Releases.Publishing;

/// <summary>An application of the repository that has releases.</summary>
/// <param name="ProjectFile">Absolute path of its project.</param>
internal sealed record RepositoryApplication(string ProjectFile, ReleaseSettings Settings);

/// <summary>Reads projects as their build does.</summary>
internal interface IProjectReader : IDisposable
{
    /// <summary>Absolute path of the project that is released.</summary>
    string ProjectFile { get; }

    /// <summary>What its assembly is called.</summary>
    string AssemblyName { get; }

    /// <summary>Whether a property was given to the whole build, and so says nothing of a single project.</summary>
    bool IsGivenToBuild(string name);

    /// <summary>Adds the files and folders that a project is built from, those of the projects it refers to included.</summary>
    void AddSources(string projectFile, RepositoryPaths paths, CancellationToken cancellation);

    /// <returns>The applications in a folder and below that have releases; <see cref="ProjectFile"/> may be among them.</returns>
    IEnumerable<RepositoryApplication> Applications(string directory, CancellationToken cancellation);
}

/// <summary>The paths of a release whose application's build knows what it is made of.</summary>
internal static class ProjectPaths
{
    /// <summary>Finds them, or reports why not: rather too many commits are sent than too few.</summary>
    /// <returns>As in <see cref="HistoryQuery.Paths"/>.</returns>
    public static IReadOnlyList<string> Find(ReleaseSettings settings, BuildFacts build, Action<Diagnostic> report, CancellationToken cancellation)
    {
        try
        {
            using var projects = build.OpenProjects?.Invoke() ?? throw new NotSupportedException("this build does not tell what its projects are made of");
            return Find(settings, projects, cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            report(new Diagnostic(DiagnosticCodes.InvalidSetting, Severity.Warning,
                $"{Properties.ProjectPaths} is not followed, so the commits of the whole repository are in the release: {SafeText.OfUnexpected(failure)}"));
            return [];
        }
    }

    /// <summary>
    /// What the applications that have this release are built from. Where several have it, each of them has to send the commits of all,
    /// since Sentry keeps the list that comes last.
    /// </summary>
    /// <returns>As in <see cref="HistoryQuery.Paths"/>; empty when one of these applications asks for all commits.</returns>
    public static IReadOnlyList<string> Find(ReleaseSettings settings, IProjectReader projects, CancellationToken cancellation)
    {
        if (RepositoryPaths.Find(settings.History.Directory) is not { } sources)
            return settings.Get(Properties.Paths);

        var given = new HashSet<string>(settings.Get(Properties.Paths), StringComparer.Ordinal);
        projects.AddSources(projects.ProjectFile, sources, cancellation);
        foreach (var other in Sharing(settings, projects, sources.Root, cancellation))
        {
            var paths = other.Settings.Get(Properties.Paths);
            var isFollowed = other.Settings.Get(Properties.ProjectPaths);
            if (!isFollowed && paths.Count == 0)
                return [];

            given.UnionWith(paths);
            if (isFollowed)
                projects.AddSources(other.ProjectFile, sources, cancellation);
        }

        return [.. given, .. sources.ToList()];
    }

    /// <returns>The other applications that have a release of this name.</returns>
    private static IEnumerable<RepositoryApplication> Sharing(
        ReleaseSettings settings, IProjectReader projects, string root, CancellationToken cancellation)
    {
        // Names that assemblies carry are their own.
        if (settings.GivenName is not { } name || IsOwn(name, projects))
            return [];

        return projects.Applications(root, cancellation).Where(other =>
            other.ProjectFile != projects.ProjectFile
            && other.Settings.GivenName?.Value == name.Value
            && other.Settings.Get(Properties.CommitSource) != CommitSource.None);
    }

    /// <summary>A name that the whole build was given reaches every project, and yet is meant for the one whose name is in it.</summary>
    private static bool IsOwn(ReleaseName name, IProjectReader projects) =>
        (name.Source == ReleaseNameSource.Environment || projects.IsGivenToBuild(Properties.Release.Name))
        && string.Equals(name.Value.Split('@')[0], projects.AssemblyName, StringComparison.OrdinalIgnoreCase);
}
