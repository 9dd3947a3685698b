using System.Text.Json;
using Sentry.StandIn.Store;

namespace Sentry.Releases.Tests.StandIn;

/// <summary>What Sentry tells of a release once applications run it.</summary>
[TestClass]
public sealed class ReleaseActivityTests
{
    private static readonly DateTimeOffset First = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [TestMethod]
    [DataRow("", "2026-01-01T00:00:00Z", "2026-01-03T00:00:00Z")]
    [DataRow("?environment=production", "2026-01-02T00:00:00Z", "2026-01-03T00:00:00Z")]
    [DataRow("?environment=test", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z")]
    public async Task First_and_last_event_are_those_of_the_environments_asked_for(string query, string first, string last)
    {
        await using var client = await StandInClient.StartAsync();
        client.Sentry.AddEvent("app@1", "web", "test", First);
        client.Sentry.AddEvent("app@1", "web", "production", First.AddDays(2));
        client.Sentry.AddEvent("app@1", "web", "production", First.AddDays(1));

        var listed = (await client.GetAsync("releases/" + query)).Json[0];
        var single = (await client.GetAsync("releases/app@1/" + query)).Json;

        foreach (var release in new[] { listed, single })
        {
            Assert.AreEqual(first, release.GetProperty("firstEvent").GetString());
            Assert.AreEqual(last, release.GetProperty("lastEvent").GetString());
        }
    }

    [TestMethod]
    [DataRow("production", "seen@1")]
    [DataRow("staging", "deployed@1")]
    public async Task Releases_are_found_by_where_they_were_seen_or_deployed(string environment, string versions)
    {
        await using var client = await StandInClient.StartAsync();
        client.Sentry.AddEvent("seen@1", "web", "production");
        client.Sentry.AddRelease("deployed@1", "web");
        client.Sentry.AddDeploy("deployed@1", "staging");
        client.Sentry.AddRelease("neither@1", "web");

        Assert.AreEqual(versions, (await client.GetAsync($"releases/?environment={environment}")).Each("version"));
    }

    [TestMethod]
    public async Task The_last_deploy_is_the_one_last_recorded()
    {
        await using var client = await StandInClient.StartAsync();
        client.Sentry.AddRelease("app@1", "web", "api");
        client.Sentry.AddDeploy("app@1", "production", First.AddDays(1), "d1");
        client.Sentry.AddDeploy("app@1", "test", First, "d2");

        var release = (await client.GetAsync("releases/app@1/")).Json;

        Assert.AreEqual("test", release.GetProperty("lastDeploy").GetProperty("environment").GetString());
        Assert.AreEqual(2, release.GetProperty("deployCount").GetInt32());
        Assert.AreEqual("d1|d2", (await client.GetAsync("releases/app@1/deploys/?project=102")).Each("name"));
    }

    [TestMethod]
    public async Task New_issues_are_counted_by_project()
    {
        await using var client = await StandInClient.StartAsync();
        client.Sentry.AddRelease("app@1", "web", "api");
        client.Sentry.SetNewIssues("app@1", "web", 2);
        client.Sentry.SetNewIssues("app@1", "api", 1);

        var release = (await client.GetAsync("releases/app@1/")).Json;

        Assert.AreEqual(3, release.GetProperty("newGroups").GetInt32());
        Assert.AreEqual(2, release.GetProperty("projects")[0].GetProperty("newGroups").GetInt32());
    }

    [TestMethod]
    public async Task Health_is_told_only_when_asked_for()
    {
        await using var client = await StandInClient.StartAsync();
        AddSessions(client);

        var without = (await client.GetAsync("releases/app@2/")).Json.GetProperty("projects")[0];
        var with = (await client.GetAsync("releases/app@2/?health=1")).Json.GetProperty("projects")[0];
        var listed = (await client.GetAsync("releases/?health=1&query=app@2")).Json[0].GetProperty("projects")[0];

        Assert.IsFalse(without.TryGetProperty("healthData", out _));
        Assert.IsTrue(with.GetProperty("hasHealthData").GetBoolean());
        Assert.AreEqual(with.GetRawText(), listed.GetRawText());
        var health = with.GetProperty("healthData");
        Assert.AreEqual(2, health.GetProperty("totalSessions").GetInt32());
        Assert.AreEqual(1, health.GetProperty("totalUsers").GetInt32());
        Assert.AreEqual(50, health.GetProperty("crashFreeSessions").GetDouble());
        Assert.AreEqual(0, health.GetProperty("crashFreeUsers").GetDouble());
        Assert.AreEqual(50, health.GetProperty("adoption").GetDouble());
        Assert.AreEqual(1, health.GetProperty("sessionsCrashed").GetInt32());
        Assert.AreEqual(1, health.GetProperty("sessionsErrored").GetInt32());
    }

    [TestMethod]
    public async Task A_release_that_nobody_ran_has_no_health_data()
    {
        await using var client = await StandInClient.StartAsync();
        client.Sentry.AddRelease("app@1", "web");

        var project = (await client.GetAsync("releases/app@1/?health=1")).Json.GetProperty("projects")[0];

        Assert.IsFalse(project.GetProperty("hasHealthData").GetBoolean());
        Assert.AreEqual(JsonValueKind.Null, project.GetProperty("healthData").GetProperty("crashFreeUsers").ValueKind);
    }

    [TestMethod]
    public async Task The_stage_of_adoption_is_told_by_project_when_asked_for()
    {
        await using var client = await StandInClient.StartAsync();
        AddSessions(client);
        client.Sentry.AddEvent("app@2", "web", "production", First);
        client.Sentry.AddEvent("rare@1", "web", "production", First);

        var adopted = (await client.GetAsync("releases/app@2/?adoptionStages=1")).Json.GetProperty("adoptionStages");
        var rare = (await client.GetAsync("releases/rare@1/?adoptionStages=1")).Json.GetProperty("adoptionStages");

        Assert.AreEqual(
            """{"stage":"adopted","adopted":"2026-01-01T00:00:00Z","unadopted":null}""",
            adopted.GetProperty("web").GetRawText());
        Assert.AreEqual("low_adoption", rare.GetProperty("web").GetProperty("stage").GetString());
        Assert.IsFalse((await client.GetAsync("releases/app@2/")).Json.TryGetProperty("adoptionStages", out _));
    }

    [TestMethod]
    public async Task The_previous_release_with_commits_may_be_the_release_itself()
    {
        await using var client = await StandInClient.StartAsync();
        await client.CreateAsync("app@1", """ "dateReleased": "2026-01-01T00:00:00Z", "commits": [{"id": "a"}] """);
        await client.CreateAsync("app@2", """ "dateReleased": "2026-01-02T00:00:00Z" """);
        await client.PostAsync(
            "releases/",
            """{"version": "shop@1", "projects": ["api"], "dateReleased": "2026-01-02T00:00:00Z", "commits": [{"id": "b"}]}""");

        Assert.AreEqual("app@1", await PreviousAsync(client, "app@2"));
        await client.PutAsync("releases/app@2/", """{"commits": [{"id": "c"}]}""");
        Assert.AreEqual("app@2", await PreviousAsync(client, "app@2"));
        (await client.GetAsync("releases/nope/previous-with-commits/")).AssertIs(404);
    }

    [TestMethod]
    public async Task Without_a_previous_release_the_answer_is_empty()
    {
        await using var client = await StandInClient.StartAsync();
        client.Sentry.AddRelease("app@1", "web");

        (await client.GetAsync("releases/app@1/previous-with-commits/")).AssertIs(200, "{}");
    }

    [TestMethod]
    public async Task The_web_interface_s_own_figures_are_there()
    {
        await using var client = await StandInClient.StartAsync();
        await client.CreateAsync("app@1", """
            "commits": [{"id": "a", "patch_set": [{"path": "x", "type": "M"}]}, {"id": "b", "patch_set": [{"path": "x", "type": "M"}]}]
            """);

        var meta = (await client.GetAsync("releases/app@1/meta/")).Json;

        Assert.AreEqual(2, meta.GetProperty("commitCount").GetInt32());
        Assert.AreEqual(1, meta.GetProperty("commitFilesChanged").GetInt32());
        Assert.IsTrue(meta.GetProperty("released").GetDateTimeOffset() <= DateTimeOffset.UtcNow);
    }

    private static void AddSessions(StandInClient client)
    {
        client.Sentry.AddSession("app@1", "web", new StoredSession("s1", "u1", "production", IsCrashed: false));
        client.Sentry.AddSession("app@2", "web", new StoredSession("s2", "u2", "production", IsCrashed: true));
        client.Sentry.AddSession("app@2", "web", new StoredSession("s3", "u2", "production", IsCrashed: false) { IsErrored = true });
    }

    private static async Task<string?> PreviousAsync(StandInClient client, string version) =>
        (await client.GetAsync($"releases/{version}/previous-with-commits/")).Json.GetProperty("version").GetString();
}
