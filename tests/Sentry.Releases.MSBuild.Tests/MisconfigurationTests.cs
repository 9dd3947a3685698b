using Sentry.Releases.MSBuild.Tests.Infrastructure;
using Sentry.StandIn;

namespace Sentry.Releases.MSBuild.Tests;

/// <summary>One clear coded line each, the exit code as the design says, and the published application is there.</summary>
[TestClass]
public sealed class MisconfigurationTests
{
    [TestMethod]
    public async Task Without_a_token_the_release_is_skipped_with_a_message()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = await BuiltProject.CopyAsync(sentry);
        project.Set("SENTRY_AUTH_TOKEN", "");

        var published = (await project.PublishAsync("--no-build")).Succeeded();

        Assert.StartsWith("SRM1003: ", published.Lines("SRM").Single());
        Assert.AreEqual("skipped", project.Report.GetProperty("outcome").GetString());
        AssertPublished(project);
    }

    [TestMethod]
    public async Task Without_anything_every_missing_setting_is_a_warning_in_CI()
    {
        var project = TestProject.Create(sentry: null);
        project.Set("CI", "true");

        var published = (await project.PublishAsync()).Succeeded();

        foreach (var code in new[] { "SRM1001", "SRM1002", "SRM1003" })
            Assert.Contains($"warning {code}: ", published.Lines(code).Single());
    }

    [TestMethod]
    [DataRow("", 0, "warning SRM1005")]
    [DataRow("-p:SentryReleaseFailure=Error", 1, "error SRM1005")]
    public async Task A_wrong_value_names_the_property_and_the_value(string failure, int exitCode, string expected)
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = await BuiltProject.CopyAsync(sentry);

        var published = await project.DotnetAsync($"publish --no-build -p:SentryReleaseTimeout=soon {failure}".TrimEnd().Split(' '));

        Assert.AreEqual(exitCode, published.ExitCode, published.Output);
        var line = published.Lines("SRM").Single();
        Assert.Contains(expected, line);
        Assert.Contains("SentryReleaseTimeout is 'soon'", line);
        Assert.IsEmpty(sentry.Requests);
        Assert.AreEqual("failed", project.Report.GetProperty("outcome").GetString());
        AssertPublished(project);
    }

    [TestMethod]
    public async Task SENTRY_ALLOW_FAILURE_makes_an_error_a_warning_again()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = await BuiltProject.CopyAsync(sentry);
        project.Set("SENTRY_ALLOW_FAILURE", "true");

        var published = await project.RunAsync("publish --no-build -p:SentryReleaseTimeout=soon -p:SentryReleaseFailure=Error");

        Assert.Contains("warning SRM1005", published.Lines("SRM").Single());
    }

    [TestMethod]
    public async Task A_misspelt_hook_is_named()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = await BuiltProject.CopyAsync(sentry);

        var published = (await project.PublishAsync("--no-build", "-p:SentryReleaseOn=Publsh")).Succeeded();

        Assert.Contains("warning SRM1005: SentryReleaseOn is 'Publsh'", published.Lines("SRM").Single());
    }

    [TestMethod]
    public async Task A_malformed_sentryclirc_is_named_and_the_rest_of_it_is_used()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = TestProject.Create(sentry: null);
        project.Write(".sentryclirc", $"""
            [auth]
            token={sentry.Token}
            [defaults
            this is no setting
            [defaults]
            url={sentry.Url}
            org=acme
            project=web
            """);

        var published = (await project.PublishAsync()).Succeeded();

        Assert.Contains(".sentryclirc", published.Lines("SRM1005").Single());
        Assert.HasCount(1, sentry.Releases, published.Output);
    }

    [TestMethod]
    public async Task Without_a_repository_the_release_has_no_commits()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = TestProject.Create(sentry);

        var published = (await project.PublishAsync()).Succeeded();

        Assert.Contains("warning SRM2001", published.Lines("SRM").Single());
        Assert.AreEqual("app@1.2.3", sentry.Releases.Single().Version);
        Assert.IsEmpty(sentry.Releases.Single().Commits);
        Assert.AreEqual("created", project.Report.GetProperty("outcome").GetString());
    }

    [TestMethod]
    public async Task Without_tags_the_newest_commits_are_sent()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = TestProject.Create(sentry);
        await project.GitAsync("init", "--quiet");
        for (var i = 0; i < 23; i++)
            await project.CommitAsync($"Commit {i}");

        var published = (await project.PublishAsync()).Succeeded();

        Assert.HasCount(20, sentry.Releases.Single().Commits);
        Assert.Contains("with 20 commits (no previous tag)", published.Lines("Sentry release").Single());
    }

    [TestMethod]
    public async Task A_server_that_refuses_the_token_is_a_warning_and_the_build_goes_on()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = await BuiltProject.CopyAsync(sentry);
        project.Set("SENTRY_AUTH_TOKEN", "sntryu_wrong");

        var published = (await project.PublishAsync("--no-build")).Succeeded();

        Assert.HasCount(1, published.Lines("warning SRM3002"), published.Output);
        Assert.AreEqual(401, project.Report.GetProperty("status").GetInt32());
        AssertPublished(project);
    }

    private static void AssertPublished(TestProject project) =>
        Assert.IsTrue(File.Exists(Path.Combine(project.Directory, "bin", "Release", "net10.0", "publish", "app.dll")));
}
