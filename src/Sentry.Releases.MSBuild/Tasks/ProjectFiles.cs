using Microsoft.Build.Evaluation;
using Sentry.Releases.Git;

namespace Sentry.Releases.MSBuild.Tasks;

/// <summary>The files of a repository that one evaluated project reads.</summary>
internal sealed class ProjectFiles(Project project, RepositoryPaths paths)
{
    /// <summary>Of these the nearest above a project holds.</summary>
    private static readonly string[] Nearest =
        ["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "Directory.Build.rsp", "global.json"];

    /// <summary>Of these all above a project hold.</summary>
    private static readonly string[] Every = ["nuget.config", ".editorconfig", ".globalconfig"];

    private static readonly string[] OtherSpellings = ["NuGet.config", "NuGet.Config"];

    /// <summary>Read by programs, and no import.</summary>
    private static readonly string[] NotImported = ["Directory.Build.rsp", "global.json"];

    /// <summary>The properties that name folders of what is made or downloaded.</summary>
    private static readonly string[] Generated =
        ["BaseIntermediateOutputPath", "MSBuildProjectExtensionsPath", "BaseOutputPath", "ArtifactsPath", "NuGetPackageRoot", "NetCoreRoot"];

    private readonly string _directory = project.DirectoryPath;

    public void Add()
    {
        paths.AddFolder(_directory);
        foreach (var import in project.Imports)
            paths.AddFile(import.ImportedProject.FullPath);

        foreach (var item in project.Items)
        {
            AddIfFile(item.EvaluatedInclude);
            if (item.ItemType == "Reference")
                AddIfFile(item.GetMetadataValue("HintPath"));
        }

        AddGlobs();
        AddFilesOfProperties();
        AddConventional();
        foreach (var name in Generated)
        {
            if (project.GetPropertyValue(name) is { Length: > 0 } folder)
                paths.Exclude(FullPath(folder));
        }
    }

    /// <summary>What a pattern has found may be gone again, so it stands for its folder; unless that holds the project itself, with all beside it.</summary>
    private void AddGlobs()
    {
        foreach (var glob in project.GetAllGlobs().SelectMany(result => result.IncludeGlobs))
        {
            var pattern = FullPath(glob);
            var folder = Path.GetDirectoryName(pattern[..pattern.IndexOfAny(['*', '?'])] + "*")!;
            if (RepositoryFolder.Relative(folder, _directory) is null)
                paths.AddFolder(folder);
        }
    }

    /// <summary>Keys, icons, manifests, rule sets and lock files are named by properties.</summary>
    private void AddFilesOfProperties()
    {
        foreach (var property in project.Properties)
        {
            var isOwn = property is { IsEnvironmentProperty: false, IsGlobalProperty: false, IsReservedProperty: false };
            if (isOwn && property.EvaluatedValue.AsSpan().IndexOfAny('/', '\\') >= 0)
                AddIfFile(property.EvaluatedValue);
        }
    }

    /// <summary>
    /// What is read because of its name. Where there is none now, a commit may have removed one, so the place counts; above the nearest it
    /// does not, because there it is others' that it holds for.
    /// </summary>
    private void AddConventional()
    {
        var nearest = new List<string>(Nearest);
        for (var folder = _directory; paths.Contains(folder); folder = Path.GetDirectoryName(folder)!)
        {
            foreach (var file in nearest.ToArray())
            {
                var path = Path.Combine(folder, file);
                var exists = File.Exists(path);
                if (exists)
                    nearest.Remove(file);
                if (!exists || NotImported.Contains(file))
                    paths.AddFile(path);
            }

            var found = OtherSpellings.Select(file => Path.Combine(folder, file)).Where(File.Exists);
            foreach (var path in Every.Select(file => Path.Combine(folder, file)).Concat(found))
                paths.AddFile(path);
            if (folder == paths.Root)
                break;
        }
    }

    private void AddIfFile(string path)
    {
        if (path.Length == 0 || path.Contains(';', StringComparison.Ordinal) || path.Contains('\n', StringComparison.Ordinal))
            return;

        var full = FullPath(path);
        if (paths.Contains(full) && File.Exists(full))
            paths.AddFile(full);
    }

    private string FullPath(string path) => Path.GetFullPath(path.Replace('\\', Path.DirectorySeparatorChar), _directory);
}
