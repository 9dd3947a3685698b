using System.Text.Json;
using Sentry.StandIn;

namespace Sentry.Releases.Tests.StandIn;

/// <summary>The stand-in's page with hundreds of releases, on a desk and on a phone.</summary>
[TestClass]
[ChromiumCondition]
public sealed class ManyReleasesInBrowserTests
{
    private const int Count = 300;
    private const int Phone = 390;
    private const int Desk = 1280;

    private static StandInClient Client = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext context)
    {
        Client = await StandInClient.StartAsync(new StandInOptions { RateLimit = null });
        for (var i = 1; i <= Count; i++)
        {
            var package = i % 2 == 0 ? "shop" : "Acme.Parcels.Worker.With.A.Rather.Long.Name";
            (await Client.CreateAsync($"{package}@1.0.{i}+{new string('a', 40)}", $$"""
                "ref": "{{new string('a', 40)}}", "url": "https://github.com/acme/shop/commit/{{new string('a', 40)}}",
                "commits": [{"id": "{{i:x40}}", "message": "Change number {{i}} of many, with a subject that fills more than one line",
                             "patch_set": [{"path": "src/{{new string('d', 80)}}/File{{i}}.cs", "type": "M"}]}]
                """)).AssertIs(201);
        }

        Client.Sentry.AddDeploy($"shop@1.0.{Count}+{new string('a', 40)}", "production");
    }

    [ClassCleanup]
    public static async Task StopAsync() => await Client.DisposeAsync();

    [TestMethod]
    [DataRow(Phone)]
    [DataRow(Desk)]
    public async Task Nothing_is_wider_than_the_window(int width)
    {
        await using var page = await OpenAsync(width);
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(release => release.open = true)");

        var wide = await page.EvaluateAsync($$"""
            [...document.querySelectorAll('body *')]
              .filter(e => e.getClientRects().length && e.getBoundingClientRect().right > {{width}} + 0.5)
              .map(e => e.outerHTML.slice(0, 80)).slice(0, 5).join('\n')
            """);

        Assert.AreEqual("", wide.GetString());
        Assert.AreEqual(width, (await page.EvaluateAsync("document.documentElement.scrollWidth")).GetInt32());
    }

    [TestMethod]
    public async Task On_a_desk_the_index_stands_beside_the_releases_and_stays()
    {
        await using var page = await OpenAsync(Desk);
        await page.EvaluateAsync("scrollTo(0, 4000)");

        var (index, releases) = (await BoxAsync(page, "nav"), await BoxAsync(page, "main"));

        Assert.IsLessThanOrEqualTo(releases.Left, index.Right);
        Assert.IsGreaterThanOrEqualTo(0, index.Top);
        Assert.IsLessThanOrEqualTo(900, index.Bottom);
    }

    [TestMethod]
    public async Task On_a_phone_the_index_stands_above_the_releases_and_leaves_them_room()
    {
        await using var page = await OpenAsync(Phone);

        var (index, releases) = (await BoxAsync(page, "nav"), await BoxAsync(page, "main"));

        Assert.IsLessThanOrEqualTo(releases.Top, index.Bottom);
        Assert.IsLessThan(0.65 * 844, releases.Top);
    }

    [TestMethod]
    public async Task A_line_to_unfold_is_large_enough_for_a_finger()
    {
        await using var page = await OpenAsync(Phone);

        var height = await page.EvaluateAsync(
            "Math.min(...[...document.querySelectorAll('summary')].map(line => line.getBoundingClientRect().height))");

        Assert.IsGreaterThanOrEqualTo(44.0, height.GetDouble());
    }

    [TestMethod]
    public async Task All_but_the_first_are_folded_until_asked_for()
    {
        await using var page = await OpenAsync(Desk);
        Assert.AreEqual(1, await CountAsync(page, "main > details[open]"));

        await page.EvaluateAsync("document.querySelector('button[value=open]').click()");
        Assert.AreEqual(Count, await CountAsync(page, "main > details[open]"));

        await page.EvaluateAsync("document.querySelector('button[value=\"\"]').click()");
        Assert.AreEqual(0, await CountAsync(page, "main > details[open]"));
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task The_index_leads_to_a_release_and_unfolds_it(bool scripts)
    {
        await using var page = await OpenAsync(Desk, scripts: scripts);
        Assert.AreEqual(Count, await CountAsync(page, "nav a"));
        Assert.AreEqual(2, await CountAsync(page, "nav h2"));

        await page.EvaluateAsync("document.querySelectorAll('nav ol')[1].lastElementChild.querySelector('a').click()");

        Assert.AreEqual(2, await CountAsync(page, "main > details[open]"));
        var line = await BoxAsync(page, "main > details:last-child summary");
        var header = await BoxAsync(page, "header");
        Assert.IsGreaterThanOrEqualTo(header.Bottom, line.Top, "not below the header");
        Assert.IsLessThan(900, line.Bottom);
    }

    [TestMethod]
    public async Task Searching_finds_versions_commits_files_and_environments()
    {
        await using var page = await OpenAsync(Desk);

        Assert.AreEqual((1, "1 of 300"), await SearchAsync(page, "number 299 "));
        Assert.AreEqual((1, "1 of 300"), await SearchAsync(page, "PRODUCTION shop"));
        Assert.AreEqual((1, "1 of 300"), await SearchAsync(page, "file17.cs"));
        Assert.AreEqual((150, "150 of 300"), await SearchAsync(page, "parcels"));
        Assert.AreEqual(1, await CountAsync(page, "nav h2:not([hidden])"), "packages without a hit are not in the index");
        Assert.AreEqual(150, await CountAsync(page, "nav li:not([hidden])"));
        Assert.AreEqual((0, "0 of 300"), await SearchAsync(page, "nothing of the kind"));
        Assert.AreEqual((300, ""), await SearchAsync(page, ""));
    }

    [TestMethod]
    public async Task A_search_is_part_of_the_address_and_no_request_to_the_API()
    {
        var before = Client.Sentry.Requests.Count;
        await using var page = await OpenAsync(Desk, query: "?q=file17.cs");

        Assert.AreEqual(1, await CountAsync(page, "main > details:not([hidden])"));
        await SearchAsync(page, "file18.cs");
        Assert.AreEqual("?q=file18.cs", (await page.EvaluateAsync("location.search")).GetString());
        await SearchAsync(page, "");
        Assert.AreEqual("", (await page.EvaluateAsync("location.search")).GetString());
        Assert.HasCount(before, Client.Sentry.Requests);
    }

    [TestMethod]
    public async Task Without_scripts_all_is_there_but_the_search()
    {
        await using var page = await OpenAsync(Desk, scripts: false);

        Assert.AreEqual(Count, await CountAsync(page, "main > details"));
        Assert.AreEqual(0, await CountAsync(page, "form:not([hidden])"));
    }

    private static Task<BrowserPage> OpenAsync(int width, bool scripts = true, string query = "") =>
        BrowserPage.OpenAsync(new Uri(Client.Sentry.Url, query), width, width == Phone ? 844 : 900, scripts);

    private static async Task<(int Found, string? Said)> SearchAsync(BrowserPage page, string text)
    {
        await page.EvaluateAsync("document.querySelector('input').select()");
        if (text.Length > 0)
            await page.TypeAsync(text);
        else
            await page.EvaluateAsync("document.execCommand('delete')");

        var said = await page.EvaluateAsync("document.querySelector('output').value");
        return (await CountAsync(page, "main > details:not([hidden])"), said.GetString());
    }

    private static async Task<int> CountAsync(BrowserPage page, string selector) =>
        (await page.EvaluateAsync($"document.querySelectorAll({JsonSerializer.Serialize(selector)}).length")).GetInt32();

    private static async Task<(double Left, double Top, double Right, double Bottom)> BoxAsync(BrowserPage page, string selector)
    {
        var name = JsonSerializer.Serialize(selector);
        var box = await page.EvaluateAsync($"document.querySelector({name}).getBoundingClientRect().toJSON()");
        double Side(string side) => box.GetProperty(side).GetDouble();
        return (Side("left"), Side("top"), Side("right"), Side("bottom"));
    }
}
