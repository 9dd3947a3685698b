using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Sentry.Releases.MSBuild.Tests.Infrastructure;
using Sentry.StandIn;

namespace Sentry.Releases.MSBuild.Tests;

/// <summary>What the package has for one system each: native builds of libgit2, and tasks compiled ahead of time.</summary>
[TestClass]
public sealed class NativesTests
{
    private const string TaskAssembly = "Sentry.Releases.MSBuild.dll";

    private static readonly string[] NativePlatforms =
    [
        "linux-arm", "linux-arm64", "linux-musl-arm", "linux-musl-arm64", "linux-musl-x64", "linux-ppc64le", "linux-x64", "osx-arm64", "osx-x64",
        "win-arm64", "win-x64", "win-x86",
    ];

    private static readonly string[] CompiledPlatforms = ["linux-arm64", "linux-x64", "osx-arm64", "osx-x64", "win-arm64", "win-x64"];

    [TestMethod]
    public void There_is_one_native_library_for_every_platform()
    {
        using var package = ZipFile.OpenRead(Package.NupkgPath);
        const string Runtimes = "tasks/runtimes/";

        var platforms = package.Entries.Select(entry => entry.FullName)
            .Where(name => name.Contains("/runtimes/", StringComparison.Ordinal))
            .Select(name => name.StartsWith(Runtimes, StringComparison.Ordinal) ? name[Runtimes.Length..].Split('/')[0] : name);

        CollectionAssert.AreEqual(NativePlatforms, platforms.Order(StringComparer.Ordinal).ToArray());
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux, IgnoreMessage = "The tasks are compiled ahead of time on Linux only.")]
    public void There_are_tasks_compiled_ahead_of_time_for_two_runtimes()
    {
        using var package = ZipFile.OpenRead(Package.NupkgPath);

        string[] expected =
        [
            .. CompiledPlatforms.Select(platform => $"tasks/net10.0/{platform}"), .. CompiledPlatforms.Select(platform => $"tasks/net11.0/{platform}"),
            "tasks/net8.0",
        ];
        CollectionAssert.AreEqual(expected, TaskFolders(package));
        var il = package.GetEntry($"tasks/net8.0/{TaskAssembly}")!.Length;
        foreach (var folder in expected[..^1])
            Assert.IsGreaterThan(il, package.GetEntry($"{folder}/{TaskAssembly}")!.Length, folder);
    }

    [TestMethod]
    public void Every_folder_of_tasks_leads_to_the_same_native_libraries()
    {
        using var package = ZipFile.OpenRead(Package.NupkgPath);
        foreach (var folder in TaskFolders(package))
        {
            var natives = NativesOf(package, folder);
            Assert.HasCount(NativePlatforms.Length, natives, folder);
            foreach (var native in natives)
                Assert.IsNotNull(package.GetEntry(native), $"{folder}: {native}");
        }
    }

    [TestMethod]
    public async Task Where_they_are_not_compiled_ahead_of_time_the_IL_is_packed_with_a_warning()
    {
        var folder = Path.Combine(Package.Root, Guid.NewGuid().ToString("N"));

        // The nuspec goes into the folder, too: packing at the same time as other tests must not share one.
        var packed = (await Command.RunAsync(
            "dotnet",
            [
                "pack", $"src/{Package.Id}", "--no-build", "-c", Package.Configuration, "-o", folder, $"-p:NuspecOutputPath={folder}/nuspec/",
                "-p:CompileTasksAheadOfTime=false",
            ],
            Package.RepositoryRoot)).Succeeded();

        Assert.HasCount(1, packed.Lines("warning SRMPACK01"), packed.Output);
        using var package = ZipFile.OpenRead(Directory.GetFiles(folder, "*.nupkg").Single());
        CollectionAssert.AreEqual(new[] { "tasks/net8.0" }, TaskFolders(package));
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux, IgnoreMessage = "What a process loads is written down by Linux's loader.")]
    public async Task Without_git_both_kinds_of_tasks_read_the_commits_with_the_packed_library()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = await BuiltAloneAsync(sentry);
        project.Set("PATH", Directory.CreateDirectory(Path.Combine(project.SolutionDirectory, "nothing")).FullName);
        project.Set("LD_DEBUG", "files");

        await AssertReadsAsync(project, "tasks/net10.0/linux-x64");
        Directory.Delete(Path.Combine(project.Environment["NUGET_PACKAGES"], Package.Id.ToLowerInvariant(), Package.Version, "tasks", "net10.0"), recursive: true);
        await AssertReadsAsync(project, "tasks/net8.0");

        Assert.HasCount(2, sentry.Releases.Single().Commits);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux, IgnoreMessage = "Only libgit2's builds for Linux need OpenSSL.")]
    public async Task Where_the_library_does_not_start_the_git_program_reads()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = await BuiltAloneAsync(sentry);
        ReplaceOpenSslByNewer(project);

        (await project.PublishAsync("--no-build")).Succeeded();

        var diagnostic = project.Report.GetProperty("diagnostics").EnumerateArray().Single();
        Assert.AreEqual("SRM2005", diagnostic.GetProperty("code").GetString());
        Assert.Contains("libssl 3, 1.1 or 1.0", diagnostic.GetProperty("message").GetString()!);
        Assert.AreEqual("git", project.Report.GetProperty("history").GetProperty("reader").GetString());
        Assert.HasCount(2, sentry.Releases.Single().Commits);
    }

    /// <summary>Each publish is a process of its own, with packages of its own.</summary>
    private static async Task<TestProject> BuiltAloneAsync(SentryStandIn sentry)
    {
        var project = TestProject.Create(sentry);
        project.Set("NUGET_PACKAGES", Path.Combine(project.SolutionDirectory, "packages"));
        await project.InitializeGitAsync();
        await project.RunAsync("build -c Release");
        return project;
    }

    private static async Task AssertReadsAsync(TestProject project, string tasks)
    {
        project.Set("LD_DEBUG_OUTPUT", Path.Combine(project.SolutionDirectory, "loaded"));

        var published = (await project.PublishAsync("--no-build", "-v:detailed")).Succeeded();

        Assert.Contains($"/{tasks}/{TaskAssembly}", published.Lines("Using \"CreateSentryRelease\" task").Single());
        Assert.IsEmpty(published.Lines("SRM2005: "), published.Output);
        Assert.AreEqual("libgit2", project.Report.GetProperty("history").GetProperty("reader").GetString());
        var logs = Directory.GetFiles(project.SolutionDirectory, "loaded.*");
        var native = Path.GetRelativePath(tasks, "tasks/runtimes/linux-x64/native/libgit2-");
        Assert.IsTrue(logs.SelectMany(File.ReadLines).Any(line => line.Contains($"/{tasks}/{native}", StringComparison.Ordinal)), tasks);
        foreach (var log in logs)
            File.Delete(log);
    }

    /// <summary>
    /// Makes it a system with an OpenSSL only that is newer than libgit2 knows: the loader finds files that are no libraries under the
    /// names of the older ones, and this system's own under a new name, which only the runtime is told.
    /// </summary>
    private static void ReplaceOpenSslByNewer(TestProject project)
    {
        const string Name = "libssl.so.";
        var folder = Directory.CreateDirectory(Path.Combine(project.SolutionDirectory, "openssl")).FullName;
        foreach (var version in new[] { "3", "1.1", "1.0.0", "10" })
            File.WriteAllText(Path.Combine(folder, Name + version), "no library");

        SHA256.HashData([]);
        using var process = Process.GetCurrentProcess();
        var library = process.Modules.Cast<ProcessModule>().First(module => module.ModuleName.StartsWith(Name, StringComparison.Ordinal));
        var newVersion = new string('4', library.ModuleName.Length - Name.Length);
        var content = Encoding.Latin1.GetString(File.ReadAllBytes(library.FileName));
        var renamed = content.Replace(library.ModuleName + '\0', Name + newVersion + '\0', StringComparison.Ordinal);
        File.WriteAllBytes(Path.Combine(folder, Name + newVersion), Encoding.Latin1.GetBytes(renamed));
        project.Set("DOTNET_OPENSSL_VERSION_OVERRIDE", newVersion);
        project.Set("LD_LIBRARY_PATH", folder);
    }

    private static string[] TaskFolders(ZipArchive package) =>
        [.. package.Entries.Where(entry => entry.Name == TaskAssembly).Select(entry => entry.FullName[..^(TaskAssembly.Length + 1)]).Order(StringComparer.Ordinal)];

    /// <returns>The natives that a folder's deps.json names, as paths in the package.</returns>
    private static List<string> NativesOf(ZipArchive package, string folder)
    {
        using var stream = package.GetEntry($"{folder}/{Path.ChangeExtension(TaskAssembly, ".deps.json")}")!.Open();
        using var dependencies = JsonDocument.Parse(stream);
        return
        [
            .. dependencies.RootElement.GetProperty("targets").EnumerateObject().Single().Value.EnumerateObject()
                .Where(library => library.Value.TryGetProperty("runtimeTargets", out _))
                .SelectMany(library => library.Value.GetProperty("runtimeTargets").EnumerateObject())
                .Select(native => new Uri(new Uri($"file:///{folder}/"), native.Name).AbsolutePath[1..]),
        ];
    }
}
