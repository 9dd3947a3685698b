using System.Globalization;
using System.Reflection;

namespace Sentry.Releases.MSBuild.Tests.Infrastructure;

/// <summary>The package under test: packed once for all tests, into a feed and a package folder of its own.</summary>
[TestClass]
public static class Package
{
    public const string Id = "Sentry.Releases.MSBuild";

    /// <summary>Everything that the tests write is below it, and it is gone at the end.</summary>
    internal static string Root { get; } = Directory.CreateTempSubdirectory("sentry-releases-tests-").FullName;

    internal static string RepositoryRoot { get; } = Metadata("RepositoryRoot");

    internal static string Configuration { get; } = Metadata("Configuration");

    internal static string Feed { get; } = Path.Combine(Root, "feed");

    internal static string RestoredPackages { get; } = Path.Combine(Root, "packages");

    internal static string Version { get; } = string.Create(CultureInfo.InvariantCulture, $"1.0.{Environment.ProcessId}");

    internal static string NupkgPath => Path.Combine(Feed, $"{Id}.{Version}.nupkg");

    [AssemblyInitialize]
    public static async Task PackAsync(TestContext _)
    {
        LinkNuGetFolder();
        var result = await Command.RunAsync(
            "dotnet",
            ["pack", $"src/{Id}", "--no-build", "-c", Configuration, "-o", Feed, $"-p:PackageVersion={Version}"],
            RepositoryRoot);
        result.Succeeded();

        // Restored once here, it is found there by the projects that restore other packages into the machine's own folder.
        await TestProject.Create(sentry: null).RunAsync("restore");
    }

    [AssemblyCleanup]
    public static void CleanUp() => Directory.Delete(Root, recursive: true);

    /// <summary>For the projects that restore from this machine's feeds: they have another home directory than its user.</summary>
    private static void LinkNuGetFolder()
    {
        const string NuGet = ".nuget";
        var user = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), NuGet);
        if (!OperatingSystem.IsWindows())
            Directory.CreateSymbolicLink(Path.Combine(Root, NuGet), Directory.CreateDirectory(user).FullName);
    }

    private static string Metadata(string key) =>
        typeof(Package).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == key).Value!;
}
