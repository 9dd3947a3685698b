using System.IO.Enumeration;
using Microsoft.Build.Evaluation;
using Microsoft.Build.Exceptions;
using Sentry.Releases.Git;
using Sentry.Releases.Publishing;
using Sentry.Releases.Settings;

namespace Sentry.Releases.MSBuild.Tasks;

/// <summary>
/// Reads projects by evaluating them once more, in this process and with the properties of this build: only so it is known what they
/// import, and what is true of projects that do not have this package. It takes a project file and its references, and builds nothing.
/// </summary>
internal sealed class ProjectReader : IProjectReader
{
    private const string Framework = "TargetFramework";

    private const ProjectLoadSettings Lenient = ProjectLoadSettings.IgnoreMissingImports | ProjectLoadSettings.IgnoreInvalidImports
        | ProjectLoadSettings.IgnoreEmptyImports | ProjectLoadSettings.DoNotEvaluateElementsWithFalseCondition;

    private static readonly EnumerationOptions AllBelow = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };

    /// <summary>What a project is built with does not reach the projects it refers to.</summary>
    private static readonly string[] OwnProperties = [Framework, "RuntimeIdentifier", "SelfContained"];

    private readonly ProjectCollection _projects = new();
    private readonly IReadOnlyDictionary<string, string> _properties;
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    /// <param name="projectFile">Absolute path of the project that is released.</param>
    /// <param name="properties">The global properties of the build.</param>
    public ProjectReader(string projectFile, IReadOnlyDictionary<string, string> properties)
    {
        _properties = properties;
        ProjectFile = projectFile;
    }

    public string ProjectFile { get; }

    public string AssemblyName => WithProject(ProjectFile, Without(_properties, []), project => project.GetPropertyValue("AssemblyName"));

    public bool IsGivenToBuild(string name) => _properties.ContainsKey(name);

    public void AddSources(string projectFile, RepositoryPaths paths, CancellationToken cancellation)
    {
        var left = new Stack<Evaluation>([new(projectFile, Without(_properties, projectFile == ProjectFile ? [Framework] : OwnProperties))]);
        while (left.TryPop(out var next))
        {
            cancellation.ThrowIfCancellationRequested();
            if (!_read.Add(next.Key))
                continue;

            // A reference to a project that is not there does not fail the build; its folder may have been there.
            paths.AddFolder(Path.GetDirectoryName(next.File)!);
            if (!File.Exists(next.File))
                continue;

            foreach (var further in WithProject(next.File, next.Properties, project => AddSources(project, next, paths)))
                left.Push(further);
        }
    }

    public IEnumerable<RepositoryApplication> Applications(string directory, CancellationToken cancellation)
    {
        var properties = Without(_properties, OwnProperties);
        foreach (var file in ProjectFiles(directory))
        {
            cancellation.ThrowIfCancellationRequested();
            if (TryReadApplication(file, properties) is { } application)
                yield return application;
        }
    }

    public void Dispose() => _projects.Dispose();

    private RepositoryApplication? TryReadApplication(string file, Dictionary<string, string> properties)
    {
        try
        {
            return WithProject(file, properties, project => IsReleased(project) ? ToApplication(project) : null);
        }
        catch (InvalidProjectFileException)
        {
            // What cannot be evaluated here, such as a template, is not published.
            return null;
        }
    }

    /// <summary>As the package's targets decide, as far as the project alone tells.</summary>
    private static bool IsReleased(Project project)
    {
        var enabled = project.GetPropertyValue("SentryReleaseEnabled");
        return HasPackage(project) && (enabled.Length > 0
            ? !Is(enabled, "false")
            : project.GetPropertyValue("OutputType") is "Exe" or "WinExe" or "AppContainerExe"
                && !Is(project.GetPropertyValue("IsPublishable"), "false") && !Is(project.GetPropertyValue("IsTestProject"), "true"));
    }

    private static bool HasPackage(Project project) => project.GetItems("PackageReference").Concat(project.GetItems("GlobalPackageReference"))
        .Any(package => Is(package.EvaluatedInclude, typeof(ProjectReader).Assembly.GetName().Name!));

    private static bool Is(string value, string other) => string.Equals(value, other, StringComparison.OrdinalIgnoreCase);

    private static RepositoryApplication ToApplication(Project project)
    {
        var properties = project.AllEvaluatedProperties.GroupBy(property => property.Name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => project.GetPropertyValue(group.Key), StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in project.GlobalProperties)
            properties[name] = value;

        return new RepositoryApplication(
            project.FullPath,
            ReleaseSettings.Read(properties, project.DirectoryPath, BuildEnvironment.OfProcess));
    }

    /// <returns>
    /// What is to be read further: the projects that it refers to, and the project itself for each of its frameworks. A reference builds one
    /// of them, but which one is known only after a restore, and they differ little.
    /// </returns>
    private List<Evaluation> AddSources(Project project, Evaluation evaluation, RepositoryPaths paths)
    {
        new ProjectFiles(project, paths).Add();
        var references = project.GetItems("ProjectReference").Select(reference => new Evaluation(
            Path.GetFullPath(reference.EvaluatedInclude.Replace('\\', '/'), project.DirectoryPath), PropertiesOf(reference)));
        var frameworks = evaluation.Properties.ContainsKey(Framework) ? [] : Split(project.GetPropertyValue("TargetFrameworks"));
        return
        [
            .. references,
            .. frameworks.Select(framework => evaluation with
            {
                Properties = new Dictionary<string, string>(evaluation.Properties, StringComparer.OrdinalIgnoreCase) { [Framework] = framework },
            }),
        ];
    }

    private Dictionary<string, string> PropertiesOf(ProjectItem reference)
    {
        var removed = Split(reference.GetMetadataValue("GlobalPropertiesToRemove")).Concat(Split(reference.GetMetadataValue("UndefineProperties")));
        var properties = Without(_properties, [.. OwnProperties, .. removed]);
        foreach (var metadata in (string[])["SetConfiguration", "SetPlatform", "Properties", "AdditionalProperties"])
        {
            foreach (var pair in Split(reference.GetMetadataValue(metadata)).Select(property => property.Split('=', 2)).Where(pair => pair.Length == 2))
                properties[pair[0].Trim()] = pair[1].Trim();
        }

        return properties;
    }

    private T WithProject<T>(string file, Dictionary<string, string> properties, Func<Project, T> read)
    {
        var project = new Project(file, properties, toolsVersion: null, _projects, Lenient);
        try
        {
            return read(project);
        }
        finally
        {
            _projects.UnloadProject(project);
        }
    }

    private static Dictionary<string, string> Without(IReadOnlyDictionary<string, string> properties, IReadOnlyList<string> names)
    {
        var rest = new Dictionary<string, string>(properties, StringComparer.OrdinalIgnoreCase);
        foreach (var name in names)
            rest.Remove(name);
        return rest;
    }

    private static string[] Split(string list) => list.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static FileSystemEnumerable<string> ProjectFiles(string directory) =>
        new(directory, (ref FileSystemEntry entry) => entry.ToFullPath(), AllBelow)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) =>
                !entry.IsDirectory && Path.GetExtension(entry.FileName) is ".csproj" or ".fsproj" or ".vbproj",
            ShouldRecursePredicate = (ref FileSystemEntry entry) =>
                entry.FileName is not (['.', ..] or "bin" or "obj" or "node_modules") && !Path.Exists(Path.Combine(entry.ToFullPath(), ".git")),
        };

    /// <summary>A project, evaluated with properties.</summary>
    private sealed record Evaluation(string File, Dictionary<string, string> Properties)
    {
        public string Key => string.Join(
            '\n', Properties.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}").Prepend(File));
    }
}
