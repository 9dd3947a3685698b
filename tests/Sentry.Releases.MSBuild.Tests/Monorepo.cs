using System.Security.Cryptography;
using System.Text.Json;
using Sentry.Releases.MSBuild.Tests.Infrastructure;

namespace Sentry.Releases.MSBuild.Tests;

/// <summary>
/// A generated repository: two applications, libraries without the package that refer to each other at random, a source generator, and files
/// that are linked, imported, or found by a pattern. Every file is known with the applications whose output it changes.
/// </summary>
internal sealed class Monorepo
{
    private const int Libraries = 5;

    /// <summary>A project that gives the first application a source generator and no reference.</summary>
    private const string Generator = "Rules";

    /// <summary>A commit deletes this file, so that the build which is released does not see it any more.</summary>
    private const string Deleted = "texts/Web/deleted.txt";

    public static readonly string[] Applications = ["Web", "Jobs"];

    /// <summary>The files of the first application that a build knows in another way than those of a simple project.</summary>
    public static readonly string[] Special = [$"{Generator}/Code.cs", "texts/Web/deep/found.txt", Deleted, "shared/Framework.cs"];


    private const string TwoFrameworks = "Two";

    private const string SpecialItems = $"""
        <ProjectReference Include="../{Generator}/{Generator}.csproj" OutputItemType="Analyzer" ReferenceOutputAssembly="false" />
        <EmbeddedResource Include="../texts/Web/**/*.txt" />
        """;

    private readonly Random _random;
    private readonly TestProject _anchor;
    private readonly Dictionary<string, HashSet<string>> _references = [];

    /// <summary>By file the project that has it; an asterisk for all, nothing for none.</summary>
    private readonly Dictionary<string, string> _projects = [];

    private Monorepo(int seed)
    {
        _random = new Random(seed);
        _anchor = TestProject.Create(sentry: null, name: "Web");
    }

    public string Root => _anchor.SolutionDirectory;

    /// <summary>The files that commits may change.</summary>
    public IReadOnlyCollection<string> Files => _projects.Keys;

    /// <summary>Whether an application is made of a file, by how the repository was generated.</summary>
    public bool IsMadeOf(string application, string file) =>
        _projects[file] is var project && (project == "*" || project == application || Closure(application).Contains(project));

    public static async Task<Monorepo> CreateAsync(int seed)
    {
        var repository = new Monorepo(seed);
        repository.Generate();
        await repository._anchor.GitAsync("init", "--quiet", "..");
        await repository.CommitAsync("Start");
        await repository._anchor.GitAsync("tag", "v1.0.0");
        return repository;
    }

    /// <summary>Changes a file in a way that the compiler sees, and commits that.</summary>
    public async Task ChangeAsync(string file, int number)
    {
        var path = Path.Combine(Root, file);
        var text = File.ReadAllText(path);
        if (file == Deleted)
            File.Delete(path);
        else
            File.WriteAllText(path, text.Contains("Value_0", StringComparison.Ordinal) ? text.Replace("Value_0", $"Value_{number}_0", StringComparison.Ordinal) : text + "\n");
        await CommitAsync(file);
    }

