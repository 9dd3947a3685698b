using Sentry.StandIn;

namespace Sentry.Releases.Benchmarks.Comparison;

/// <summary>What the comparisons share: a folder that is gone afterwards, the package, a stand-in of Sentry, and the peer.</summary>
public sealed class Workshop : IAsyncDisposable
{
    /// <summary>The package that is measured.</summary>
    public const string Package = "Sentry.Releases.MSBuild";

    /// <summary>A package with nothing in it: the first package of a project costs something whatever is in it.</summary>
    public const string EmptyPackage = "Empty";

    /// <summary>No variables besides those of all.</summary>
    public static readonly IReadOnlyDictionary<string, string> NoVariables = new Dictionary<string, string>();

    private const string PackageVersion = "0.0.0-bench";
    private readonly string _source;
    private readonly string _root = Directory.CreateTempSubdirectory("sentry-releases-bench-").FullName;
    private readonly Dictionary<string, string> _environment = new()
    {
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
    };

    private Workshop(string source, SentryStandIn sentry, SentryStandIn sentryOverHttps)
    {
        _source = source;
        Sentry = sentry;
        SentryOverHttps = sentryOverHttps;
        // The machine's own certificates, which every https connection loads, are still loaded: they are in a folder besides.
        File.WriteAllText(Path.Combine(_root, "stand-in.pem"), sentryOverHttps.Certificate!.ExportCertificatePem());
        _environment["SSL_CERT_FILE"] = Path.Combine(_root, "stand-in.pem");
    }

    /// <summary>The stand-in, which answers at once.</summary>
    public SentryStandIn Sentry { get; }

    /// <summary>The same over https, with a certificate that is trusted for the run.</summary>
    public SentryStandIn SentryOverHttps { get; }

    /// <summary>The program; <see langword="null"/> where npm is missing or cannot install it.</summary>
    public string? SentryCli { get; private set; }

    /// <summary>Builds all that is measured.</summary>
    /// <param name="source">The repository's folder.</param>
    /// <exception cref="InvalidOperationException">A command failed.</exception>
    public static async Task<Workshop> OpenAsync(string source)
    {
        var workshop = new Workshop(source, await SentryStandIn.StartAsync(), await SentryStandIn.StartAsync(new StandInOptions { Https = true }));
        workshop.Dotnet(source, "build", "tests/Sentry.Releases.Benchmarks", "-c", "Release");
        workshop.Pack();
        workshop.PackNothing();
        workshop.SentryCli = Comparison.SentryCli.Install(Path.Combine(workshop._root, "npm"));
        // From here on, so that the repository's own restore is left as it is.
        workshop._environment["NUGET_PACKAGES"] = Path.Combine(workshop._root, "packages");
        return workshop;
    }

    /// <summary>Runs a program to its end.</summary>
    public ChildProcess Run(string directory, string program, params string[] arguments) => Run(directory, NoVariables, program, arguments);

    /// <summary>Runs a program to its end, with variables besides those of all.</summary>
    public ChildProcess Run(string directory, IReadOnlyDictionary<string, string> environment, string program, params string[] arguments)
    {
        var all = new Dictionary<string, string>(_environment);
        foreach (var (name, value) in environment)
            all[name] = value;

        return ChildProcess.Run(directory, all, program, arguments);
    }

    /// <summary>Runs a program that sends requests to a stand-in.</summary>
    public ChildProcess RunWithToken(SentryStandIn server, string directory, IReadOnlyDictionary<string, string> environment, string program, params string[] arguments) =>
        Run(
            directory,
            new Dictionary<string, string>(environment)
            {
                ["SENTRY_URL"] = server.Url.ToString(),
                ["SENTRY_ORG"] = "acme",
                ["SENTRY_PROJECT"] = "web",
                ["SENTRY_AUTH_TOKEN"] = server.Token,
            },
            program,
            arguments);

    /// <summary>Runs this program in Release, where it can speak to the stand-in.</summary>
    /// <returns>The lines that it wrote.</returns>
    public string[] RunThis(params string[] arguments)
    {
        var program = Path.Combine(_source, "tests", "Sentry.Releases.Benchmarks", "bin", "Release", "net10.0", "Sentry.Releases.Benchmarks.dll");
        return RunWithToken(Sentry, _source, NoVariables, "dotnet", [program, .. arguments]).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Makes and builds a console project that refers to a package.</summary>
    /// <returns>Its folder.</returns>
    public string CreateProject(string repository, string name, string package, string version = PackageVersion)
    {
        var directory = Directory.CreateDirectory(Path.Combine(repository, name)).FullName;
        File.WriteAllText(Path.Combine(directory, "Program.cs"), "System.Console.WriteLine();");
        var clear = version == PackageVersion ? "<clear />" : "";
        File.WriteAllText(Path.Combine(directory, "nuget.config"), $"""
            <configuration><packageSources>{clear}<add key="bench" value="{Path.Combine(_root, "feed")}" /></packageSources></configuration>
            """);
        File.WriteAllText(Path.Combine(directory, $"{name}.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><Version>1.2.3</Version><UseAppHost>false</UseAppHost>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="{package}" Version="{version}" PrivateAssets="all" />
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
        await SentryOverHttps.DisposeAsync();
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
