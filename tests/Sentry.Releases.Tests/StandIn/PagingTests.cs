using System.Text.RegularExpressions;
using Sentry.StandIn;
using Sentry.StandIn.Store;

namespace Sentry.Releases.Tests.StandIn;

[TestClass]
public sealed partial class PagingTests
{
    [TestMethod]
    public async Task A_page_holds_100_and_the_cursor_of_next_leads_on_until_it_has_no_results()
    {
        await using var client = await StandInClient.StartAsync();
        for (var i = 0; i < 250; i++)
            client.Sentry.AddRelease($"app@{i}", "web");

        var pages = await ReadAllAsync(client, "releases/?query=app");

        Assert.AreEqual("100|100|50", string.Join('|', pages.Select(page => page.Json.GetArrayLength())));
        Assert.AreEqual(250, pages.SelectMany(page => page.Each("version").Split('|')).Distinct().Count());
    }

    [TestMethod]
    public async Task Both_relations_are_always_there()
    {
        await using var client = await StandInClient.StartAsync();
        client.Sentry.AddRelease("app@1", "web");
        client.Sentry.AddRelease("app@2", "web");

        var alone = Links(await client.GetAsync("releases/"));
        var first = Links(await client.GetAsync("releases/?per_page=1"));
        var second = Links(await client.GetAsync("releases/?per_page=1&cursor=" + first["next"].Cursor));

        Assert.IsFalse(alone["previous"].HasResults);
        Assert.IsFalse(alone["next"].HasResults);
        Assert.IsTrue(second["previous"].HasResults);
        Assert.IsFalse(second["next"].HasResults);
    }

    [TestMethod]
    public async Task A_link_is_absolute_keeps_the_query_and_leads_to_the_page_it_names()
    {
        await using var client = await StandInClient.StartAsync(new StandInOptions { BasePath = "/sentry" });
        client.Sentry.AddRelease("app@1+x", "web");
        client.Sentry.AddRelease("app@2+x", "web");

        var next = Links(await client.GetAsync("releases/?query=app%40&per_page=1"))["next"];

        Assert.StartsWith(client.Sentry.Url + "api/0/organizations/acme/releases/?query=app%40&per_page=1&cursor=", next.Url);
        Assert.AreEqual("app@1+x", (await client.GetAsync(next.Url)).Each("version"));
    }

    [TestMethod]
    public async Task Every_list_is_paged()
    {
        await using var client = await StandInClient.StartAsync(new StandInOptions
        {
            Tokens = [new StandInToken("all") { Scopes = ["org:ci", "org:read"] }],
            Repositories = [new StandInRepository("a"), new StandInRepository("b")],
        });
        await client.CreateAsync(
            "app@1",
            """ "commits": [{"id": "a", "patch_set": [{"path": "x", "type": "A"}, {"path": "y", "type": "A"}]}, {"id": "b"}] """);
        client.Sentry.AddFile("app@1", new StoredFile("x", 1, "a"));
        client.Sentry.AddFile("app@1", new StoredFile("y", 1, "b"));
        await client.PostAsync("releases/app@1/deploys/", """{"environment": "a"}""");
        await client.PostAsync("releases/app@1/deploys/", """{"environment": "b"}""");

        string[] lists =
        [
            "releases/app@1/commits/", "releases/app@1/commitfiles/", "releases/app@1/files/", "releases/app@1/deploys/", "repos/",
            "projects/",
        ];
        foreach (var list in lists)
        {
            var pages = await ReadAllAsync(client, list + "?per_page=1");
            Assert.IsGreaterThan(1, pages.Count, list);
            Assert.AreEqual(pages.Count, pages.Select(page => page.Text).Distinct().Count(), list);
        }
    }

    private static async Task<IReadOnlyList<Answer>> ReadAllAsync(StandInClient client, string path)
    {
        var pages = new List<Answer> { await client.GetAsync(path) };
        while (Links(pages[^1])["next"] is { HasResults: true } next)
            pages.Add(await client.GetAsync($"{path}&cursor={next.Cursor}"));

        return pages;
    }

    private static Dictionary<string, (string Url, bool HasResults, string Cursor)> Links(Answer answer) =>
        Link().Matches(answer.Headers["Link"]).ToDictionary(
            link => link.Groups[2].Value,
            link => (link.Groups[1].Value, link.Groups[3].Value == "true", link.Groups[4].Value));

    [GeneratedRegex("""<([^>]+)>; rel="(\w+)"; results="(true|false)"; cursor="([^"]+)"(?:, |$)""")]
    private static partial Regex Link();
}
