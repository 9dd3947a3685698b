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
    [DataRow("?query=finalized:false+shop", "shop@2")]
    [DataRow("?status=open", "shop@2|app@2|app@1")]
    [DataRow("?status=archived", "old@1")]
    [DataRow("?status=", "old@1|shop@2|app@2|app@1")]
    [DataRow("?project=api", "shop@2")]
    [DataRow("?project=101", "app@2|app@1")]
    [DataRow("?project=web&project=102", "shop@2|app@2|app@1")]
    [DataRow("?project=-1", "shop@2|app@2|app@1")]
    [DataRow("?sort=date", "shop@2|app@2|app@1")]
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
    [DataRow("?sort=semver")]
    [DataRow("?query=release.stage:adopted")]
    [DataRow("?query=release:latest")]
    public async Task What_the_stand_in_cannot_do_it_says(string query)
    {
        await using var client = await StartFilledAsync();

        (await client.GetAsync("releases/" + query)).AssertIs(501);
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
