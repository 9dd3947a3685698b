using System.Text.Json;
using Sentry.Releases.MSBuild.Tests.Infrastructure;
using Sentry.StandIn;

namespace Sentry.Releases.MSBuild.Tests;

[TestClass]
public sealed class PublishTests
{
    [TestMethod]
    public async Task Publishing_creates_the_release_with_its_commits_in_one_request()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = TestProject.Create(sentry);
        await project.InitializeGitAsync();

        var published = (await project.PublishAsync()).Succeeded();

        var request = sentry.Requests.Single();
        Assert.AreEqual("POST /api/0/organizations/acme/releases/", $"{request.Method} {request.PathAndQuery}");
        var head = await project.GitAsync("rev-parse", "HEAD");
        var release = sentry.Releases.Single();
        Assert.AreEqual($"app@1.2.3+{head}", release.Version);
        Assert.AreEqual(head, release.Ref);
        Assert.IsNotNull(release.DateReleased);
        CollectionAssert.AreEqual(
            (await project.GitAsync("rev-list", "HEAD", "--not", "v1.2.2")).Split('\n'), release.Commits.Select(commit => commit.Id).ToArray());
        Assert.AreEqual("M notes.txt", string.Join(", ", release.Commits[0].FileChanges.Select(file => $"{file.Type} {file.Path}")));
        Assert.IsEmpty(sentry.Oddities, string.Join('\n', sentry.Oddities));
        Assert.Contains($"Created Sentry release app@1.2.3+{head} with 2 commits since v1.2.2 in ", published.Lines("Sentry release").Single());
    }

    [TestMethod]
    public async Task The_name_is_the_one_that_the_running_application_computes()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = TestProject.Create(sentry, "<AssemblyName>Shop.Api</AssemblyName><Version>2.0.0-rc.1+meta</Version>");
        await project.InitializeGitAsync();

        (await project.PublishAsync("-o", "out")).Succeeded();

        var running = await project.DotnetAsync("out/Shop.Api.dll");
        Assert.AreEqual(running.Succeeded().Output, sentry.Releases.Single().Version);
    }

    [TestMethod]
    public async Task The_report_says_what_was_done()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = await BuiltProject.CopyAsync(sentry);

        (await project.PublishAsync("--no-build")).Succeeded();

        var report = project.Report;
        var release = sentry.Releases.Single();
        Assert.AreEqual(1, report.GetProperty("schema").GetInt32());
        Assert.AreEqual(release.Version, report.GetProperty("release").GetString());
        Assert.AreEqual("created", report.GetProperty("outcome").GetString());
        Assert.AreEqual(201, report.GetProperty("status").GetInt32());
        Assert.AreEqual(1, report.GetProperty("requests").GetInt32());
        var history = report.GetProperty("history");
        Assert.AreEqual("v1.2.2", history.GetProperty("previousTag").GetString());
        Assert.AreEqual(await project.GitAsync("rev-parse", "v1.2.2^{}"), history.GetProperty("previousCommit").GetString());
        Assert.AreEqual(2, history.GetProperty("commits").GetInt32());
        Assert.AreEqual(release.Version, report.GetProperty("response").GetProperty("version").GetString());
        Assert.IsTrue(JsonElement.DeepEquals(sentry.Requests.Single().Json, report.GetProperty("request")));
        Assert.AreEqual(0, report.GetProperty("diagnostics").GetArrayLength());
    }

    [TestMethod]
    public async Task Targets_before_it_set_properties_and_those_after_it_see_name_outcome_and_commit_count()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = await BuiltProject.CopyAsync(sentry);
        project.Write("Directory.Build.targets", """
            <Project>
              <PropertyGroup>
                <CreateSentryReleaseDependsOn>SetReleaseDate;$(CreateSentryReleaseDependsOn)</CreateSentryReleaseDependsOn>
              </PropertyGroup>
              <Target Name="SetReleaseDate">
                <PropertyGroup><SentryReleaseDateReleased>2026-01-31</SentryReleaseDateReleased></PropertyGroup>
              </Target>
              <Target Name="Tell" AfterTargets="CreateSentryRelease">
                <Message Importance="High" Text="[$(SentryReleaseName)|$(SentryReleaseOutcome)|$(SentryReleaseCommitCount)]" />
              </Target>
            </Project>
            """);

        var published = (await project.PublishAsync("--no-build")).Succeeded();

        Assert.HasCount(1, published.Lines($"[{sentry.Releases.Single().Version}|created|2]"), published.Output);
        Assert.StartsWith("2026-01-31T00:00:00", sentry.Requests[^1].Json.GetProperty("dateReleased").GetString()!);
    }

    [TestMethod]
    public async Task Publishing_again_updates_the_release_in_one_request()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = await BuiltProject.CopyAsync(sentry);

        (await project.PublishAsync("--no-build")).Succeeded();
        var again = (await project.PublishAsync("--no-build")).Succeeded();

        Assert.HasCount(2, sentry.Requests);
        Assert.HasCount(1, sentry.Releases);
        Assert.AreEqual("updated", project.Report.GetProperty("outcome").GetString());
        Assert.AreEqual(208, project.Report.GetProperty("status").GetInt32());
        Assert.HasCount(1, again.Lines("Updated Sentry release"), again.Output);
    }

    [TestMethod]
    public async Task On_a_terminal_the_release_is_shown_too_and_where_a_dry_run_left_its_request()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = await BuiltProject.CopyAsync(sentry);

        var published = (await project.PublishAsync("--no-build", "-tl:on")).Succeeded();
        var dryRun = (await project.PublishAsync("--no-build", "-tl:on", "-p:SentryReleaseDryRun=true")).Succeeded();

        Assert.Contains($"Created Sentry release {sentry.Releases.Single().Version} with 2 commits since v1.2.2", published.Output);
        Assert.Contains("The request is in ", dryRun.Output);
    }

    [TestMethod]
    public async Task A_dry_run_needs_no_token_and_sends_nothing()
    {
        var project = TestProject.Create(sentry: null);
        await project.InitializeGitAsync();

        var published = (await project.PublishAsync("-p:SentryReleaseDryRun=true")).Succeeded();

        Assert.AreEqual("dry-run", project.Report.GetProperty("outcome").GetString());
        Assert.AreEqual(0, project.Report.GetProperty("requests").GetInt32());
        Assert.AreEqual(2, project.Report.GetProperty("request").GetProperty("commits").GetArrayLength());
        Assert.HasCount(1, published.Lines("Dry run: Sentry release app@1.2.3+"), published.Output);
    }
}
