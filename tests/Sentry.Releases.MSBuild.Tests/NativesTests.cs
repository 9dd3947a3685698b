using System.IO.Compression;
using Sentry.Releases.MSBuild.Tests.Infrastructure;
using Sentry.StandIn;

namespace Sentry.Releases.MSBuild.Tests;

/// <summary>What the package has for one runtime identifier each: native builds of libgit2, and tasks compiled ahead of time.</summary>
[TestClass]
public sealed class NativesTests
{
    private static readonly string[] Natives =
    [
        "linux-arm/native/libgit2-a2bde63.so", "linux-arm64/native/libgit2-a2bde63.so", "linux-musl-arm/native/libgit2-a2bde63.so",
        "linux-musl-arm64/native/libgit2-a2bde63.so", "linux-musl-x64/native/libgit2-a2bde63.so",
        "linux-ppc64le/native/libgit2-a2bde63.so", "linux-x64/native/libgit2-a2bde63.so", "osx-arm64/native/libgit2-a2bde63.dylib",
        "osx-x64/native/libgit2-a2bde63.dylib", "win-arm64/native/git2-a2bde63.dll", "win-x64/native/git2-a2bde63.dll",
        "win-x86/native/git2-a2bde63.dll",
    ];

    [TestMethod]
    public async Task Every_runtime_identifier_of_the_folder_is_packed_without_debug_symbols()
    {
        var folder = NewFolder();
        foreach (var native in Natives.Append("win-x64/native/git2-a2bde63.pdb"))
            WriteEmpty(Path.Combine(folder, "runtimes", native));

        (await PackAsync(folder, $"-p:LibGit2Natives={folder}/runtimes", "-p:RequireLibGit2Natives=true")).Succeeded();

        using var package = ZipFile.OpenRead(Directory.GetFiles(folder, "*.nupkg").Single());
        const string Runtimes = "tasks/net8.0/runtimes/";
        var packed = package.Entries.Select(entry => entry.FullName).Where(name => name.StartsWith(Runtimes, StringComparison.Ordinal));
        CollectionAssert.AreEqual(Natives, packed.Select(name => name[Runtimes.Length..]).Order(StringComparer.Ordinal).ToArray());
    }

    [TestMethod]
    public async Task Where_they_are_required_packing_without_them_fails()
    {
        var folder = NewFolder();

        var packed = await PackAsync(folder, $"-p:LibGit2Natives={folder}/none", "-p:RequireLibGit2Natives=true");

        Assert.AreEqual(1, packed.ExitCode, packed.Output);
        Assert.Contains($"there is no native libgit2 in '{folder}/none'", packed.Output);
        Assert.IsEmpty(Directory.GetFiles(folder, "*.nupkg"));
    }

    [TestMethod]
    public async Task Packing_tasks_that_were_not_compiled_fails()
    {
        var folder = NewFolder();

        var packed = await PackAsync(folder, $"-p:ReadyToRunTasks={folder}/none");

        Assert.AreEqual(1, packed.ExitCode, packed.Output);
        Assert.Contains($"There are no tasks compiled ahead of time in '{folder}/none'", packed.Output);
    }

    [TestMethod]
    [SystemLibgit2Condition]
    public async Task The_packed_library_is_the_one_that_is_loaded_and_so_are_the_tasks_for_this_runtime()
    {
        var folder = NewFolder();
        var compiled = Directory.CreateDirectory(Path.Combine(folder, "compiled", "linux-x64")).FullName;
        foreach (var assembly in Directory.GetFiles(Path.Combine(Package.RepositoryRoot, "src", Package.Id, "bin", Package.Configuration, "net8.0"), "*.dll"))
            File.Copy(assembly, Path.Combine(compiled, Path.GetFileName(assembly)));
        var native = Directory.CreateDirectory(Path.Combine(folder, "runtimes", "linux-x64", "native")).FullName;
        File.Copy(SystemLibgit2ConditionAttribute.Library!, Path.Combine(native, "libgit2-a2bde63.so"));
        (await PackAsync(folder, $"-p:LibGit2Natives={folder}/runtimes", $"-p:ReadyToRunTasks={folder}/compiled", $"-p:PackageVersion={Package.Version}")).Succeeded();
        await using var sentry = await SentryStandIn.StartAsync();
        var project = TestProject.Create(sentry, "<SentryReleaseGitReader>LibGit2</SentryReleaseGitReader>");
        await project.InitializeGitAsync();
        project.Write("../nuget.config", $"""
            <configuration>
              <packageSources><clear /><add key="feed" value="{folder}" /></packageSources>
            </configuration>
            """);
        project.Set("NUGET_PACKAGES", Path.Combine(folder, "packages"));
        (await project.DotnetAsync("build", "-c", "Release")).Succeeded();
        project.Set("LD_DEBUG", "files");
        project.Set("LD_DEBUG_OUTPUT", Path.Combine(folder, "loaded"));

        var published = (await project.PublishAsync("--no-build", "-v:detailed")).Succeeded();

        Assert.Contains("/tasks/net8.0/linux-x64/Sentry.Releases.MSBuild.dll", published.Lines("Using \"CreateSentryRelease\" task").Single());
        Assert.AreEqual("libgit2", project.Report.GetProperty("history").GetProperty("reader").GetString());
        Assert.HasCount(2, sentry.Releases.Single().Commits);
        var loaded = string.Concat(Directory.GetFiles(folder, "loaded.*").Select(File.ReadAllText));
        Assert.Contains("/tasks/net8.0/runtimes/linux-x64/native/libgit2-a2bde63.so", loaded);
        Assert.DoesNotContain("init: " + SystemLibgit2ConditionAttribute.Library, loaded);
    }

    /// <summary>The nuspec goes into the folder, too: packing at the same time as other tests must not share one.</summary>
    private static Task<CommandResult> PackAsync(string folder, params string[] properties) => Command.RunAsync(
        "dotnet",
        [
            "pack", $"src/{Package.Id}", "--no-build", "-c", Package.Configuration, "-o", folder, $"-p:NuspecOutputPath={folder}/nuspec/",
            .. properties,
        ],
        Package.RepositoryRoot);

    private static string NewFolder() => Directory.CreateDirectory(Path.Combine(Package.Root, Guid.NewGuid().ToString("N"))).FullName;

    private static void WriteEmpty(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, []);
    }
}
