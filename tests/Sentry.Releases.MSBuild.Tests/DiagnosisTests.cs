using System.Text.Json;
using Sentry.Releases.MSBuild.Tests.Infrastructure;
using Sentry.StandIn;

namespace Sentry.Releases.MSBuild.Tests;

/// <summary>The diagnosis as a person, a script and a CI job call it. What it finds is tested with the library.</summary>
[TestClass]
public sealed class DiagnosisTests
{
    private const string Remote = "https://github.com/acme/shop.git";

    [TestMethod]
    public async Task In_a_project_that_is_set_up_it_is_a_table_and_JSON_without_a_warning()
    {
        await using var sentry = await StartAsync();
        var project = TestProject.Create(sentry, "<ContinuousIntegrationBuild>true</ContinuousIntegrationBuild><SentryReleaseDeployEnvironment>production</SentryReleaseDeployEnvironment>");
        await project.InitializeGitAsync();
        await project.GitAsync("remote", "add", "origin", Remote);
        (await project.PublishAsync()).Succeeded();
        var name = sentry.Releases.Single().Version;
        sentry.AddEvent(name, "web");
        var before = sentry.Requests.Count;

        var table = (await project.DotnetAsync("msbuild", "-t:DiagnoseSentryRelease", "-p:Configuration=Release", "-tl:off", "-v:detailed")).Succeeded();
        var json = (await project.DotnetAsync("msbuild", "-t:DiagnoseSentryRelease", "-p:Configuration=Release", "-getItem:SentryDiagnosis")).Succeeded();

        Assert.DoesNotContain("warning", table.Output.Replace("0 Warning(s)", "", StringComparison.Ordinal));
        Assert.Contains("app -> Diagnosis of the Sentry set-up:", table.Output);
        Assert.Contains("Nothing is wrong in 16 checks.", table.Output);
        Leaks.AssertNone(sentry.Token, table, project);
        var checks = JsonDocument.Parse(json.Output).RootElement.GetProperty("Items").GetProperty("SentryDiagnosis").EnumerateArray().ToList();
        Assert.IsEmpty(checks.Where(check => check.GetProperty("Result").GetString() != "ok"), json.Output);
        Assert.StartsWith(name, checks.Single(check => check.GetProperty("Identity").GetString() == "Name").GetProperty("Found").GetString()!);
        Assert.IsEmpty(sentry.Requests.Skip(before).Where(request => request.Method != "GET"));
    }

    [TestMethod]
    public async Task What_is_wrong_is_a_warning_and_fails_the_command_only_when_it_shall()
    {
        await using var sentry = await StartAsync();
        var project = TestProject.Create(sentry, "<SentryProject>wep</SentryProject>");
        await project.InitializeGitAsync();
        await project.GitAsync("remote", "add", "origin", Remote);

        var warned = (await project.DotnetAsync("msbuild", "-restore", "-t:DiagnoseSentryRelease")).Succeeded();
        var failed = await project.DotnetAsync("msbuild", "-t:DiagnoseSentryRelease", "-p:SentryReleaseFailure=Error");

        Assert.Contains("warning SRM3004: Project: the organization has no project 'wep'", warned.Output);
        Assert.Contains("the application is not built yet", warned.Output);
        Assert.Contains("1 of ", warned.Output);
        Assert.AreEqual(1, failed.ExitCode, failed.Output);
        Assert.Contains("error SRM3004: Project: ", failed.Output);
    }

    [TestMethod]
    [DataRow("Exe", "", "6.12.1, which creates no release itself")]
    [DataRow("Exe", "<SentrySetCommits>true</SentrySetCommits>", "6.12.1, whose own release creation (SentryCreateRelease, SentrySetCommits) is kept off")]
    [DataRow("Library", "", "this project creates no release")]
    public async Task The_SDK_and_what_the_takeover_does_are_said(string outputType, string properties, string said)
    {
        await using var sentry = await StartAsync();
        var project = TestProject.Create(sentry, $"<OutputType>{outputType}</OutputType>{properties}");
        project.AddPackage("Sentry", ThirdParty.Sentry);

        var diagnosed = (await project.DotnetAsync("msbuild", "-restore", "-t:DiagnoseSentryRelease")).Succeeded();

        Assert.Contains(said, diagnosed.Output);
    }

    private static Task<SentryStandIn> StartAsync() => SentryStandIn.StartAsync(new StandInOptions
    {
        Repositories = [new("acme/shop", Url: "https://github.com/acme/shop")],
        CodeMappings = [new("web", "acme/shop", "/_/", "")],
    });
}
