using Sentry.Releases.Publishing;
using Sentry.StandIn;
using Sentry.StandIn.Behavior;

namespace Sentry.Releases.Tests.Publishing;

/// <summary>A server that fails with 5xx: for a moment, for good, or only because of something in the request.</summary>
[TestClass]
public sealed class FailingServerTests
{
    [TestMethod]
    [DataRow("commits", 500, "SRM3009", 0)]
    [DataRow("commits", 504, "SRM3009", 0)]
    [DataRow("commits.patch_set", 503, "SRM3009", SampleHistory.Saved)]
    [DataRow("url", 500, "SRM3011", SampleHistory.Saved)]
    public async Task What_makes_it_fail_is_left_out_when_half_of_the_time_is_up(string field, int status, string code, int commits)
    {
        await using var scenario = await StartAsync(new ServerBehavior { BreaksOn = [new Breakage(field, status)] });

        var report = await scenario.RunAsync();

        Assert.AreEqual(code, string.Join(' ', scenario.Codes()), string.Join('\n', scenario.Diagnostics));
        Assert.AreEqual(ReleaseOutcome.Created, report.Outcome);
        Assert.AreEqual(commits, report.Commits);
        Assert.HasCount(commits, scenario.Release.Commits);
        Assert.IsLessThan(2.0, report.NetworkSeconds);
    }

    [TestMethod]
    public async Task A_server_that_is_asked_nothing_more_than_whether_it_has_the_release()
    {
        await using var scenario = await StartAsync(new ServerBehavior { BreaksOn = [new Breakage("", 503) { Times = 1 }] });

        await scenario.RunAsync();

        Assert.IsEmpty(scenario.Diagnostics);
        Assert.AreEqual("POST GET POST", scenario.Methods);
        Assert.HasCount(SampleHistory.Saved, scenario.Release.Commits);
    }

    [TestMethod]
    public async Task A_release_that_the_server_made_before_it_failed_is_updated()
    {
        await using var scenario = await StartAsync(new ServerBehavior { BreaksOn = [new Breakage("commits", 500) { DoesTheRest = true, Times = 1 }] });

        var report = await scenario.RunAsync();

        Assert.IsEmpty(scenario.Diagnostics);
        Assert.AreEqual("POST GET PUT", scenario.Methods);
        Assert.HasCount(SampleHistory.Saved, scenario.Release.Commits);
        Assert.AreEqual(SampleHistory.Saved, report.Commits);
        Assert.IsEmpty(report.Notes);
    }

    [TestMethod]
    public async Task GlitchTip_keeps_date_and_ref_when_a_version_is_published_again()
    {
        await using var scenario = await StartAsync(ServerBehavior.GlitchTip);
        await scenario.With("SentryReleaseDateReleased", "2026-01-31T12:00:00Z").RunAsync();
        Assert.AreEqual("POST", scenario.Methods);

        var report = await scenario.With("SentryReleaseDateReleased", "").With("SentryReleaseRef", "v2").RunAsync();

        Assert.IsEmpty(scenario.Diagnostics);
        Assert.AreEqual("POST POST GET PUT", scenario.Methods);
        Assert.AreEqual(ReleaseOutcome.Updated, report.Outcome);
        Assert.AreEqual("v2", scenario.Release.Ref);
        Assert.AreEqual(new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero), scenario.Release.DateReleased);
    }

    [TestMethod]
    public async Task GlitchTip_of_2026_holds_no_commits_and_that_is_said()
    {
        await using var scenario = await StartAsync(ServerBehavior.GlitchTip2026);

        var report = await scenario.RunAsync();

        Assert.AreEqual("SRM3010", scenario.Codes().Single());
        Assert.AreEqual(0, report.Commits);
        Assert.AreEqual("POST", scenario.Methods);
    }

    [TestMethod]
    public async Task A_server_that_does_not_answer_bodies_with_commits_gets_one_without()
    {
        var options = new StandInOptions
        {
            Before = async (context, next) =>
            {
                if (context.Features.Get<RecordedRequest>()!.Text.Contains("\"commits\"", StringComparison.Ordinal))
                    await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                else
                    await next(context);
            },
        };
        await using var scenario = (await CreationScenario.StartAsync(options)).WithSampleHistory().With("SentryReleaseTimeout", "2");

        var report = await scenario.RunAsync();

        Assert.AreEqual("SRM3009", scenario.Codes().Single(), string.Join('\n', scenario.Diagnostics));
        Assert.Contains("did not answer", scenario.Diagnostics[0].Message);
        Assert.AreEqual(ReleaseOutcome.Created, report.Outcome);
    }

    [TestMethod]
    public async Task A_project_that_the_release_lacks_is_not_forgotten_for_an_update()
    {
        await using var scenario = await StartAsync(new ServerBehavior { BreaksOn = [new Breakage("", 502) { Times = 2 }] });
        scenario.Sentry.AddRelease("app@1.0", "api");

        await scenario.RunAsync();

        Assert.IsEmpty(scenario.Diagnostics);
        CollectionAssert.AreEquivalent(new[] { "api", "web" }, scenario.Release.Projects.Select(project => project.Slug).ToArray());
    }

    [TestMethod]
    public async Task Where_nothing_but_an_update_is_accepted_it_is_sent_though_a_project_is_lacking()
    {
        await using var scenario = await StartAsync(ServerBehavior.GlitchTip);
        scenario.Sentry.AddRelease("app@1.0", "api");

        var report = await scenario.RunAsync();

        Assert.AreEqual(ReleaseOutcome.Updated, report.Outcome);
        Assert.AreEqual(SampleHistory.Head, scenario.Release.Ref);
        Assert.AreEqual("SRM3011", scenario.Codes().Single());
        Assert.Contains("not added to the project web", scenario.Diagnostics[0].Message);
    }

    private static async Task<CreationScenario> StartAsync(ServerBehavior behavior) =>
        (await CreationScenario.StartAsync(new StandInOptions { Like = behavior }))
            .WithSampleHistory()
            .With("SentryReleaseUrl", "https://ci.example.com/1")
            .With("SentryReleaseTimeout", "3");
}
