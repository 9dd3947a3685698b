using Sentry.StandIn;

namespace Sentry.Releases.Tests.StandIn;

[TestClass]
public sealed class ListingReleasesTests
{
    [TestMethod]
    [DataRow("", "shop@2|app@2|app@1")]
    [DataRow("?query=APP", "app@2|app@1")]
    [DataRow("?query=p%402", "shop@2|app@2")]
    [DataRow("?query=release:app%402", "app@2")]
    [DataRow("?query=finalized:true", "app@1")]
    [DataRow("?query=finalized:false", "shop@2|app@2")]
    [DataRow("?query=finalized:false+shop", "")]
    [DataRow("?query=app%40+1", "")]
    [DataRow("?query=release:app*", "app@2|app@1")]
    [DataRow("?query=release:*2", "shop@2|app@2")]
    [DataRow("?query=!release:app*", "shop@2")]
    [DataRow("?query=release.package:app", "app@2|app@1")]
    [DataRow("?query=release.package:app+release.version:%3E1", "app@2")]
    [DataRow("?query=release.version:app%401", "app@1")]
    [DataRow("?query=release.version:2.*", "shop@2|app@2")]
    [DataRow("?status=open", "shop@2|app@2|app@1")]
    [DataRow("?status=archived", "old@1")]
    [DataRow("?status=", "old@1|shop@2|app@2|app@1")]
    [DataRow("?project=api", "shop@2")]
    [DataRow("?project=101", "app@2|app@1")]
    [DataRow("?project=web&project=102", "shop@2|app@2|app@1")]
    [DataRow("?project=-1", "shop@2|app@2|app@1")]
    [DataRow("?sort=date", "shop@2|app@2|app@1")]
    [DataRow("?projectSlug=api", "shop@2")]
    public async Task Releases_are_listed_newest_first_by_what_is_asked_for(string query, string versions)
    {
        await using var client = await StartFilledAsync();

        var answer = await client.GetAsync("releases/" + query);

        answer.AssertIs(200);
        Assert.AreEqual(versions, answer.Each("version"));
    }

    [TestMethod]
    [DataRow("?status=closed", 400)]
    [DataRow("?project=nope", 403)]
    [DataRow("?environment=nowhere", 404)]
    [DataRow("?query=shop:web", 400)]
    [DataRow("?query=release.version:main", 400)]
    [DataRow("?sort=name", 400)]
    [DataRow("?sort=users", 400)]
    [DataRow("?per_page=101", 400)]
    [DataRow("?per_page=0", 400)]
    [DataRow("?per_page=x", 400)]
    [DataRow("?cursor=x", 400)]
    public async Task A_wrong_parameter_is_refused(string query, int status)
    {
        await using var client = await StartFilledAsync();

        (await client.GetAsync("releases/" + query)).AssertIs(status);
    }

    [TestMethod]
    [DataRow("?sort=adoption")]
    [DataRow("?sort=users&flatten=1")]
    [DataRow("?statsPeriod=14d")]
    [DataRow("?query=release.stage:adopted")]
    [DataRow("?query=release:latest")]
    public async Task What_the_stand_in_cannot_do_it_says(string query)
    {
        await using var client = await StartFilledAsync();

        (await client.GetAsync("releases/" + query)).AssertIs(501);
    }

    [TestMethod]
    public async Task By_SemVer_equal_versions_are_ordered_by_their_builds()
    {
        await using var client = await StandInClient.StartAsync();
        string[] versions = ["a@1.0.0+9", "a@1.0.0-rc.2", "a@1.0.0-rc.10", "a@1.0.0", "a@1.0.0+abc", "a@1.0.0+10", "a@0.9.0+zz", "nothing"];
        foreach (var version in versions)
            await client.CreateAsync(version);

        Assert.AreEqual(
            "a@1.0.0+abc|a@1.0.0+10|a@1.0.0+9|a@1.0.0|a@1.0.0-rc.2|a@1.0.0-rc.10|a@0.9.0+zz|nothing",
            (await client.GetAsync("releases/?sort=semver")).Each("version"));
        Assert.AreEqual("a@1.0.0+10|a@1.0.0+9", (await client.GetAsync("releases/?sort=build")).Each("version"));
    }

    [TestMethod]
    public async Task A_version_is_found_as_the_web_interface_shows_it()
    {
        await using var client = await StandInClient.StartAsync();
        await client.CreateAsync("app@1.0+abc");

        Assert.AreEqual("app@1.0+abc", (await client.GetAsync("releases/?query=app@1.0+(abc)")).Each("version"));
    }

    [TestMethod]
    public async Task Writing_takes_access_to_all_projects_of_the_release()
    {
        await using var client = await StandInClient.StartAsync(new StandInOptions
        {
            Tokens = [new StandInToken("user") { Scopes = ["project:releases"], Projects = ["api"] }],
        });
        client.Sentry.AddRelease("shop@1", "web", "api");

        (await client.GetAsync("releases/shop@1/")).AssertIs(200);
        (await client.GetAsync("releases/shop@1/deploys/")).AssertIs(200);
        const string NotFound = """{"detail": "The requested resource does not exist"}""";
        (await client.PutAsync("releases/shop@1/", "{}")).AssertIs(404, NotFound);
        (await client.DeleteAsync("releases/shop@1/")).AssertIs(404, NotFound);
        (await client.PostAsync("releases/shop@1/deploys/", """{"environment": "e"}""")).AssertIs(404, NotFound);
        (await client.PostAsync("releases/", """{"version": "shop@1", "projects": ["api"]}"""))
            .AssertRefused("projects", "You do not have permission to one of the projects: web, api");
    }

    [TestMethod]
    public async Task Only_releases_of_projects_that_the_caller_sees_are_listed()
    {
        await using var client = await StandInClient.StartAsync(new StandInOptions
        {
            Tokens = [new StandInToken("user") { Scopes = ["project:read"], Projects = ["api"] }],
        });
        client.Sentry.AddRelease("shop@1", "api");
        client.Sentry.AddRelease("app@1", "web");

        Assert.AreEqual("shop@1", (await client.GetAsync("releases/")).Each("version"));
        (await client.GetAsync("releases/app@1/")).AssertIs(404);
    }

    [TestMethod]
    public async Task A_deleted_release_is_gone()
    {
        await using var client = await StandInClient.StartAsync(new StandInOptions
        {
            Tokens = [new StandInToken("user") { Scopes = ["project:releases"] }],
        });
        await client.CreateAsync("app@1");

        (await client.DeleteAsync("releases/app@1/")).AssertIs(204);

        (await client.GetAsync("releases/app@1/")).AssertIs(404);
        Assert.IsEmpty(client.Sentry.Releases);
    }

    private static async Task<StandInClient> StartFilledAsync()
    {
        var client = await StandInClient.StartAsync();
        await client.CreateAsync("app@1", """ "dateReleased": "2026-01-01T00:00:00Z" """);
        await client.CreateAsync("app@2");
        await client.PostAsync("releases/", """{"version": "shop@2", "projects": ["api"]}""");
        await client.CreateAsync("old@1", """ "status": "archived" """);
        return client;
    }
}