    /// <summary>Publishes an application without the network.</summary>
    /// <returns>The messages of its commits, which are the files that they changed, and the paths of the report.</returns>
    public async Task<(string[] Commits, string[] Paths)> ReleaseAsync(string application)
    {
        (await Command.RunAsync("dotnet", ["publish", application, "-v:q", "-nologo"], Root, _anchor.Environment)).Succeeded();
        var report = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Root, application, "obj", "Release", "net10.0", "sentry-release.json"))).RootElement;
        var commits = report.GetProperty("request").TryGetProperty("commits", out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().ToArray() : [];
        return (
            [.. commits.Select(commit => commit.GetProperty("message").GetString()!.Trim())],
            [.. report.GetProperty("history").GetProperty("paths").EnumerateArray().Select(path => path.GetString()!)]);
    }

    /// <summary>Builds an application.</summary>
    /// <returns>A hash of all that the build put out.</returns>
    public async Task<string> BuildAsync(string application)
    {
        string[] arguments = ["build", application, "-v:q", "-nologo", "-p:IncludeSourceRevisionInInformationalVersion=false", "-p:Deterministic=true", "-p:DebugType=none"];
        (await Command.RunAsync("dotnet", arguments, Root, _anchor.Environment)).Succeeded();
        var output = Path.Combine(Root, application, "bin", "Debug", "net10.0");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.GetFiles(output, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            hash.AppendData(File.ReadAllBytes(file));
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private void Generate()
    {
        Write(".gitignore", "bin/\nobj/\nhome/\n*.binlog\n");
        for (var number = 0; number < Libraries; number++)
        {
            // To earlier ones only, so that there is no circle.
            _references[$"Lib{number}"] = [.. Enumerable.Range(0, number).Where(_ => _random.Next(3) == 0).Select(earlier => $"Lib{earlier}")];
            WriteProject($"Lib{number}", "", "", $"public class Lib{number} {{ public static int Value_0; }}");
        }

        WriteGenerator();
        WriteProjectOfTwoFrameworks();

        foreach (var application in Applications)
        {
            var isFirst = application == Applications[0];
            _references[application] = [.. Enumerable.Range(0, Libraries).Where(_ => _random.Next(3) == 0).Select(number => $"Lib{number}"), .. isFirst ? [TwoFrameworks] : Array.Empty<string>()];
            WriteProject(
                application,
                $"<OutputType>Exe</OutputType><Version>1.0.1</Version><UseAppHost>false</UseAppHost><SentryReleaseDryRun>true</SentryReleaseDryRun><SentryReleaseProjectPaths>true</SentryReleaseProjectPaths>",
                $"<PackageReference Include=\"{Package.Id}\" Version=\"{Package.Version}\" PrivateAssets=\"all\" />" + (isFirst ? SpecialItems : ""),
                "public static class Program { public static int Value_0; public static void Main() { } }");
        }

        AddFile("Directory.Build.props", "<Project><PropertyGroup><TargetFramework>net10.0</TargetFramework><NuGetAudit>false</NuGetAudit><Product>Value_0</Product></PropertyGroup></Project>", "*");
        AddFile("docs/notes.txt", "Value_0", "");
        AddFile("texts/Web/deep/found.txt", "Value_0", "Web");
        AddFile(Deleted, "Value_0", "Web");
        _references["Web"].Add(Generator);
    }

    /// <summary>The compiler's own library is the only one that a generator cannot do without.</summary>
    private void WriteGenerator()
    {
        _references[Generator] = [];
        WriteProject(Generator, "<NoWarn>$(NoWarn);RS1036;RS1038;RS1041;RS1042</NoWarn>", """<Reference Include="$(RoslynTargetsPath)/bincore/Microsoft.CodeAnalysis.dll" Private="false" />""", """
            using Microsoft.CodeAnalysis;
            [Generator("C#")]
            public sealed class Rules : IIncrementalGenerator
            {
                public void Initialize(IncrementalGeneratorInitializationContext context) =>
                    context.RegisterPostInitializationOutput(output => output.AddSource("Generated.cs", "class Generated { public static int Value_0; }"));
            }
            """);
    }

    private void WriteProjectOfTwoFrameworks()
    {
        _references[TwoFrameworks] = [];
        AddFile("shared/Framework.cs", "class OfOneFramework { public static int Value_0; }", TwoFrameworks);
        WriteProject(
            TwoFrameworks,
            "<TargetFramework /><TargetFrameworks>net10.0-windows;net10.0</TargetFrameworks><EnableWindowsTargeting>true</EnableWindowsTargeting><DisableTransitiveFrameworkReferenceDownloads>true</DisableTransitiveFrameworkReferenceDownloads>",
            """<Compile Include="../shared/Framework.cs" Condition="'$(TargetFramework)' == 'net10.0'" />""",
            "public class Two { public static int Value_0; }");
    }

    private void WriteProject(string name, string properties, string items, string code)
    {
        var (linked, content, import) = ($"shared/{name}.cs", $"assets/{name}.txt", $"eng/{name}.props");
        AddFile(linked, $"class Linked{name} {{ public static int Value_0; }}", name);
        AddFile(content, "Value_0", name);
        AddFile(import, "<Project><PropertyGroup><Company>Value_0</Company></PropertyGroup></Project>", name);
        AddFile($"{name}/Code.cs", code, name);
        Write($"{name}/{name}.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <Import Project="../{import}" />
              <PropertyGroup>{properties}</PropertyGroup>
              <ItemGroup>
                {items}
                <Compile Include="..\shared\{name}.cs" />
                <Content Include="../{content}" CopyToOutputDirectory="Always" />
                {string.Concat(_references[name].Select(reference => $"<ProjectReference Include=\"..\\{reference}\\{reference}.csproj\" />"))}
              </ItemGroup>
            </Project>
            """);
        File.Delete(Path.Combine(Root, name, "Program.cs"));
    }

    private HashSet<string> Closure(string project)
    {
        var all = new HashSet<string>(_references[project]);
        foreach (var reference in _references[project])
            all.UnionWith(Closure(reference));
        return all;
    }

    private void AddFile(string file, string content, string project)
    {
        Write(file, content);
        _projects[file] = project;
    }

    private void Write(string file, string content) => _anchor.Write(Path.Combine("..", file), content);

    private async Task CommitAsync(string message)
    {
        await _anchor.GitAsync("add", "--all", "..");
        await _anchor.GitAsync("commit", "--quiet", "--message", message);
    }
}
