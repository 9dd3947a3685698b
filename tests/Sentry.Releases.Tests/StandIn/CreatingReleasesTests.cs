using Sentry.StandIn;

namespace Sentry.Releases.Tests.StandIn;

[TestClass]
public sealed class CreatingReleasesTests
{
    [TestMethod]
    public async Task A_new_release_is_201_and_the_same_again_208()
    {
        await using var client = await StandInClient.StartAsync();

        (await client.CreateAsync("app@1")).AssertIs(201);
        (await client.CreateAsync("app@1")).AssertIs(208);

        Assert.HasCount(1, client.Sentry.Releases);
    }

    [TestMethod]
    public async Task A_newly_linked_project_is_201_and_projects_are_united()
    {
        await using var client = await StandInClient.StartAsync();
        await client.CreateAsync("app@1");

        var answer = await client.PostAsync("releases/", """{"version": "app@1", "projects": ["api"]}""");

        answer.AssertIs(201);
        Assert.AreEqual("web|api", string.Join('|', client.Sentry.Releases[0].Projects.Select(project => project.Slug)));
    }

    [TestMethod]
    [DataRow("\"api\"")]
    [DataRow("102")]
    [DataRow("\"102\"")]
    public async Task A_project_goes_by_slug_or_by_id(string project)
    {
        await using var client = await StandInClient.StartAsync();

        (await client.PostAsync("releases/", $$"""{"version": "app@1", "projects": [{{project}}]}""")).AssertIs(201);

        Assert.AreEqual("api", client.Sentry.Releases[0].Projects.Single().Slug);
    }

    [TestMethod]
    [DataRow("""["Web"]""")]
    [DataRow("""["web", "nope"]""")]
    [DataRow("[103]")]
    [DataRow("[null]")]
    public async Task An_unknown_project_is_refused_before_anything_is_made(string projects)
    {
        await using var client = await StandInClient.StartAsync();

        var answer = await client.PostAsync("releases/", $$"""{"version": "app@1", "projects": {{projects}}}""");

        answer.AssertRefused("projects", "Invalid project ids or slugs");
        Assert.IsEmpty(client.Sentry.Releases);
    }

    [TestMethod]
    public async Task A_project_of_another_team_is_refused()
    {
        await using var client = await StandInClient.StartAsync(WithUserToken());

        var answer = await client.PostAsync("releases/", """{"version": "app@1", "projects": ["api"]}""");

        answer.AssertRefused("projects", "Invalid project ids or slugs");
    }

    [TestMethod]
    [DataRow("[{}]")]
    [DataRow("[[]]")]
    public async Task A_project_that_is_neither_text_nor_number_crashes_the_server(string projects)
    {
        await using var client = await StandInClient.StartAsync();

        (await client.PostAsync("releases/", $$"""{"version": "app@1", "projects": {{projects}}}""")).AssertIsCrash();
        Assert.IsEmpty(client.Sentry.Releases);
    }

    [TestMethod]
    public async Task A_release_that_another_team_shares_is_refused()
    {
        await using var client = await StandInClient.StartAsync(WithUserToken());
        client.Sentry.AddRelease("app@1", "api", "web");

        var answer = await client.CreateAsync("app@1");

        answer.AssertRefused("projects", "You do not have permission to one of the projects: api, web");
    }

    [TestMethod]
    public async Task Without_a_project_the_release_is_accepted_and_never_seen_again()
    {
        await using var client = await StandInClient.StartAsync();

        (await client.PostAsync("releases/", """{"version": "app@1", "projects": []}""")).AssertIs(201);

        (await client.GetAsync("releases/app@1/")).AssertIs(404, """{"detail": "The requested resource does not exist"}""");
        (await client.PutAsync("releases/app@1/", "{}")).AssertIs(404);
        (await client.PostAsync("releases/app@1/deploys/", """{"environment": "prod"}""")).AssertIs(404);
        (await client.GetAsync("releases/")).AssertIs(200, "[]");
    }

