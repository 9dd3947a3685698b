using Sentry.StandIn;
using Sentry.StandIn.Behavior;

namespace Sentry.Releases.Tests.StandIn;

/// <summary>Servers that speak Sentry's API and are not Sentry, made of what they refuse, break on, and leave out.</summary>
[TestClass]
public sealed class OddServerTests
{
    private const string Commits = """
        "url": "https://example.com/",
        "commits": [{"id": "a", "patch_set": [{"path": "ab", "type": "M"}, {"path": "abc", "type": "M"}]}]
        """;

    [TestMethod]
    [DataRow("url", null, "url")]
    [DataRow("commits", null, "commits")]
    [DataRow("commits.patch_set", null, "commits.0.patch_set")]
    [DataRow("commits.patch_set.path", 2, "commits.0.patch_set.1.path")]
    public async Task What_it_refuses_is_400_with_the_field_s_name(string path, int? longerThan, string field)
    {
        await using var client = await StartAsync(new ServerBehavior { Refuses = [new FieldRule(path, longerThan)] });

        var refused = await client.CreateAsync("app@1", Commits);
        var taken = await client.CreateAsync("app@1", """ "url": null, "commits": [] """);

        refused.AssertRefused(
            field,
            longerThan is null ? "This field is not supported." : $"Ensure this field has no more than {longerThan} characters.");
        taken.AssertIs(201);
    }

    [TestMethod]
    public async Task Several_fields_that_it_refuses_are_named_one_after_the_other()
    {
        await using var client = await StartAsync(new ServerBehavior { Refuses = ["url", "commits"] });

        const string NotSupported = "This field is not supported.";
        (await client.CreateAsync("app@1", Commits)).AssertRefused("url", NotSupported);
        (await client.PutAsync("releases/app@1/", """{"commits": [{"id": "a"}]}""")).AssertRefused("commits", NotSupported);
    }

    [TestMethod]
    [DataRow(413)]
    [DataRow(500)]
    [DataRow(504)]
    public async Task What_it_breaks_on_names_no_field(int status)
    {
        await using var client = await StartAsync(new ServerBehavior { BreaksOn = [new Breakage("commits.patch_set", status)] });

        var broken = await client.CreateAsync("app@1", Commits);
        Assert.IsEmpty(client.Sentry.Releases);
        var works = await client.CreateAsync("app@1", """ "commits": [{"id": "a"}] """);

        if (status == 500)
            broken.AssertIsCrash();
        else
            Assert.AreEqual((status, "text/html"), (broken.Status, broken.MediaType));

        works.AssertIs(201);
    }

    [TestMethod]
    public async Task It_may_do_the_rest_before_it_breaks()
    {
        await using var client = await StartAsync(
            new ServerBehavior { BreaksOn = [new Breakage("commits", 500) { DoesTheRest = true }] });

        (await client.CreateAsync("app@1", Commits)).AssertIsCrash();

        var release = client.Sentry.Releases.Single();
        Assert.AreEqual("https://example.com/", release.Url);
        Assert.IsEmpty(release.Commits);
        (await client.CreateAsync("app@1")).AssertIs(208);
    }

