using Sentry.StandIn;
using Sentry.StandIn.Store;

namespace Sentry.Releases.Tests.StandIn;

[TestClass]
public sealed class ReleaseListsTests
{
    [TestMethod]
    public async Task Commits_come_in_their_order_with_the_releases_that_hold_them()
    {
        await using var client = await StandInClient.StartAsync();
        await client.CreateAsync("app@1", """ "commits": [{"id": "a"}] """);
        await client.CreateAsync("app@2", """ "commits": [{"id": "b", "author_email": "j@x"}, {"id": "a"}] """);

        var answer = await client.GetAsync("releases/app@2/commits/");

        Assert.AreEqual("b|a", answer.Each("id"));
        Assert.AreEqual("j@x", answer.Json[0].GetProperty("author").GetProperty("email").GetString());
        Assert.AreEqual("{}", answer.Json[1].GetProperty("author").GetRawText());
        Assert.AreEqual(
            "app@1|app@2",
            string.Join('|', answer.Json[1].GetProperty("releases").EnumerateArray().Select(release => release.GetProperty("version"))));
    }

    [TestMethod]
    public async Task Changed_files_come_with_their_kind()
    {
        await using var client = await StandInClient.StartAsync();
        await client.CreateAsync("app@1", """ "commits": [{"id": "a", "message": "m", "patch_set": [{"path": "x", "type": "D"}]}] """);

        var answer = await client.GetAsync("releases/app@1/commitfiles/");

        answer.AssertIs(200, """[{"orgId": 4501, "author": {}, "commitMessage": "m", "filename": "x", "type": "D"}]""");
    }

    [TestMethod]
    [DataRow("", "a|b|c")]
    [DataRow("?repo_name=acme/shop", "b")]
    public async Task Changed_files_come_by_name_and_are_found_by_repository(string query, string names)
    {
        await using var client = await StandInClient.StartAsync();
        await client.CreateAsync("app@1", """
            "commits": [
              {"id": "1", "repository": "acme/web", "patch_set": [{"path": "c", "type": "M"}, {"path": "a", "type": "M"}]},
              {"id": "2", "repository": "acme/shop", "patch_set": [{"path": "b", "type": "M"}]}
            ]
            """);

        Assert.AreEqual(names, (await client.GetAsync("releases/app@1/commitfiles/" + query)).Each("filename"));
        (await client.GetAsync("releases/app@1/commitfiles/?repo_name=nope")).AssertIs(404);
    }

    [TestMethod]
    [DataRow("", "app.js|app.js.map")]
    [DataRow("?query=MAP", "app.js.map")]
    [DataRow("?checksum=s1", "app.js")]
    [DataRow("?checksum=s1&checksum=s2", "app.js|app.js.map")]
    public async Task Uploaded_files_are_found_by_name_and_checksum(string query, string names)
    {
        await using var client = await StandInClient.StartAsync();
        client.Sentry.AddRelease("app@1", "web");
        client.Sentry.AddFile("app@1", new StoredFile("app.js.map", 2, "s2"));
        client.Sentry.AddFile("app@1", new StoredFile("app.js", 1, "s1", "dist"));

        Assert.AreEqual(names, (await client.GetAsync("releases/app@1/files/" + query)).Each("name"));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("commits/")]
    [DataRow("commitfiles/")]
    [DataRow("files/")]
    [DataRow("deploys/")]
    [DataRow("previous-with-commits/")]
    [DataRow("meta/")]
    public async Task Nothing_is_known_of_an_unknown_release(string list)
    {
        await using var client = await StandInClient.StartAsync();

        (await client.GetAsync($"releases/nope/{list}")).AssertIs(404, """{"detail": "The requested resource does not exist"}""");
    }

    [TestMethod]
    [DataRow("", "acme/api|acme/shop")]
    [DataRow("?query=SHOP", "acme/shop")]
    [DataRow("?status=active", "acme/api|acme/shop")]
    [DataRow("?status=deleted", "acme/old")]
    [DataRow("?status=", "")]
    public async Task Repositories_are_found_by_name(string query, string names)
    {
        await using var client = await StandInClient.StartAsync(new StandInOptions
        {
            Repositories = [new StandInRepository("acme/shop", "integrations:gitlab"), new StandInRepository("acme/api", Provider: null),
                new StandInRepository("acme/old") { IsActive = false }],
        });

        Assert.AreEqual(names, (await client.GetAsync("repos/" + query)).Each("name"));
    }
}
