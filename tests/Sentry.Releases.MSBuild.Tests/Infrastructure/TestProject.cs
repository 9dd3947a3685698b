using System.Text.Json;
using Sentry.StandIn;

namespace Sentry.Releases.MSBuild.Tests.Infrastructure;

/// <summary>A new console project with one PackageReference, in a folder of its own, as a user would have it.</summary>
internal sealed class TestProject
{
    private readonly Dictionary<string, string> _environment = [];

    private TestProject(string directory, string name)
    {
        Directory = directory;
        Name = name;
    }

    public string Directory { get; }

    public string Name { get; }

    /// <summary>The folder around the project's, with its feed and the projects beside it.</summary>
    public string SolutionDirectory => Path.GetDirectoryName(Directory)!;

    /// <summary>Where the package writes its report unless it is told otherwise.</summary>
    public string ReportPath => Path.Combine(Directory, "obj", "Release", "net10.0", "sentry-release.json");

    public JsonElement Report => JsonDocument.Parse(File.ReadAllBytes(ReportPath)).RootElement;

    /// <param name="sentry">Whom the project is configured for; <see langword="null"/> for no configuration at all.</param>
    /// <param name="properties">Further properties of the project, as XML.</param>
    /// <param name="name">The project's name.</param>
    /// <param name="beside">A project of the same solution; <see langword="null"/> for a new solution folder.</param>
    /// <param name="references">Names of projects beside it that it refers to.</param>
    public static TestProject Create(
        SentryStandIn? sentry, string properties = "", string name = "app", TestProject? beside = null, params string[] references)
    {
        var solution = beside?.SolutionDirectory ?? Path.Combine(Package.Root, Guid.NewGuid().ToString("N"));
        var directory = System.IO.Directory.CreateDirectory(Path.Combine(solution, name)).FullName;
        var project = new TestProject(directory, name);
        if (sentry is not null)
        {
            properties = $"<SentryOrg>acme</SentryOrg><SentryProject>web</SentryProject><SentryUrl>{sentry.Url}</SentryUrl>{properties}";
            project.Set("SENTRY_AUTH_TOKEN", sentry.Token);
        }

        project.Write($"{name}.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Version>1.2.3</Version>
                <UseAppHost>false</UseAppHost>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="{Package.Id}" Version="{Package.Version}" PrivateAssets="all" />
                {string.Concat(references.Select(reference => $"<ProjectReference Include=\"../{reference}/{reference}.csproj\" />"))}
              </ItemGroup>
            </Project>
            """);
        project.Write("Program.cs", """
            using System;
            using System.Reflection;
            var assembly = Assembly.GetEntryAssembly()!;
            var version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
            if (string.IsNullOrEmpty(version))
                version = assembly.GetName().Version!.ToString();
            Console.Write(version.Contains('@') ? version : assembly.GetName().Name + "@" + version);
            """);
        project.Write("../nuget.config", $"""
            <configuration>
              <packageSources><clear /><add key="feed" value="{Package.Feed}" /></packageSources>
            </configuration>
            """);
        project.Write("../Directory.Build.props", """
            <Project>
              <PropertyGroup Label="Only for speed">
                <RunAnalyzers>false</RunAnalyzers>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
            </Project>
            """);
        project.Write("../Directory.Build.targets", "<Project />");
        project.Write("../Directory.Packages.props", "<Project />");
        project.Write(".gitignore", "bin/\nobj/\n*.binlog\n");
        project.Set("NUGET_PACKAGES", Package.RestoredPackages);
        project.Set("HOME", System.IO.Directory.CreateDirectory(Path.Combine(directory, "..", "home")).FullName);
        project.Set("DOTNET_CLI_HOME", Package.Root);
        return project;
    }

    /// <summary>The variables that its commands run with.</summary>
    public IReadOnlyDictionary<string, string> Environment => _environment;

    public void Set(string variable, string value) => _environment[variable] = value;

    public void Write(string file, string content)
    {
        var path = Path.Combine(Directory, file);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }

    /// <summary>Writes the solution <c>all.slnx</c> of projects that are beside this one.</summary>
    public void WriteSolution(params string[] projects) => Write(
        "../all.slnx",
        $"<Solution>{string.Concat(projects.Select(project => $"<Project Path=\"{project}/{project}.csproj\" />"))}</Solution>");

    /// <summary>Adds a package from this machine's feeds.</summary>
    public void AddPackage(string id, string version)
    {
        Add($"<ItemGroup><PackageReference Include=\"{id}\" Version=\"{version}\" /></ItemGroup>");
        UseFeedsOfThisMachine();
    }

    /// <summary>Adds elements to the end of the project file.</summary>
    public void Add(string elements) => Edit(text => text.Replace("</Project>", $"{elements}</Project>", StringComparison.Ordinal));

    /// <summary>Changes the project file's text.</summary>
    public void Edit(Func<string, string> edit)
    {
        var file = Path.Combine(Directory, $"{Name}.csproj");
        File.WriteAllText(file, edit(File.ReadAllText(file)));
    }

    /// <summary>
    /// Lets it restore other packages: from this machine's feeds into its package folder, as the build of this repository does. The package
    /// under test has a folder of its own all the same.
    /// </summary>
    public void UseFeedsOfThisMachine()
    {
        _environment.Remove("NUGET_PACKAGES");
        Write("../nuget.config", $"""
            <configuration>
              <packageSources><add key="feed" value="{Package.Feed}" /></packageSources>
              <fallbackPackageFolders><add key="tests" value="{Package.RestoredPackages}" /></fallbackPackageFolders>
            </configuration>
            """);
    }

    /// <summary>Runs dotnet with arguments that are separated by spaces; it has to succeed.</summary>
    public async Task<CommandResult> RunAsync(string arguments) => (await DotnetAsync(arguments.Split(' '))).Succeeded();

    /// <summary>Sets properties before those of the project file.</summary>
    public void SetEarly(string properties) =>
        Write("Directory.Build.props", $"<Project><PropertyGroup>{properties}</PropertyGroup></Project>");

    /// <summary>Sets properties after those of the project file and of the packages, as many repositories do for all their projects.</summary>
    public void SetLate(string properties) =>
        Write("Directory.Build.targets", $"<Project><PropertyGroup>{properties}</PropertyGroup></Project>");

    public Task<CommandResult> PublishAsync(params string[] arguments) => DotnetAsync(["publish", .. arguments]);

    public Task<CommandResult> DotnetAsync(params string[] arguments) => Command.RunAsync("dotnet", arguments, Directory, _environment);

    public async Task<string> GitAsync(params string[] arguments) =>
        (await Command.RunAsync(
            "git",
            ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "init.defaultBranch=main", "-c", "commit.gpgSign=false", .. arguments],
            Directory,
            _environment)).Succeeded().Output.Trim();

    public async Task CommitAsync(string message, string file = "notes.txt")
    {
        File.AppendAllText(Path.Combine(Directory, file), message + "\n");
        await GitAsync("add", "--all");
        await GitAsync("commit", "--quiet", "--message", message);
    }

    /// <summary>Makes the folder a repository with a tag <c>v1.2.2</c> and two commits since.</summary>
    public async Task InitializeGitAsync()
    {
        await GitAsync("init", "--quiet");
        await CommitAsync("Start");
        await GitAsync("tag", "--annotate", "--message", "1.2.2", "v1.2.2");
        await CommitAsync("Add a feature");
        await CommitAsync("Fix a bug");
    }
}
