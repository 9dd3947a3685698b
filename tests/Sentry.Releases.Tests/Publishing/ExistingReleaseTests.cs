using Microsoft.AspNetCore.Http;
using Sentry.Releases.Publishing;
using Sentry.Releases.Tests.Git;
using Sentry.StandIn;

namespace Sentry.Releases.Tests.Publishing;

/// <summary>A release that Sentry has already: from an event, from another project or from an earlier publish.</summary>
[TestClass]
public sealed class ExistingReleaseTests
{
    [TestMethod]
    public async Task A_release_that_an_event_made_is_completed_by_one_update()
    {
        using var repository = new GitRepository();
        var head = repository.CommitFile("a.txt");
        await using var scenario = (await CreationScenario.StartAsync()).In(repository).With("SentryReleaseUrl", "https://ci.example.com/42");
        scenario.Sentry.AddRelease("app@1.0", "web");

        var report = await scenario.RunAsync();

        Assert.AreEqual("POST PUT", scenario.Methods);
        var release = scenario.Sentry.Releases.Single();
        Assert.AreEqual(head, release.Ref);
        Assert.AreEqual("https://ci.example.com/42", release.Url);
        Assert.IsNotNull(release.DateReleased);
        Assert.AreEqual(ReleaseOutcome.Updated, report.Outcome);
        Assert.AreEqual(2, report.Requests);
        Assert.AreEqual("Sentry had the release app@1.0 already, and its list of commits is now that of this build.", report.Notes.Single());
    }

    [TestMethod]
    public async Task A_release_that_is_as_it_should_be_gets_no_update()
    {
        await using var scenario = (await CreationScenario.StartAsync()).With("SentryReleaseDateReleased", "2026-01-31T12:00:00Z");

        await scenario.RunAsync();
        await scenario.RunAsync();

        Assert.AreEqual("POST POST", scenario.Methods);
    }

    [TestMethod]
    public async Task A_date_that_is_given_stands_against_the_one_that_Sentry_has()
    {
        await using var scenario = (await CreationScenario.StartAsync()).With("SentryReleaseDateReleased", "2026-01-31T12:00:00Z");
        await scenario.RunAsync();

        await scenario.With("SentryReleaseDateReleased", "2026-02-01T00:00:00+02:00").RunAsync();

        Assert.AreEqual(new DateTimeOffset(2026, 1, 31, 22, 0, 0, TimeSpan.Zero), scenario.Sentry.Releases.Single().DateReleased);
    }

    [TestMethod]
    public async Task An_update_carries_what_is_wanted_and_else_what_is_held()
    {
        using var repository = ShopRepository.Tagged(out _, out var head);
        await using var scenario = (await CreationScenario.StartAsync()).In(repository);
        await scenario.With("SentryReleaseDateReleased", "2026-01-31T12:00:00Z").RunAsync();

        await scenario.With("SentryReleaseUrl", "https://ci.example.com/2").With("SentryReleaseDateReleased", "").RunAsync();

        var update = scenario.Sentry.Requests[^1];
        Assert.AreEqual("PUT", update.Method);
        Assert.AreEqual(
            $$"""{"ref":"{{head}}","url":"https://ci.example.com/2","dateReleased":"2026-01-31T12:00:00Z"}""",
            update.Text);
    }

    [TestMethod]
    public async Task What_is_not_wanted_stays_as_it_is_held()
    {
        await using var scenario = await CreationScenario.StartAsync();
        await scenario.With("SentryReleaseRef", "v1").With("SentryReleaseUrl", "https://ci.example.com/1").RunAsync();

        await scenario.With("SentryReleaseRef", "v2").With("SentryReleaseUrl", "").RunAsync();

        var release = scenario.Sentry.Releases.Single();
        Assert.AreEqual("v2 https://ci.example.com/1", $"{release.Ref} {release.Url}");
    }

    [TestMethod]
    public async Task Without_finalizing_an_update_has_no_date()
    {
        await using var scenario = (await CreationScenario.StartAsync()).With("SentryReleaseFinalize", "false").With("SentryReleaseRef", "v1");
        scenario.Sentry.AddRelease("app@1.0", "web");

        await scenario.RunAsync();

        Assert.AreEqual("""{"ref":"v1"}""", scenario.Sentry.Requests[^1].Text);
    }

    [TestMethod]
    public async Task A_release_of_another_project_is_completed_though_the_server_says_created()
    {
        await using var scenario = (await CreationScenario.StartAsync()).With("SentryReleaseRef", "v1").With("SentryReleaseDateReleased", "2026-01-31T12:00:00Z");
        scenario.Sentry.AddRelease("app@1.0", "api");

        var report = await scenario.RunAsync();

        Assert.AreEqual("POST PUT", scenario.Methods);
        Assert.AreEqual("v1", scenario.Sentry.Releases.Single().Ref);
        Assert.AreEqual(ReleaseOutcome.Created, report.Outcome);
    }

    [TestMethod]
    public async Task Without_commits_the_list_is_left_alone_and_nothing_else_is_said()
    {
        using var repository = ShopRepository.Tagged();
        await using var scenario = (await CreationScenario.StartAsync()).In(repository).With("SentryReleaseDateReleased", "2026-01-31T12:00:00Z");
        await scenario.RunAsync();

        var report = await scenario.With("SentryReleaseCommitSource", "None").RunAsync();

        Assert.HasCount(1, scenario.Sentry.Releases.Single().Commits);
        Assert.AreEqual("Sentry had the release app@1.0 already.", report.Notes.Single());
    }

    [TestMethod]
    public async Task A_refused_update_is_said_and_the_release_counts_as_updated()
    {
        var options = new StandInOptions { Before = (context, next) => context.Request.Method == "PUT" ? Refuse(context, 403) : next(context) };
        await using var scenario = (await CreationScenario.StartAsync(options)).With("SentryReleaseCommitSource", "None");
        scenario.Sentry.AddRelease("app@1.0", "web");

        var report = await scenario.RunAsync();

        Assert.AreEqual("SRM3003", scenario.Codes().Single());
        Assert.AreEqual(ReleaseOutcome.Updated, report.Outcome);
        Assert.AreEqual("updated", scenario.Report.GetProperty("outcome").GetString());
    }

    [TestMethod]
    [DataRow("url")]
    [DataRow("ref")]
    [DataRow("dateReleased")]
    public async Task A_detail_that_an_update_may_not_have_costs_only_itself(string field)
    {
        // Of the update alone: what creates a release is let through, whose details Sentry ignores.
        var options = new StandInOptions
        {
            Before = (context, next) => context.Request.Method == "PUT" && context.Features.Get<RecordedRequest>()!.Text.Contains($"\"{field}\"", StringComparison.Ordinal)
                ? Refuse(context, 400, $$"""{"{{field}}":["odd"]}""")
                : next(context),
        };
        await using var scenario = (await CreationScenario.StartAsync(options))
            .With("SentryReleaseCommitSource", "None").With("SentryReleaseRef", "v1").With("SentryReleaseUrl", "https://ci.example.com/1");
        scenario.Sentry.AddRelease("app@1.0", "web");

        var report = await scenario.RunAsync();

        var release = scenario.Sentry.Releases.Single();
        Assert.AreEqual("SRM3011", scenario.Codes().Single());
        Assert.AreEqual((field == "ref", field == "url", field == "dateReleased"), (release.Ref is null, release.Url is null, release.DateReleased is null));
        Assert.AreEqual(3, report.Requests);
    }

    private static Task Refuse(HttpContext context, int status, string body = "")
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(body);
    }
}
