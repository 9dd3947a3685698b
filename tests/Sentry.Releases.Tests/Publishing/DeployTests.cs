using Sentry.Releases.Publishing;
using Sentry.StandIn;
using Sentry.StandIn.Behavior;

namespace Sentry.Releases.Tests.Publishing;

/// <summary>A deploy that is recorded with its release.</summary>
[TestClass]
public sealed class DeployTests
{
    [TestMethod]
    public async Task A_deploy_is_recorded_once()
    {
        await using var scenario = (await CreationScenario.StartAsync())
            .With("SentryReleaseDeployEnvironment", "production")
            .With("SentryReleaseDeployName", "blue")
            .With("SentryReleaseDeployUrl", "https://shop.example.com/")
            .With("SentryReleaseDeployStarted", "2026-01-31T12:00:00Z")
            .With("SentryReleaseDeployFinished", "2026-01-31T12:05:00Z");

        var report = await scenario.RunAsync();

        var deploy = scenario.Sentry.Releases.Single().Deploys.Single();
        Assert.AreEqual("production blue https://shop.example.com/", $"{deploy.Environment} {deploy.Name} {deploy.Url}");
        Assert.Contains(", deployed to production, in ", ReleaseSummary.Of(report)!);
        Assert.AreEqual(2, report.Requests);
    }

    [TestMethod]
    public async Task A_refused_deploy_is_said_and_the_release_stays()
    {
        await using var scenario = (await CreationScenario.StartAsync()).With("SentryReleaseCommitSource", "None").With("SentryReleaseDeployEnvironment", "a/b");

        var report = await scenario.RunAsync();

        Assert.AreEqual(ReleaseOutcome.Created, report.Outcome);
        Assert.AreEqual("SRM3001", scenario.Codes().Single());
        Assert.Contains("SentryReleaseDeployEnvironment", scenario.Diagnostics.Single().Message);
    }

    [TestMethod]
    [DataRow("SentryReleaseDeployUrl", "https://shop.example.com/{0}", "200 characters")]
    [DataRow("SentryReleaseDeployUrl", "http://shop/", "'shop'")]
    [DataRow("SentryReleaseDeployUrl", "http://my_shop.example.com/", "'my_shop.example.com'")]
    [DataRow("SentryReleaseDeployUrl", "http://shop.node1/", "'shop.node1'")]
    [DataRow("SentryReleaseDeployName", "{0}", "64 characters")]
    public async Task A_detail_that_Sentry_would_refuse_is_left_out_before(string property, string value, string why)
    {
        await using var scenario = (await CreationScenario.StartAsync())
            .With("SentryReleaseCommitSource", "None")
            .With("SentryReleaseDeployEnvironment", "production")
            .With(property, value.Replace("{0}", new string('x', 200), StringComparison.Ordinal));

        var report = await scenario.RunAsync();

        Assert.AreEqual("SRM3011", scenario.Codes().Single());
        Assert.Contains(why, scenario.Diagnostics[0].Message);
        Assert.Contains(property, scenario.Diagnostics[0].Message);
        Assert.HasCount(1, scenario.Sentry.Releases.Single().Deploys);
        Assert.AreEqual(2, report.Requests);
    }

    [TestMethod]
    [DataRow("deploy.name", "its name", "SentryReleaseDeployName")]
    [DataRow("deploy.url", "its link", "SentryReleaseDeployUrl")]
    public async Task A_detail_that_the_server_refuses_costs_only_itself(string field, string lost, string property)
    {
        await using var scenario = await RefusingAsync(new ServerBehavior { Refuses = [field] });

        var report = await scenario.RunAsync();

        var deploy = scenario.Sentry.Releases.Single().Deploys.Single();
        Assert.AreEqual("SRM3011", scenario.Codes().Single());
        Assert.Contains($"It was recorded without {lost}. Check {property}.", scenario.Diagnostics[0].Message);
        Assert.AreEqual((field == "deploy.name", field == "deploy.url"), (deploy.Name is null, deploy.Url is null));
        Assert.AreEqual("production", report.DeployedTo);
    }

    [TestMethod]
    public async Task A_refusal_that_names_nothing_costs_both_details()
    {
        await using var scenario = await RefusingAsync(new ServerBehavior { BreaksOn = [new Breakage("deploy.name", 413)] });

        await scenario.RunAsync();

        Assert.Contains("It was recorded without its name and its link.", scenario.Diagnostics.Single().Message);
    }

    [TestMethod]
    public async Task A_deploy_that_breaks_the_server_is_not_sent_again()
    {
        await using var scenario = await RefusingAsync(new ServerBehavior { BreaksOn = [new Breakage("deploy.name", 500) { DoesTheRest = true }] });

        var report = await scenario.RunAsync();

        Assert.AreEqual("SRM3007", scenario.Codes().Single());
        Assert.IsNull(report.DeployedTo);
        Assert.AreEqual(ReleaseOutcome.Created, report.Outcome);
        Assert.HasCount(1, scenario.Sentry.Releases.Single().Deploys);
    }

    private static async Task<CreationScenario> RefusingAsync(ServerBehavior behavior) =>
        (await CreationScenario.StartAsync(new StandInOptions { Like = behavior }))
            .With("SentryReleaseCommitSource", "None")
            .With("SentryReleaseDeployEnvironment", "production")
            .With("SentryReleaseDeployName", "blue")
            .With("SentryReleaseDeployUrl", "https://shop.example.com/");
}