    [TestMethod]
    public async Task It_may_break_only_a_few_times()
    {
        await using var client = await StartAsync(new ServerBehavior { BreaksOn = [new Breakage("", 503) { Times = 2 }] });

        int[] statuses = [.. await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ => (await client.CreateAsync("app@1")).Status))];

        Assert.AreEqual(2, statuses.Count(status => status == 503));
    }

    [TestMethod]
    [DataRow("", 120, 413)]
    [DataRow("commits", 1, 201)]
    public async Task It_may_break_only_on_what_is_long(string path, int longerThan, int status)
    {
        await using var client = await StartAsync(new ServerBehavior { BreaksOn = [new Breakage(new FieldRule(path, longerThan), 413)] });

        (await client.CreateAsync("app@1", Commits)).AssertIs(status);
        (await client.CreateAsync("app@2", """ "commits": [{"id": "a"}, {"id": "b"}] """)).AssertIs(path.Length == 0 ? 201 : 413);
        (await client.CreateAsync("app@3")).AssertIs(201);
    }

    [TestMethod]
    [DataRow("deploy", 413, """{"environment": "e"}""", 413)]
    [DataRow("deploy.url", 500, """{"environment": "e", "url": "https://example.com/"}""", 500)]
    [DataRow("deploy.url", 500, """{"environment": "e"}""", 201)]
    public async Task It_may_break_on_deploys_alone(string path, int status, string deploy, int expected)
    {
        await using var client = await StartAsync(new ServerBehavior { BreaksOn = [new Breakage(path, status)] });

        (await client.CreateAsync("app@1", Commits)).AssertIs(201);
        (await client.PostAsync("releases/app@1/deploys/", deploy)).AssertIs(expected);
    }

    [TestMethod]
    public async Task It_may_refuse_a_field_of_deploys()
    {
        await using var client = await StartAsync(new ServerBehavior { Refuses = ["deploy.name"] });
        (await client.CreateAsync("app@1", Commits)).AssertIs(201);

        (await client.PostAsync("releases/app@1/deploys/", """{"environment": "e", "name": "n"}"""))
            .AssertRefused("name", "This field is not supported.");
    }

    [TestMethod]
    public async Task What_it_leaves_out_is_in_no_answer_about_releases()
    {
        await using var client = await StartAsync(new ServerBehavior { LeavesOut = ["url", "lastCommit.id", "projects.slug"] });

        var created = (await client.CreateAsync("app@1", Commits)).Json;
        var read = (await client.GetAsync("releases/app@1/")).Json;
        var listed = (await client.GetAsync("releases/")).Json[0];

        foreach (var release in new[] { created, read, listed })
        {
            Assert.IsFalse(release.TryGetProperty("url", out _));
            Assert.IsFalse(release.GetProperty("lastCommit").TryGetProperty("id", out _));
            Assert.IsFalse(release.GetProperty("projects")[0].TryGetProperty("slug", out _));
            Assert.AreEqual("app@1", release.GetProperty("version").GetString());
        }

        Assert.AreEqual("a", (await client.GetAsync("releases/app@1/commits/")).Each("id"));
    }

    [TestMethod]
    public async Task What_it_ignores_it_does_not_store()
    {
        await using var client = await StartAsync(new ServerBehavior { Ignores = ["url", "commits.patch_set"] });

        (await client.CreateAsync("app@1", Commits)).AssertIs(201);

        Assert.IsNull(client.Sentry.Releases[0].Url);
        Assert.IsEmpty(client.Sentry.Releases[0].Commits.Single().FileChanges);
        Assert.IsTrue(client.Sentry.Requests[0].Json.TryGetProperty("url", out _), "the request is recorded as it came");
    }

    [TestMethod]
    public async Task What_it_lacks_is_404()
    {
        await using var client = await StartAsync(new ServerBehavior { Lacks = ["repos/"] });

        var answer = await client.GetAsync("repos/");

        Assert.AreEqual((404, "text/html"), (answer.Status, answer.MediaType));
        (await client.GetAsync("releases/")).AssertIs(200);
    }

    [TestMethod]
    public async Task Two_kinds_of_oddness_make_one()
    {
        var both = new ServerBehavior { Refuses = ["url"], LeavesOut = ["status"] }
            .And(new ServerBehavior { Refuses = ["ref"], BreaksOn = [new Breakage("commits", 500)], Lacks = ["repos/"] });
        await using var client = await StartAsync(both);

        (await client.CreateAsync("app@1", """ "url": "https://example.com/" """)).AssertIs(400);
        (await client.CreateAsync("app@1", """ "ref": "r" """)).AssertIs(400);
        (await client.CreateAsync("app@1", """ "commits": [{"id": "a"}] """)).AssertIsCrash();
        (await client.GetAsync("repos/")).AssertIs(404);
        Assert.IsFalse((await client.CreateAsync("app@1")).Json.TryGetProperty("status", out _));
    }

    [TestMethod]
    public async Task A_token_and_its_scopes_count_with_every_server()
    {
        await using var client = await StandInClient.StartAsync(new StandInOptions
        {
            Like = ServerBehavior.GlitchTip,
            Tokens = [new StandInToken("t") { Scopes = ["event:read"] }],
        });

        (await client.CreateAsync("app@1")).AssertIs(403);
        client.DefaultHeaders.Authorization = null;
        (await client.CreateAsync("app@1")).AssertIs(401);
    }

    private static Task<StandInClient> StartAsync(ServerBehavior like) => StandInClient.StartAsync(new StandInOptions { Like = like });
}
