using Sentry.Releases.Diagnostics;
using Sentry.Releases.Publishing;
using Sentry.StandIn;
using Sentry.StandIn.Behavior;

namespace Sentry.Releases.Tests.Publishing;

/// <summary>A server that refuses something optional in a request costs that, and not the release.</summary>
[TestClass]
public sealed class RefusedReleaseTests
{
    [TestMethod]
    [DataRow("url", "SRM3011", "without its link", 2)]
    [DataRow("ref", "SRM3011", "without its ref", 2)]
    [DataRow("dateReleased", "SRM3011", "without its date, so it is not marked as released", 2)]
    [DataRow("commits.author_email:75", "SRM3011", "without the ends of long addresses and files with long paths", 2)]
    [DataRow("commits.patch_set.path:255", "SRM3011", "without the ends of long addresses and files with long paths", 2)]
    [DataRow("commits.patch_set", "SRM3009", "without changed files", 3)]
    [DataRow("commits", "SRM3009", "without commits", 4)]
    public async Task What_the_server_names_is_left_out_and_nothing_else(string field, string code, string lost, int requests)
    {
        await using var scenario = await StartAsync(new ServerBehavior { Refuses = [Rule(field)] });

        var report = await scenario.RunAsync();

        AssertLost(scenario, report, field, code, lost, requests);
    }

    [TestMethod]
    [DataRow("url", "SRM3011", "without its link and the ends of long addresses", 2)]
    [DataRow("commits.patch_set", "SRM3009", "without changed files", 3)]
    [DataRow("commits", "SRM3009", "without commits", 4)]
    public async Task Where_it_names_nothing_details_go_first_then_files_then_commits(string field, string code, string lost, int requests)
    {
        await using var scenario = await StartAsync(new ServerBehavior { BreaksOn = [new Breakage(Rule(field), 413)] });

        var report = await scenario.RunAsync();

        AssertLost(scenario, report, field, code, lost, requests);
    }

    [TestMethod]
    public async Task The_last_body_holds_nothing_optional_and_an_update_brings_the_date_back()
    {
        await using var scenario = await StartAsync(new ServerBehavior { BreaksOn = [new Breakage("url", 413), new Breakage("ref", 413), new Breakage("commits", 413)] });

        var report = await scenario.RunAsync();

        Assert.AreEqual(ReleaseOutcome.Created, report.Outcome);
        Assert.IsNotNull(scenario.Release.DateReleased);
        Assert.AreEqual("SRM3011 SRM3009", string.Join(' ', scenario.Codes()), string.Join('\n', scenario.Diagnostics));
        Assert.Contains("without its link and its ref.", scenario.Diagnostics[0].Message);
    }

    [TestMethod]
    public async Task A_server_that_takes_nothing_optional_gets_a_release_without_anything()
    {
        string[] fields = ["url", "ref", "dateReleased", "commits"];
        await using var scenario = await StartAsync(new ServerBehavior { BreaksOn = [.. fields.Select(field => new Breakage(field, 413))] });

        var report = await scenario.RunAsync();

        Assert.AreEqual(ReleaseOutcome.Created, report.Outcome);
        Assert.AreEqual(6, report.Requests);
        Assert.AreEqual((null, null, null, 0), (scenario.Release.Ref, scenario.Release.Url, scenario.Release.DateReleased, scenario.Release.Commits.Count));
        Assert.AreEqual("""{"version":"app@1.0","projects":["web"]}""", System.Text.Json.JsonSerializer.Serialize(scenario.Report.GetProperty("request")));
    }

    [TestMethod]
    [DataRow("version")]
    [DataRow("projects")]
    public async Task What_every_body_has_is_refused_at_once(string field)
    {
        await using var scenario = await StartAsync(new ServerBehavior { Refuses = [field] });

        var report = await scenario.RunAsync();

        Assert.AreEqual("SRM3001", scenario.Codes().Single());
        Assert.AreEqual((ReleaseOutcome.Failed, 1, 0), (report.Outcome, report.Requests, report.Commits));
    }

    [TestMethod]
    public async Task A_server_that_refuses_all_that_is_sent_gets_five_bodies_and_the_last_one_is_reported()
    {
        await using var scenario = await StartAsync(new ServerBehavior { BreaksOn = [new Breakage("", 413)] });

        var report = await scenario.RunAsync();

        Assert.AreEqual("SRM3001", scenario.Codes().Single());
        Assert.Contains("It was sent with less in it, too, and not accepted.", scenario.Diagnostics[0].Message);
        Assert.AreEqual((ReleaseOutcome.Failed, 5, 0), (report.Outcome, report.Requests, report.Commits));
        Assert.IsFalse(scenario.Report.GetProperty("request").TryGetProperty("commits", out _));
    }

