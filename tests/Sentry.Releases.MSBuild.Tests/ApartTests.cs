using System.Globalization;
using System.Security;
using System.Text.Json.Nodes;
using Sentry.Releases.MSBuild.Tests.Infrastructure;
using Sentry.StandIn;

namespace Sentry.Releases.MSBuild.Tests;

/// <summary>The .NET Framework engine of MSBuild 17, which cannot load the tasks and has dotnet msbuild run them.</summary>
[TestClass]
public sealed class ApartTests
{
    private const string OddName = """a;b 100% %41 %3B "q" 'p' (x) [y] ü漢 &<|$PATH %PATH% !x! `id`@1""";

    internal const string Shown = """
        <Target Name="Show" AfterTargets="CreateSentryRelease">
          <Message Importance="high" Text="name [$(SentryReleaseName)] outcome [$(SentryReleaseOutcome)] commits [$(SentryReleaseCommitCount)]" />
        </Target>
        """;

    [TestMethod]
    public async Task Publishing_creates_the_release_and_sets_the_same_properties()
    {
        var host = await Host.GetFrameworkAsync();
        await using var sentry = await SentryStandIn.StartAsync();
        var project = await BuiltProject.CopyAsync(sentry.Url, sentry.Token);
        Host.WriteProject(project, Shown);

        var published = (await host.RunAsync(project, "Publish")).Succeeded();

        var name = sentry.RequestedNames().Single();
        Assert.Contains($"name [{name}] outcome [created] commits [2]", published.Output);
        Assert.Contains("Created Sentry release", published.Output);
        AssertNothingIsLeft(project);
        Leaks.AssertNone(sentry.Token, published, project);
    }

    [TestMethod]
    public async Task Every_value_arrives_unchanged()
    {
        var host = await Host.GetFrameworkAsync();
        var project = await BuiltProject.CopyAsync(new Uri("http://localhost:9/"), "unused");
        var paths = string.Join(';', Enumerable.Range(0, 1000).Select(number => string.Create(CultureInfo.InvariantCulture, $"src/{number:d36}/ü")));
        Assert.IsGreaterThan(40_000, paths.Length);
        Host.WriteProject(project, $"""
            <PropertyGroup>
              <SentryReleaseDryRun>true</SentryReleaseDryRun>
              <SentryRelease>{SecurityElement.Escape(OddName.Replace("%", "%25", StringComparison.Ordinal))}</SentryRelease>
              <SentryReleaseRef>first;line
            second 'line' \with\ backslashes\</SentryReleaseRef>
              <SentryReleasePaths>{paths};notes.txt</SentryReleasePaths>
              <SentryReleaseCommitSource>Git</SentryReleaseCommitSource>
            </PropertyGroup>
            """);

        await project.RunAsync($"msbuild {Host.Project} -t:Publish -p:SentryReleaseReport=expected.json");
        (await host.RunAsync(project, "Publish", "SentryReleaseReport=actual.json")).Succeeded();

        var expected = await ReportAsync(project, "expected.json");
        Assert.AreEqual(2, (int?)expected["history"]!["commits"], "only the last of the paths has commits");
        Assert.AreEqual(OddName, (string?)expected["release"]);
        Assert.AreEqual(expected.ToJsonString(), (await ReportAsync(project, "actual.json")).ToJsonString());
    }

    [TestMethod]
    public async Task It_works_in_a_folder_with_an_odd_name()
    {
        var host = await Host.GetFrameworkAsync();
        var project = TestProject.Create(sentry: null, name: "feature%2Fa;b $HOME 'c' ü");
        Host.WriteProject(project, "<PropertyGroup><SentryRelease>app@1.0.0</SentryRelease><SentryReleaseDryRun>true</SentryReleaseDryRun></PropertyGroup>" + Shown);

        var published = (await host.RunAsync(project, "Publish")).Succeeded();

        Assert.Contains("name [app@1.0.0] outcome [dry-run] commits [0]", published.Output);
        Assert.Contains("warning SRM2001", published.Output);
        AssertNothingIsLeft(project);
    }

