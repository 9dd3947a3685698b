using Sentry.Releases.MSBuild.Tests.Infrastructure;
using Sentry.StandIn;

namespace Sentry.Releases.MSBuild.Tests.Hooks;

/// <summary>Packing a tool publishes it on the way, for several runtimes several times.</summary>
[TestClass]
public sealed class ToolTests
{
    private const string Tool = "<PackAsTool>true</PackAsTool>";
    private const string ToolOfTwoRuntimes = $"""
        {Tool}
        <RuntimeIdentifiers>linux-x64;linux-arm64</RuntimeIdentifiers>
        <EnableRuntimePackDownload>false</EnableRuntimePackDownload>
        <EnableAppHostPackDownload>false</EnableAppHostPackDownload>
        """;
    private const string ToolOfTwoFrameworks = $"{Tool}<TargetFramework /><TargetFrameworks>net10.0;net10.0</TargetFrameworks>";
    private const string PackedOnBuild = $"{Tool}<GeneratePackageOnBuild>true</GeneratePackageOnBuild>";

    [TestMethod]
    [DataRow(Tool, "pack", 0)]
    [DataRow(Tool, "msbuild -restore -t:Pack", 0)]
    [DataRow(Tool, "pack -p:SentryReleaseOn=Pack", 1)]
    [DataRow(Tool, "pack -p:SentryReleaseOn=Publish%3BPack", 1)]
    [DataRow(Tool, "publish", 1)]
    [DataRow(ToolOfTwoRuntimes, "pack", 0)]
    [DataRow(ToolOfTwoRuntimes, "pack -p:SentryReleaseOn=Pack", 1)]
    [DataRow(ToolOfTwoFrameworks, "pack", 0)]
    [DataRow(ToolOfTwoFrameworks, "pack -p:SentryReleaseOn=Pack", 1)]
    [DataRow(PackedOnBuild, "build", 0)]
    [DataRow(PackedOnBuild, "build -p:SentryReleaseOn=Pack", 1)]
    [DataRow(PackedOnBuild, "publish", 1)]
    public async Task Released_when_it_is_asked_for(string properties, string command, int requests)
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = TestProject.Create(sentry, properties);

        var result = await project.RunAsync(command);

        sentry.AssertRequested(result, [.. Enumerable.Repeat("app@1.2.3", requests)]);
        Assert.AreEqual(
            !command.StartsWith("publish", StringComparison.Ordinal) || properties == PackedOnBuild,
            Directory.EnumerateFiles(project.Directory, "app*.nupkg", SearchOption.AllDirectories).Any(),
            result.Output);
    }
}
