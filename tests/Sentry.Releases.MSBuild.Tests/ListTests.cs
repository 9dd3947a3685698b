using System.Text.Json;
using Sentry.Releases.MSBuild.Tests.Infrastructure;
using Sentry.StandIn;

namespace Sentry.Releases.MSBuild.Tests;

/// <summary>The targets that list what Sentry holds, as a person and as a script would call them.</summary>
[TestClass]
public sealed class ListTests
{
    private const string OddName = @"odd;name%20*@1.0 \b'$(x)";

    [TestMethod]
    public async Task Releases_are_a_table_in_a_log_and_on_a_terminal()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = TestProject.Create(sentry, "<OutputType>Library</OutputType><SentryReleaseEnabled>false</SentryReleaseEnabled>");
        sentry.AddRelease("app@1.0", "web");
        sentry.AddRelease("app@1.1", "web");

        var log = (await project.DotnetAsync("msbuild", "-restore", "-t:ListSentryReleases", "-tl:off")).Succeeded();
        var terminal = (await project.DotnetAsync("msbuild", "-t:ListSentryReleases", "-tl:on")).Succeeded();

        foreach (var output in new[] { log.Output, terminal.Output })
        {
            Assert.Contains("Releases of acme in web:", output);
            Assert.Contains("2 releases.", output);
            Assert.IsLessThan(output.IndexOf("app@1.0 ", StringComparison.Ordinal), output.IndexOf("app@1.1 ", StringComparison.Ordinal), output);
        }
    }

    [TestMethod]
    [DataRow("<TargetFramework>net10.0</TargetFramework>")]
    [DataRow("<TargetFramework /><TargetFrameworks>net10.0;netstandard2.1</TargetFrameworks><DisableImplicitFrameworkReferences>true</DisableImplicitFrameworkReferences>")]
    public async Task Releases_are_JSON_for_other_tools_whatever_is_in_their_names(string framework)
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = TestProject.Create(sentry, framework);
        sentry.AddRelease(OddName, "web", "api");
        (await project.DotnetAsync("restore")).Succeeded();

        var result = (await project.DotnetAsync("msbuild", "-t:ListSentryReleases", "-getItem:SentryReleaseEntry")).Succeeded();

        var entry = JsonDocument.Parse(result.Output).RootElement.GetProperty("Items").GetProperty("SentryReleaseEntry")[0];
        Assert.AreEqual(OddName, entry.GetProperty("Identity").GetString());
        Assert.AreEqual(OddName, entry.GetProperty("Version").GetString());
        Assert.AreEqual("web;api", entry.GetProperty("Projects").GetString());
        Assert.AreEqual("0", entry.GetProperty("CommitCount").GetString());
        Assert.IsFalse(entry.TryGetProperty("MSBuildSourceProjectFile", out _));
        Assert.HasCount(1, sentry.Requests);
    }

    [TestMethod]
    public async Task Commits_default_to_the_release_that_was_published()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = TestProject.Create(sentry, "<SentryReleaseVerify>true</SentryReleaseVerify>");
        await project.InitializeGitAsync();
        var published = (await project.PublishAsync()).Succeeded();
        Assert.Contains("Verified: Sentry holds the release app@1.2.3", published.Output);

        var result = (await project.DotnetAsync(
            "msbuild", "-t:ListSentryReleaseCommits", "-p:Configuration=Release", "-getItem:SentryCommitEntry")).Succeeded();

        var commits = JsonDocument.Parse(result.Output).RootElement.GetProperty("Items").GetProperty("SentryCommitEntry");
        Assert.AreEqual("Fix a bug,Add a feature", string.Join(',', commits.EnumerateArray().Select(commit => commit.GetProperty("Message"))));
        Assert.AreEqual(await project.GitAsync("rev-parse", "HEAD"), commits[0].GetProperty("Identity").GetString());
        Assert.AreEqual("Ada", commits[0].GetProperty("Author").GetString());
    }

    [TestMethod]
    public async Task A_list_that_cannot_be_read_fails_the_command_with_its_code()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = TestProject.Create(sentry);

        var result = await project.DotnetAsync("msbuild", "-restore", "-t:ListSentryReleaseFiles", "-p:SentryRelease=nope@1");

        Assert.AreEqual(1, result.ExitCode, result.Output);
        Assert.Contains("error SRM3004: Could not list the files of the release 'nope@1'", result.Output);
    }
}
