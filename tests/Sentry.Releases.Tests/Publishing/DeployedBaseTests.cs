using Sentry.Releases.Git;
using Sentry.Releases.SentryApi;
using Sentry.StandIn;

namespace Sentry.Releases.Tests.Publishing;

/// <summary>The commits since what is deployed: SentryReleasePreviousRevision=deployed:ENV.</summary>
[TestClass]
public sealed class DeployedBaseTests
{
    private readonly List<HistoryQuery> _queries = [];

    [TestMethod]
    public async Task The_base_is_the_commit_of_the_newest_release_that_is_deployed()
    {
        await using var scenario = await StartAsync();
        Add(scenario, "app@0.8", 'a', "production");
        Add(scenario, "app@0.9", 'b', "production");
        Add(scenario, "app@0.9.1", 'c', "staging");
        Add(scenario, "apple@2.0", 'd', "production");

        await scenario.RunAsync();

        Assert.AreEqual(new string('b', 40), Base());
        Assert.IsEmpty(scenario.Diagnostics);
        Assert.AreEqual("deployed", scenario.Report.GetProperty("history").GetProperty("base").GetString());
    }

    [TestMethod]
    public async Task The_release_that_is_being_released_is_not_its_own_base()
    {
        await using var scenario = await StartAsync();
        Add(scenario, "app@0.9", 'b', "production");
        Add(scenario, "app@1.0", 'c', "production");

        await scenario.RunAsync();

        Assert.AreEqual(new string('b', 40), Base());
    }

    [TestMethod]
    public async Task A_release_that_went_on_to_another_environment_is_asked_for_its_deploys()
    {
        await using var scenario = await StartAsync();
        Add(scenario, "app@0.9", 'b', "production", "staging");

        await scenario.RunAsync();

        Assert.AreEqual(new string('b', 40), Base());
        Assert.AreEqual("GET GET POST", scenario.Methods);
    }

    [TestMethod]
    public async Task No_more_than_five_requests_are_spent_on_it()
    {
        await using var scenario = await StartAsync();
        for (var i = 0; i < 12; i++)
            Add(scenario, $"app@0.{i}", 'b', "testing", "staging");

        await scenario.RunAsync();

        Assert.AreEqual("GET GET GET GET GET POST", scenario.Methods);
        Assert.IsNull(Base());
    }

    [TestMethod]
    public async Task Without_a_ref_the_last_commit_counts()
    {
        await using var scenario = await StartAsync();
        scenario.CreateRelease("app@0.9", request => request with { Commits = [new ReleaseCommit(new string('f', 40), "")] });
        scenario.Sentry.AddDeploy("app@0.9", "production");

        await scenario.RunAsync();

        Assert.AreEqual(new string('f', 40), Base());
    }

    [TestMethod]
    public async Task Where_nothing_is_deployed_the_tag_is_used_and_that_is_said()
    {
        await using var scenario = await StartAsync();
        Add(scenario, "app@0.9", 'b', "staging");

        await scenario.RunAsync();

        Assert.IsNull(Base());
        Assert.AreEqual("SRM2010", scenario.Codes().Single());
        Assert.Contains("no deploy to production", scenario.Diagnostics[0].Message);
    }

    [TestMethod]
    public async Task A_server_that_cannot_tell_costs_nothing_but_the_base()
    {
        await using var scenario = await StartAsync(new StandInOptions
        {
            Before = (context, next) =>
            {
                if (context.Request.Method != "GET")
                    return next(context);

                context.Response.StatusCode = 403;
                return Task.CompletedTask;
            },
        });

        await scenario.RunAsync();

        Assert.AreEqual("SRM2010", scenario.Codes().Single());
        Assert.HasCount(1, scenario.Sentry.Releases);
    }

    [TestMethod]
    public async Task A_dry_run_does_not_ask()
    {
        await using var scenario = await StartAsync();

        await scenario.With("SentryReleaseDryRun", "true").RunAsync();

        Assert.AreEqual("SRM2010", scenario.Codes().Single());
        Assert.AreEqual(Sentry.Releases.Diagnostics.Severity.Message, scenario.Diagnostics[0].Severity);
        Assert.IsEmpty(scenario.Sentry.Requests);
    }

    private string? Base() => _queries.Single().DeployedCommit;

    private async Task<CreationScenario> StartAsync(StandInOptions? options = null)
    {
        var scenario = (await CreationScenario.StartAsync(options)).With("SentryReleasePreviousRevision", "deployed:production");
        scenario.Steps = scenario.Steps with
        {
            ReadHistory = (query, _, _) =>
            {
                _queries.Add(query);
                return SampleHistory.Value with { Base = query.DeployedCommit is null ? HistoryBase.Tag : HistoryBase.Deployed };
            },
        };
        return scenario;
    }

    private static void Add(CreationScenario scenario, string version, char commit, params string[] environments)
    {
        scenario.CreateRelease(version, request => request with { Ref = new string(commit, 40) });
        var time = DateTimeOffset.UtcNow.AddDays(-1);
        foreach (var environment in environments)
            scenario.Sentry.AddDeploy(version, environment, time = time.AddMinutes(1));
    }
}
