using System.Runtime.InteropServices;

namespace Sentry.Releases.MSBuild.Tests.Infrastructure;

/// <summary>The program of <c>tests/Sentry.Releases.Hosts</c>, built for one MSBuild on one runtime when a test first asks for it.</summary>
internal sealed class Host
{
    public const string Project = "host.proj";

    private static readonly string[] Unavailable = ["NU1101", "NU1102", "NU1301"];

    /// <summary>MSBuild 17 as MSBuild.exe has it, a .NET Framework program: on Windows as it is, elsewhere on Mono.</summary>
    private static readonly Host Framework = new("net472", "17.7.2", runtime: null);

    private static readonly Host OnMusl = new("net10.0", "17.11.48", "linux-musl-x64");

    private static readonly Dictionary<string, Host> All = new(StringComparer.Ordinal)
    {
        [".NET 8, MSBuild 17.7"] = new("net8.0", "17.7.2", RuntimeInformation.RuntimeIdentifier),
        [".NET 9, MSBuild 17.11"] = new("net9.0", "17.11.48", RuntimeInformation.RuntimeIdentifier),
        [".NET 11, MSBuild 18.12"] = new("net11.0", "18.12.2", RuntimeInformation.RuntimeIdentifier),
        [".NET Framework, MSBuild 17.7"] = Framework,
        [".NET 10 on musl, MSBuild 17.11"] = OnMusl,
    };

    private readonly string _framework;
    private readonly Lazy<Task<CommandResult>> _build;
    private readonly Lazy<Task<IReadOnlyDictionary<string, string>>> _environment;

    /// <param name="framework">What it is compiled for.</param>
    /// <param name="engine">The version of MSBuild's packages.</param>
    /// <param name="runtime">The identifier of the runtime that it brings along, if it does.</param>
    private Host(string framework, string engine, string? runtime)
    {
        _framework = framework;
        _environment = new(() => this == OnMusl ? Musl.PrepareAsync(Path.Combine(Package.Root, "musl")) : Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>()));
        string[] selfContained = runtime is null ? [] : ["-r", runtime, "--self-contained"];
        _build = new(() => Command.RunAsync(
            "dotnet",
            ["build", "tests/Sentry.Releases.Hosts", "-nologo", $"-p:HostFramework={framework}", $"-p:EngineVersion={engine}", "--artifacts-path", Folder, .. selfContained],
            Package.RepositoryRoot));
    }

    /// <summary>Each with both readers; on musl without LibGit2, which wants an OpenSSL of that system.</summary>
    public static IEnumerable<(string Name, string Reader)> NamesAndReaders =>
        from host in All from reader in new[] { "LibGit2", "Git" } where host.Value != OnMusl || reader == "Git" select (host.Key, reader);

    /// <summary>Absolute path of the dotnet that tests run.</summary>
    public static string Dotnet => FindOnPath("dotnet")!;

    private string Folder => Path.Combine(Package.Root, "hosts", _framework);

    /// <summary>Ends a test that needs a host which this machine cannot run, with the reason.</summary>
    public static async Task<Host> GetAsync(string name)
    {
        var host = All[name];
        if (host == Framework && !OperatingSystem.IsWindows() && FindOnPath("mono") is null)
            Assert.Inconclusive("mono, which runs .NET Framework programs, is not on the PATH: apt-get install mono-runtime libmono-system-xaml4.0-cil");

        if (host == OnMusl && Musl.Obstacle is { } obstacle)
            Assert.Inconclusive(obstacle);

        var built = await host._build.Value;
        if (Unavailable.Any(code => built.Output.Contains(code, StringComparison.Ordinal)))
            Assert.Inconclusive($"No feed of this machine has the packages of {name}: {built.Lines("NU1")[0]}");

        built.Succeeded();
        return host;
    }

    public static Task<Host> GetFrameworkAsync() => GetAsync(All.Single(host => host.Value == Framework).Key);

    /// <summary>Writes the project of <c>host.proj.xml</c> beside a project.</summary>
    /// <param name="content">Further properties and targets, as XML.</param>
    public static void WriteProject(TestProject project, string content = "")
    {
        var package = Path.Combine(Package.RestoredPackages, Package.Id.ToLowerInvariant(), Package.Version);
        var xml = File.ReadAllText(Path.Combine(Package.RepositoryRoot, "tests", "Sentry.Releases.Hosts", "host.proj.xml"));
        project.Write(Project, xml
            .Replace("PACKAGE/", package + "/", StringComparison.Ordinal)
            .Replace("<Target Name=\"Publish\" />", $"<Target Name=\"Publish\" />{content}", StringComparison.Ordinal));
    }

    /// <summary>Builds the project of <see cref="WriteProject"/>.</summary>
    public Task<CommandResult> RunAsync(TestProject project, string targets, params string[] properties) =>
        RunAsync(project, project.Environment, targets, properties);

    /// <summary>Builds it in an environment of its own.</summary>
    public async Task<CommandResult> RunAsync(
        TestProject project, IReadOnlyDictionary<string, string> environment, string targets, params string[] properties)
    {
        var program = Directory.EnumerateFiles(Path.Combine(Folder, "bin"), ProgramName, SearchOption.AllDirectories).Single();
        string[] arguments = [Project, targets, .. properties];
        var all = environment.Concat(await _environment.Value).ToDictionary();
        return this == Framework && !OperatingSystem.IsWindows()
            ? await Command.RunAsync("mono", [program, .. arguments], project.Directory, all)
            : await Command.RunAsync(program, arguments, project.Directory, all);
    }

    private string ProgramName => "Sentry.Releases.Hosts" + (this == Framework || OperatingSystem.IsWindows() ? ".exe" : "");

    public static string? FindOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
