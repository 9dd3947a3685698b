using Sentry.StandIn;
using Sentry.StandIn.Behavior;

namespace Sentry.Releases.Tests.StandIn;

/// <summary>An imitation of GlitchTip, after its code.</summary>
[TestClass]
public sealed class GlitchTipTests
{
    private const string Body = """
        "ref": "r", "url": "https://example.com/", "dateReleased": "2026-01-01T00:00:00Z", "commits": [{"id": "a"}]
        """;

    [TestMethod]
    public async Task It_ignores_commits_and_link_and_says_nothing_of_them()
    {
        await using var client = await StartAsync();

        var answer = await client.CreateAsync("app@1", Body);

        answer.AssertIs(201);
        foreach (var name in new[] { "url", "status", "commitCount" })
            Assert.IsFalse(answer.Json.TryGetProperty(name, out _), name);

        Assert.AreEqual("r", answer.Json.GetProperty("ref").GetString());
        Assert.AreEqual("2026-01-01T00:00:00Z", answer.Json.GetProperty("dateReleased").GetString());
        Assert.IsEmpty(client.Sentry.Releases.Single().Commits);
    }

    [TestMethod]
    public async Task Posting_a_version_again_breaks_it_also_when_an_event_was_first()
    {
        await using var client = await StartAsync();
        client.Sentry.AddEvent("seen@1", "web");

        (await client.CreateAsync("app@1")).AssertIs(201);
        (await client.CreateAsync("app@1")).AssertIs(500);
        (await client.CreateAsync("seen@1")).AssertIs(500);
    }

    [TestMethod]
    public async Task A_PUT_erases_what_it_does_not_hold()
    {
        await using var client = await StartAsync();
        var before = DateTimeOffset.UtcNow.AddSeconds(-1);
        await client.CreateAsync("app@1", Body);

        (await client.PutAsync("releases/app@1/", """{"url": "https://example.com/"}""")).AssertIs(200);

        var release = client.Sentry.Releases.Single();
        Assert.IsNull(release.Ref);
        Assert.IsTrue(release.DateReleased >= before, "dated now");
    }

    [TestMethod]
    public async Task A_PUT_keeps_what_it_holds_and_null_is_no_date()
    {
        await using var client = await StartAsync();
        await client.CreateAsync("app@1");

        await client.PutAsync("releases/app@1/", """{"ref": "r", "dateReleased": "2026-01-01T00:00:00Z"}""");
        Assert.AreEqual(2026, client.Sentry.Releases.Single().DateReleased!.Value.Year);
        Assert.AreEqual("r", client.Sentry.Releases.Single().Ref);

        await client.PutAsync("releases/app@1/", """{"ref": "r", "dateReleased": null}""");
        Assert.IsNull(client.Sentry.Releases.Single().DateReleased);
    }

    [TestMethod]
    public async Task Without_a_date_a_release_is_released_at_once()
    {
        await using var client = await StartAsync();

        await client.CreateAsync("app@1");

        Assert.IsNotNull(client.Sentry.Releases.Single().DateReleased);
    }

    [TestMethod]
    public async Task Links_are_a_set_of_Python()
    {
        await using var client = await StartAsync();
        client.Sentry.AddRelease("app@1", "web");
        client.Sentry.AddRelease("app@2", "web");

        var link = (await client.GetAsync("releases/?per_page=1")).Headers["Link"];

        var list = new Uri(client.Sentry.Url, "api/0/organizations/acme/releases/");
        Assert.AreEqual(
            $$"""{'<{{list}}?per_page=1&cursor=0:0:1>; rel="previous"; results="false", """
            + $$"""<{{list}}?per_page=1&cursor=0:1:0>; rel="next"; results="true"; cursor="0:1:0"'}""",
            link);
    }

    [TestMethod]
    public async Task A_project_is_named_by_its_slug()
    {
        await using var client = await StartAsync();

        var answer = await client.PostAsync("releases/", """{"version": "app@1", "projects": ["web", 102]}""");

        answer.AssertIs(422, """
            {"detail": [{"type": "string_type", "loc": ["body", "payload", "projects", 1], "msg": "Input should be a valid string"}]}
            """);
    }

    [TestMethod]
    [DataRow("releases/app@1/deploys/")]
    [DataRow("releases/app@1/commits/")]
    [DataRow("repos/")]
    [DataRow("code-mappings/")]
    public async Task Much_of_the_API_is_not_there(string path)
    {
        await using var client = await StartAsync();
        client.Sentry.AddRelease("app@1", "web");

        (await client.GetAsync(path)).AssertIs(404);
        (await client.PostAsync(path, "{}")).AssertIs(404);
    }

    [TestMethod]
    public async Task Its_token_is_a_person_s()
    {
        await using var client = await StartAsync();

        Assert.MatchesRegex("^[0-9a-f]{64}$", client.Sentry.Token);
        Assert.AreNotEqual("null", (await client.GetAsync("../../")).Json.GetProperty("user").GetRawText());
    }

    [TestMethod]
    public async Task In_2026_posting_again_is_201_and_changes_nothing()
    {
        await using var client = await StandInClient.StartAsync(new StandInOptions { Like = ServerBehavior.GlitchTip2026 });
        await client.CreateAsync("app@1", Body);

        var again = await client.CreateAsync("app@1", """ "ref": "other", "commits": [{"id": "b"}] """);

        again.AssertIs(201);
        Assert.AreEqual("r", again.Json.GetProperty("ref").GetString());
        Assert.AreEqual("2026-01-01T00:00:00Z", again.Json.GetProperty("dateReleased").GetString());
        Assert.AreEqual(0, again.Json.GetProperty("commitCount").GetInt32());
        (await client.PostAsync("releases/app@1/deploys/", """{"environment": "e"}""")).AssertIs(201);
    }

    private static Task<StandInClient> StartAsync() => StandInClient.StartAsync(new StandInOptions { Like = ServerBehavior.GlitchTip });
}