    [TestMethod]
    public async Task Date_ref_and_url_of_an_existing_release_are_ignored()
    {
        await using var client = await StandInClient.StartAsync();
        await client.CreateAsync("app@1", """ "ref": "a", "url": "https://example.com/a", "dateReleased": "2026-01-01T00:00:00Z" """);

        var answer = await client.CreateAsync(
            "app@1",
            """ "ref": "b", "url": "https://example.com/b", "dateReleased": "2027-01-01T00:00:00Z" """);

        Assert.AreEqual("a", answer.Json.GetProperty("ref").GetString());
        Assert.AreEqual("https://example.com/a", answer.Json.GetProperty("url").GetString());
        Assert.AreEqual("2026-01-01T00:00:00Z", answer.Json.GetProperty("dateReleased").GetString());
    }

    [TestMethod]
    public async Task Without_a_date_the_release_is_not_finalized()
    {
        await using var client = await StandInClient.StartAsync();

        await client.CreateAsync("app@1");

        Assert.IsNull(client.Sentry.Releases[0].DateReleased);
    }

    [TestMethod]
    public async Task The_status_of_an_existing_release_is_updated()
    {
        await using var client = await StandInClient.StartAsync();
        await client.CreateAsync("app@1");

        var answer = await client.CreateAsync("app@1", """ "status": "archived" """);

        Assert.AreEqual("archived", answer.Json.GetProperty("status").GetString());
        (await client.CreateAsync("app@2", """ "status": "closed" """)).AssertRefused("status", "Invalid status closed");
    }

    [TestMethod]
    public async Task Only_a_member_owns_a_release_and_only_from_the_start()
    {
        await using var client = await StandInClient.StartAsync(new StandInOptions { Members = ["jane", "joe"] });

        (await client.CreateAsync("app@1", """ "owner": "nobody" """)).AssertRefused("owner", "Unable to find user");
        await client.CreateAsync("app@1", """ "owner": "jane" """);
        await client.CreateAsync("app@1", """ "owner": "joe" """);

        Assert.AreEqual("jane", client.Sentry.Releases[0].Owner);
    }

    [TestMethod]
    public async Task The_first_256_characters_of_the_user_agent_are_kept()
    {
        await using var client = await StandInClient.StartAsync();
        client.DefaultHeaders.UserAgent.Clear();
        client.DefaultHeaders.Add("User-Agent", new string('u', 300));

        var answer = await client.CreateAsync("app@1");

        Assert.AreEqual(256, answer.Json.GetProperty("userAgent").GetString()!.Length);
    }

    [TestMethod]
    public async Task Commits_stay_when_a_ref_is_refused_afterwards()
    {
        await using var client = await StandInClient.StartAsync();

        var answer = await client.CreateAsync("app@1", """ "commits": [{"id": "a"}], "refs": [{"repository": "x/y", "commit": "a"}] """);

        answer.AssertRefused("refs", "Invalid repository names: x/y");
        Assert.AreEqual("a", client.Sentry.Releases[0].Commits.Single().Id);
    }

    [TestMethod]
    public async Task While_commits_are_locked_the_release_is_made_and_the_answer_is_409()
    {
        await using var client = await StandInClient.StartAsync();
        client.Sentry.CommitsLocked = true;

        var locked = await client.CreateAsync("app@1", """ "commits": [{"id": "a"}] """);
        client.Sentry.CommitsLocked = false;
        var retried = await client.CreateAsync("app@1", """ "commits": [{"id": "a"}] """);

        locked.AssertIs(409, """{"detail": "Release commits are currently being processed"}""");
        retried.AssertIs(208);
        Assert.HasCount(1, client.Sentry.Releases[0].Commits);
    }

    private static StandInOptions WithUserToken() => new()
    {
        Tokens = [new StandInToken("user") { Scopes = ["project:releases"], Projects = ["web"] }],
    };
}
