using System.Text.Json.Nodes;
using Microsoft.Build.Locator;
using Sentry.Releases.MSBuild.Tests.Infrastructure;
using Sentry.StandIn;

namespace Sentry.Releases.MSBuild.Tests;

/// <summary>Every MSBuild from 17.7 on, on every runtime, creates the release that the newest .NET SDK of this machine creates.</summary>
[TestClass]
public sealed class HostsTests
{
    private static readonly IReadOnlyList<VisualStudioInstance> Sdks = [.. MSBuildLocator
        .QueryVisualStudioInstances(new VisualStudioInstanceQueryOptions { DiscoveryTypes = DiscoveryType.DotNetSdk })
        .Where(sdk => sdk.Version.Major >= 8)
        .OrderByDescending(sdk => sdk.Version)];

    public static IEnumerable<object[]> HostsAndReaders => Host.NamesAndReaders.Select(row => new object[] { row.Name, row.Reader });

    public static IEnumerable<object[]> SdksOfThisMachine => Sdks.Select(sdk => new object[] { sdk.Version.ToString() });

    [TestMethod]
    [DynamicData(nameof(HostsAndReaders))]
    public async Task A_host_creates_the_same_release(string name, string reader)
    {
        var host = await Host.GetAsync(name);

        var release = await PublishAsync(reader, project => host.RunAsync(project, "Publish", $"SentryReleaseGitReader={reader}"));

        Assert.AreEqual(await PublishAsync(reader, project => RunSdkAsync(Sdks[0], project, reader)), release);
    }

    [TestMethod]
    [DynamicData(nameof(SdksOfThisMachine))]
    public async Task A_NET_SDK_creates_the_release(string version)
    {
        var sdk = Sdks.Single(sdk => sdk.Version.ToString() == version);

        var release = await PublishAsync("Git", project => RunSdkAsync(sdk, project, "Git"));

        Assert.AreEqual(await PublishAsync("Git", project => RunSdkAsync(Sdks[0], project, "Git")), release);
    }

    [TestMethod]
    [DataRow("LibGit2")]
    [DataRow("Git")]
    public async Task MSBuild_of_Visual_Studio_creates_the_same_release(string reader)
    {
        if (Host.FindOnPath("MSBuild.exe") is not { } program)
        {
            Assert.Inconclusive("MSBuild.exe of Visual Studio is not on the PATH.");
            return;
        }

        var release = await PublishAsync(reader, project => Command.RunAsync(
            program, [Host.Project, "-t:Publish", $"-p:SentryReleaseGitReader={reader}"], project.Directory, project.Environment));

        Assert.AreEqual(await PublishAsync(reader, project => RunSdkAsync(Sdks[0], project, reader)), release);
    }

    private static Task<CommandResult> RunSdkAsync(VisualStudioInstance sdk, TestProject project, string reader) =>
        project.DotnetAsync("exec", Path.Combine(sdk.MSBuildPath, "MSBuild.dll"), Host.Project, "-t:Publish", $"-p:SentryReleaseGitReader={reader}");

    /// <returns>The report, without what differs between two runs.</returns>
    private static async Task<string> PublishAsync(string reader, Func<TestProject, Task<CommandResult>> publish)
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = await BuiltProject.CopyAsync(sentry.Url, sentry.Token);
        Host.WriteProject(project);

        var published = (await publish(project)).Succeeded();

        Assert.HasCount(1, sentry.Requests, published.Output);
        Assert.IsEmpty(published.Lines("SRM"), published.Output);
        var report = JsonNode.Parse(await File.ReadAllTextAsync(project.ReportPath))!;
        Assert.AreEqual("created", (string?)report["outcome"]);
        Assert.AreEqual(reader.ToLowerInvariant(), (string?)report["history"]!["reader"]);
        Assert.AreEqual(2, (int?)report["history"]!["commits"]);
        report["response"] = null;
        report["elapsed"] = null;
        return report.ToJsonString();
    }
}
