using Sentry.Releases.MSBuild.Tests.Infrastructure;
using Sentry.StandIn;

namespace Sentry.Releases.MSBuild.Tests.Hooks;

/// <summary>Packing a tool publishes it on the way, for several runtimes several times.</summary>
[TestClass]
public sealed class ToolTests
{
    private const string Tool = "<PackAsTool>true</PackAsTool>";

    [TestMethod]
    public async Task A_tool_is_released_when_it_is_asked_for()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = TestProject.Create(sentry, Tool);

        await sentry.AssertRequestsAsync(project, ("publish", "app@1.2.3"));
        AssertPackages(project, 0);
        await sentry.AssertRequestsAsync(
            project,
            ("pack --no-restore", ""),
            ("msbuild -restore -t:Pack", ""),
            ("pack --no-restore -p:SentryReleaseOn=Pack", "app@1.2.3"),
            ("pack --no-restore -p:SentryReleaseOn=Publish%3BPack", "app@1.2.3"));
        AssertPackages(project, 1);
    }

    [TestMethod]
    public async Task A_tool_of_several_runtimes_is_one_release_in_several_packages()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = TestProject.Create(sentry, $"""
            {Tool}
            <RuntimeIdentifiers>linux-x64;linux-arm64</RuntimeIdentifiers>
            <EnableRuntimePackDownload>false</EnableRuntimePackDownload>
            <EnableAppHostPackDownload>false</EnableAppHostPackDownload>
            """);

        await sentry.AssertRequestsAsync(project, ("pack", ""), ("pack -p:SentryReleaseOn=Pack", "app@1.2.3"));
        AssertPackages(project, 3);
    }

    [TestMethod]
    public async Task A_tool_of_several_frameworks_is_one_release()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = TestProject.Create(sentry, $"{Tool}<TargetFramework /><TargetFrameworks>net10.0;net10.0</TargetFrameworks>");

        await sentry.AssertRequestsAsync(project, ("pack", ""), ("pack -p:SentryReleaseOn=Pack", "app@1.2.3"));
        AssertPackages(project, 1);
    }

    [TestMethod]
    public async Task A_tool_that_is_packed_whenever_it_is_built_is_released_when_it_is_asked_for()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = TestProject.Create(sentry, $"{Tool}<GeneratePackageOnBuild>true</GeneratePackageOnBuild>");

        await sentry.AssertRequestsAsync(
            project,
            ("build", ""),
            ("build --no-restore -p:SentryReleaseOn=Pack", "app@1.2.3"),
            ("publish --no-restore", "app@1.2.3"));
        AssertPackages(project, 1);
    }

    /// <param name="project">The tool's project.</param>
    /// <param name="count">How many packages, debug and release builds of one counted once.</param>
    private static void AssertPackages(TestProject project, int count) => Assert.HasCount(
        count,
        Directory.GetFiles(Path.Combine(project.Directory, "bin"), "app*.nupkg", SearchOption.AllDirectories)
            .Select(file => Path.GetFileName(file)).Distinct().ToList());
}
