using Sentry.StandIn;

namespace Sentry.Releases.Benchmarks.Comparison;

/// <summary>What the comparisons share: a folder that is gone afterwards, the package, a stand-in of Sentry, and the peer.</summary>
public sealed class Workshop : IAsyncDisposable
{
    private const string PackageVersion = "0.0.0-bench";
    private const string EmptyPackage = "Empty";
    private readonly string _source;
    private readonly string _root = Directory.CreateTempSubdirectory("sentry-releases-bench-").FullName;
    private readonly Dictionary<string, string> _environment = new()
    {
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
    };

    private Workshop(string source, SentryStandIn sentry)
    {
        _source = source;
        Sentry = sentry;
    }

    /// <summary>The stand-in, which answers at once.</summary>
    public SentryStandIn Sentry { get; }

    /// <summary>The program; <see langword="null"/> where npm is missing or cannot install it.</summary>
    public string? SentryCli { get; private set; }

    /// <summary>Builds all that is measured.</summary>
    /// <param name="source">The repository's folder.</param>
    /// <exception cref="InvalidOperationException">A command failed.</exception>
    public static async Task<Workshop> OpenAsync(string source)
    {
        var workshop = new Workshop(source, await SentryStandIn.StartAsync());
        workshop.Dotnet(source, "build", "tests/Sentry.Releases.Benchmarks", "-c", "Release");
        workshop.Pack();
        workshop.PackNothing();
        workshop.SentryCli = Comparison.SentryCli.Install(Path.Combine(workshop._root, "npm"));
        // From here on, so that the repository's own restore is left as it is.
        workshop._environment["NUGET_PACKAGES"] = Path.Combine(workshop._root, "packages");
        return workshop;
    }

    /// <summary>Runs a program to its end.</summary>
    public ChildProcess Run(string directory, string program, params string[] arguments) =>
        ChildProcess.Run(directory, _environment, program, arguments);

    /// <summary>Runs a program that speaks to the stand-in.</summary>
    public ChildProcess RunWithToken(string directory, string program, params string[] arguments) =>
        ChildProcess.Run(
            directory,
            new Dictionary<string, string>(_environment)
            {
                ["SENTRY_URL"] = Sentry.Url.ToString(),
                ["SENTRY_ORG"] = "acme",
                ["SENTRY_PROJECT"] = "web",
                ["SENTRY_AUTH_TOKEN"] = Sentry.Token,
            },
            program,
            arguments);

    /// <summary>Runs this program in Release, where it can speak to the stand-in.</summary>
    /// <returns>The lines that it wrote.</returns>
    public string[] RunThis(params string[] arguments)
    {
        var program = Path.Combine(_source, "tests", "Sentry.Releases.Benchmarks", "bin", "Release", "net10.0", "Sentry.Releases.Benchmarks.dll");
        return RunWithToken(_source, "dotnet", [program, .. arguments]).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>
    /// Makes and builds a console project. Without the package it refers to an empty one: the first package of a project costs something
    /// whatever is in it.
    /// </summary>
    /// <returns>Its folder.</returns>
    public string CreateProject(string repository, string name, bool withPackage)
    {
        var directory = Directory.CreateDirectory(Path.Combine(repository, name)).FullName;
        File.WriteAllText(Path.Combine(directory, "Program.cs"), "System.Console.WriteLine();");
        File.WriteAllText(Path.Combine(directory, "nuget.config"), $"""
            <configuration><packageSources><clear /><add key="bench" value="{Path.Combine(_root, "feed")}" /></packageSources></configuration>
            """);
        File.WriteAllText(Path.Combine(directory, $"{name}.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><Version>1.2.3</Version><UseAppHost>false</UseAppHost>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="{(withPackage ? "Sentry.Releases.MSBuild" : EmptyPackage)}" Version="{PackageVersion}" PrivateAssets="all" />
              </ItemGroup>
            </Project>
            """);
        Dotnet(directory, "build", "-c", "Release");
        return directory;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Sentry.DisposeAsync();
        Directory.Delete(_root, recursive: true);
    }

    private void Pack() => Dotnet(
        _source, "pack", "src/Sentry.Releases.MSBuild", "-c", "Release", "-o", Path.Combine(_root, "feed"), $"-p:PackageVersion={PackageVersion}");

    private void PackNothing()
    {
        var directory = Directory.CreateDirectory(Path.Combine(_root, EmptyPackage)).FullName;
        File.WriteAllText(Path.Combine(directory, $"{EmptyPackage}.csproj"), """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
            </Project>
            """);
        Dotnet(directory, "pack", "-o", Path.Combine(_root, "feed"), $"-p:PackageVersion={PackageVersion}");
    }

    private ChildProcess Dotnet(string directory, params string[] arguments) => Run(directory, "dotnet", arguments);
}