    [TestMethod]
    public async Task Commits_that_were_not_accepted_are_counted_nowhere()
    {
        await using var scenario = await StartAsync(new ServerBehavior { BreaksOn = [new Breakage("commits", 413)] });

        var report = await scenario.With("SentryReleaseVerify", "true").RunAsync();

        Assert.Contains("Created Sentry release app@1.0 with no commits since v1 in ", ReleaseSummary.Of(report)!);
        Assert.AreEqual(0, scenario.Report.GetProperty("history").GetProperty("commits").GetInt32());
        Assert.AreEqual("Verified: Sentry holds the release app@1.0.", report.Notes.Single());
        var warning = scenario.Diagnostics.Single();
        Assert.AreEqual((DiagnosticCodes.SentWithLess, Severity.Warning), (warning.Code, warning.Severity));
        Assert.DoesNotContain("SentryUrl", warning.Message);
    }

    [TestMethod]
    public async Task Commits_that_Sentry_skips_are_not_missed()
    {
        await using var scenario = await StartAsync(ServerBehavior.Sentry);

        var report = await scenario.RunAsync();

        Assert.IsEmpty(scenario.Diagnostics);
        Assert.AreEqual(SampleHistory.Saved, report.Commits);
        Assert.HasCount(SampleHistory.Saved, scenario.Release.Commits);
    }

    [TestMethod]
    public async Task A_server_that_holds_fewer_commits_than_were_sent_is_believed()
    {
        await using var scenario = await StartAsync(new ServerBehavior { Ignores = ["commits"] });

        var report = await scenario.RunAsync();

        Assert.AreEqual("SRM3010", scenario.Codes().Single());
        Assert.Contains("Sentry holds 0 of the 2 commits that were sent", scenario.Diagnostics[0].Message);
        Assert.AreEqual(0, report.Commits);
        Assert.Contains("with no commits", ReleaseSummary.Of(report)!);
    }

    [TestMethod]
    [DataRow("http://wiki/releases/1", "'wiki'")]
    [DataRow("https://build_server.example.com/1", "'build_server.example.com'")]
    [DataRow("https://ci.example.node1/1", "'ci.example.node1'")]
    [DataRow("https://ci.example.com/{0}", "200 characters")]
    public async Task A_link_that_Sentry_would_refuse_is_left_out_before(string url, string why)
    {
        await using var scenario = await StartAsync(ServerBehavior.Sentry);

        var report = await scenario.With("SentryReleaseUrl", url.Replace("{0}", new string('x', 200), StringComparison.Ordinal)).RunAsync();

        Assert.AreEqual("SRM3011", scenario.Codes().Single());
        Assert.Contains(why, scenario.Diagnostics[0].Message);
        Assert.Contains("Set SentryReleaseUrl to another address.", scenario.Diagnostics[0].Message);
        Assert.IsNull(scenario.Release.Url);
        Assert.AreEqual(1, report.Requests);
    }

    private static void AssertLost(CreationScenario scenario, ReleaseReport report, string field, string code, string lost, int requests)
    {
        var release = scenario.Release;
        var commits = field == "commits" ? 0 : SampleHistory.Saved;
        Assert.AreEqual(ReleaseOutcome.Created, report.Outcome);
        Assert.AreEqual(code, string.Join(' ', scenario.Codes()), string.Join('\n', scenario.Diagnostics));
        Assert.Contains(lost, scenario.Diagnostics[0].Message);
        Assert.AreEqual(requests, report.Requests);
        Assert.AreEqual(commits, report.Commits);
        Assert.HasCount(commits, release.Commits);
        Assert.AreEqual(field == "url", release.Url is null);
        Assert.AreEqual(field == "ref", release.Ref is null);
        Assert.AreEqual(field == "dateReleased", release.DateReleased is null);
        Assert.AreEqual(field is "commits" or "commits.patch_set", release.Commits.All(commit => commit.FileChanges.Count == 0));
        Assert.AreEqual(release.Commits.Count > 0, scenario.Report.GetProperty("request").TryGetProperty("commits", out _));
    }

    private static async Task<CreationScenario> StartAsync(ServerBehavior behavior) =>
        (await CreationScenario.StartAsync(new StandInOptions { Like = behavior })).WithSampleHistory().With("SentryReleaseUrl", "https://ci.example.com/1");

    private static FieldRule Rule(string field) =>
        field.Split(':') is [var path, var length] ? new FieldRule(path, int.Parse(length, System.Globalization.CultureInfo.InvariantCulture)) : new FieldRule(field);
}