    [TestMethod]
    public async Task Failures_are_the_packages_own_and_fail_the_build_when_they_shall()
    {
        var host = await Host.GetFrameworkAsync();
        await using var sentry = await SentryStandIn.StartAsync();
        var project = await BuiltProject.CopyAsync(sentry.Url, "not-a-token");
        Host.WriteProject(project, Shown);

        var warned = (await host.RunAsync(project, "Publish")).Succeeded();
        var silenced = (await host.RunAsync(project, "Publish", "MSBuildWarningsAsMessages=SRM3002")).Succeeded();
        var failed = await host.RunAsync(project, "Publish", "SentryReleaseFailure=Error");
        var invalid = await host.RunAsync(project, "Publish", "SentryReleaseFailure=Error", "SentryReleaseTimeout=soon", "SentryReleaseMaxCommits=few");

        Assert.Contains($"{Host.Project} : warning SRM3002: ", warned.Output);
        Assert.Contains("outcome [failed]", warned.Output);
        Assert.DoesNotContain("warning", silenced.Output);
        Assert.AreEqual(1, failed.ExitCode, failed.Output);
        Assert.Contains($"{Host.Project} : error SRM3002: ", failed.Output);
        Assert.DoesNotContain("error MSB", failed.Output);
        Assert.AreEqual(1, invalid.ExitCode, invalid.Output);
        Assert.HasCount(2, invalid.Lines("error SRM1005"), invalid.Output);
    }

    [TestMethod]
    public async Task Lists_have_the_same_items()
    {
        const string Listing = """
            <Target Name="List" DependsOnTargets="ListSentryReleases;ListSentryReleaseCommits;ListSentryReleaseFiles;ListSentryReleaseDeploys;DiagnoseSentryRelease">
              <Message Importance="high" Text="item=%(SentryReleaseEntry.Identity)|%(SentryReleaseEntry.Projects)|%(SentryReleaseEntry.CommitCount)|%(SentryReleaseEntry.MSBuildSourceProjectFile)|" />
              <Message Importance="high" Text="commit=@(SentryCommitEntry->'%(Identity) %(Message)')|" />
              <Message Importance="high" Text="diagnosis=@(SentryDiagnosis->'%(Identity) %(Result) %(Found)')|" />
              <Message Importance="high" Text="others=@(SentryFileEntry)|@(SentryDeployEntry)|$(SentryReleaseHasMore)|" />
            </Target>
            """;
        var host = await Host.GetFrameworkAsync();
        await using var sentry = await SentryStandIn.StartAsync();
        sentry.AddRelease(@"odd;name%20*@1.0 \b'$(x)", "web", "api");
        var project = await BuiltProject.CopyAsync(sentry.Url, sentry.Token);
        Host.WriteProject(project, Listing);
        await project.RunAsync($"msbuild {Host.Project} -t:Publish");

        var expected = await project.RunAsync($"msbuild {Host.Project} -t:List");
        var actual = (await host.RunAsync(project, "List")).Succeeded();

        foreach (var kind in new[] { "item=", "commit=", "diagnosis=", "others=" })
        {
            Assert.IsNotEmpty(expected.Lines(kind), expected.Output);
            Assert.AreEqual(string.Join('\n', expected.Lines(kind)), string.Join('\n', actual.Lines(kind)));
        }
    }

    [TestMethod]
    public async Task A_deploy_is_recorded()
    {
        var host = await Host.GetFrameworkAsync();
        await using var sentry = await SentryStandIn.StartAsync();
        var project = await BuiltProject.CopyAsync(sentry.Url, sentry.Token);
        Host.WriteProject(project);
        (await host.RunAsync(project, "Publish")).Succeeded();

        var recorded = (await host.RunAsync(project, "RecordSentryDeploy", "SentryReleaseDeployEnvironment=production")).Succeeded();

        Assert.HasCount(2, sentry.Requests, recorded.Output);
        Assert.AreEqual("production", sentry.Requests[^1].Json.GetProperty("environment").GetString());
    }

    internal static void AssertNothingIsLeft(TestProject project) =>
        Assert.IsEmpty(Directory.EnumerateFiles(project.Directory, "sentry-release-*", SearchOption.AllDirectories));

    /// <returns>A report, without what differs between two runs.</returns>
    private static async Task<JsonNode> ReportAsync(TestProject project, string file)
    {
        var report = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(project.Directory, file)))!;
        report["elapsed"] = null;
        return report;
    }
}
