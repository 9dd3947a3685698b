using System.Text.Json;
using Sentry.StandIn;

namespace Sentry.Releases.Tests.StandIn;

/// <summary>What a client can ask of the token, the organization and its projects.</summary>
[TestClass]
public sealed class OrganizationTests
{
    [TestMethod]
    public async Task A_token_is_told_what_it_may_do()
    {
        await using var client = await StartAsync("org:ci");

        (await client.GetAsync("../../")).AssertIs(200, """{"version": "0", "auth": {"scopes": ["org:ci"]}, "user": null}""");
    }

    [TestMethod]
    public async Task A_person_s_token_names_the_person()
    {
        await using var client = await StandInClient.StartAsync(new StandInOptions
        {
            Tokens = [new StandInToken("t") { Scopes = ["project:releases", "org:read"], User = "jane@example.com" }],
        });

        var json = (await client.GetAsync("../../")).Json;

        Assert.AreEqual("""["project:releases","org:read"]""", json.GetProperty("auth").GetProperty("scopes").GetRawText());
        Assert.AreEqual("jane@example.com", json.GetProperty("user").GetProperty("email").GetString());
    }

    [TestMethod]
    public async Task Nobody_is_told_so_and_a_bad_token_is_refused()
    {
        await using var client = await StartAsync("org:ci");

        client.DefaultHeaders.Authorization = null;
        (await client.GetAsync("../../")).AssertIs(200, """{"version": "0", "auth": null, "user": null}""");

        client.DefaultHeaders.Authorization = new("Bearer", "wrong");
        (await client.GetAsync("../../")).AssertIs(401, """{"detail": "Invalid token"}""");
    }

    [TestMethod]
    public async Task The_organization_names_itself_and_what_the_token_may_do()
    {
        await using var client = await StartAsync("org:read");

        var json = (await client.GetAsync("./")).Json;

        Assert.AreEqual("acme", json.GetProperty("slug").GetString());
        Assert.AreEqual("4501", json.GetProperty("id").GetString());
        Assert.AreEqual("active", json.GetProperty("status").GetProperty("id").GetString());
        Assert.AreEqual("""["org:read"]""", json.GetProperty("access").GetRawText());
        Assert.AreEqual(
            client.Sentry.Url.ToString().TrimEnd('/'),
            json.GetProperty("links").GetProperty("organizationUrl").GetString());
    }

    [TestMethod]
    [DataRow("", "api|web")]
    [DataRow("?query=WE", "web")]
    [DataRow("?query=slug:web", "web")]
    [DataRow("?query=id:102", "api")]
    [DataRow("?query=slug:web+id:102", "")]
    public async Task Projects_are_found_by_slug_and_id(string query, string slugs)
    {
        await using var client = await StartAsync("org:read");

        Assert.AreEqual(slugs, (await client.GetAsync("projects/" + query)).Each("slug"));
    }

    [TestMethod]
    public async Task Projects_of_other_teams_are_listed_too_and_say_so()
    {
        await using var client = await StandInClient.StartAsync(new StandInOptions
        {
            Tokens = [new StandInToken("t") { Scopes = ["org:read", "project:read"], Projects = ["web"] }],
        });

        var projects = (await client.GetAsync("projects/")).Json.EnumerateArray().ToDictionary(
            project => project.GetProperty("slug").GetString()!,
            project => project.GetProperty("hasAccess").GetBoolean());

        Assert.IsTrue(projects["web"]);
        Assert.IsFalse(projects["api"]);
        (await client.GetAsync("../../projects/acme/web/")).AssertIs(200);
        (await client.GetAsync("../../projects/acme/api/")).AssertIs(403);
        (await client.GetAsync("../../projects/acme/nope/")).AssertIs(404, """{"detail": "The requested resource does not exist"}""");
    }

    [TestMethod]
    [DataRow("web")]
    [DataRow("101")]
    public async Task A_project_tells_what_was_seen_of_it(string slugOrId)
    {
        await using var client = await StartAsync("project:read");
        client.Sentry.AddEvent("app@1", "web", "production", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        client.Sentry.AddEvent("shop@1", "api", "test");
        client.Sentry.AddDeploy("app@1", "staging");

        var json = (await client.GetAsync($"../../projects/acme/{slugOrId}/")).Json;

        Assert.AreEqual("web", json.GetProperty("slug").GetString());
        Assert.AreEqual("active", json.GetProperty("status").GetString());
        Assert.AreEqual("2026-01-02T03:04:05Z", json.GetProperty("firstEvent").GetString());
        Assert.AreEqual("app@1", json.GetProperty("latestRelease").GetProperty("version").GetString());
        Assert.AreEqual("""["production","staging"]""", json.GetProperty("environments").GetRawText());
        Assert.AreEqual("acme", json.GetProperty("organization").GetProperty("slug").GetString());
        Assert.AreEqual("production|staging", (await client.GetAsync($"../../projects/acme/{slugOrId}/environments/")).Each("name"));
    }

    [TestMethod]
    public async Task A_project_of_which_nothing_was_seen_has_no_first_event()
    {
        await using var client = await StartAsync("project:read");

        var json = (await client.GetAsync("../../projects/acme/web/")).Json;

        Assert.AreEqual(JsonValueKind.Null, json.GetProperty("firstEvent").ValueKind);
        Assert.AreEqual(JsonValueKind.Null, json.GetProperty("latestRelease").ValueKind);
    }

    [TestMethod]
    [DataRow("", "production|test")]
    [DataRow("?project=102", "test")]
    public async Task Environments_are_those_of_the_projects_asked_for(string query, string names)
    {
        await using var client = await StartAsync("org:read");
        client.Sentry.AddEvent("app@1", "web", "production");
        client.Sentry.AddEvent("shop@1", "api", "test");
        client.Sentry.AddEvent("shop@1", "api", "");

        Assert.AreEqual(names, (await client.GetAsync("environments/" + query)).Each("name"));
    }

    private static Task<StandInClient> StartAsync(string scope) =>
        StandInClient.StartAsync(new StandInOptions { Tokens = [new StandInToken("t") { Scopes = [scope] }] });
}
