using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Sentry.StandIn.Store;

namespace Sentry.Releases.Tests.StandIn;

/// <summary>What a person sees who opens the stand-in's address.</summary>
[TestClass]
[ChromiumCondition]
public sealed partial class PageInBrowserTests
{
    private const string Script = "<script>document.title = 'taken'</script>";
    private const string Image = "<img src=x onerror=\"document.title = 'taken'\">";

    /// <summary>Quotes, entities, an escape, a bell, and a character that turns the reading direction.</summary>
    private const string Odd = "'\" onmouseover=x &lt;b&gt; \u001b[31m\u0007\u202e </bdi></code></li>";

    private static readonly string[] PageElements =
    [
        "html", "head", "meta", "title", "style", "body", "script", "header", "h1", "small", "form", "input", "output", "button",
        "nav", "h2", "ol", "li", "a", "bdi", "time",
        "main", "details", "summary", "h3", "p", "span", "div", "dl", "dt", "dd", "em", "code", "h4", "ul", "b",
    ];

    [TestMethod]
    public async Task It_shows_releases_with_commits_changed_files_deploys_events_and_uploaded_files()
    {
        await using var client = await StandInClient.StartAsync();
        await client.CreateAsync("shop@1.0.0");
        await client.CreateAsync("shop@1.1.0", """
            "ref": "v1.1.0",
            "commits": [{"id": "0123456789abcdef", "message": "Fix the till", "author_name": "Ada", "repository": "acme/shop",
                         "timestamp": "2026-01-01T00:00:00Z", "patch_set": [{"path": "src/Till.cs", "type": "M"}]}]
            """);
        client.Sentry.AddDeploy("shop@1.1.0", "production");
        client.Sentry.AddFile("shop@1.1.0", new StoredFile("~/shop.js.map", 1234, new string('a', 40)));
        client.Sentry.AddEvent("shop@1.1.0", "web", "staging", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        client.Sentry.AddSession("shop@1.1.0", "web", new StoredSession("s", "u", "staging", IsCrashed: true));
        client.Sentry.SetNewIssues("shop@1.1.0", "web", 3);
        await using var page = await BrowserPage.OpenAsync(client.Sentry.Url);

        var text = Text(await page.ReadDocumentAsync());

        Assert.Contains("Releases of acme 2, in a stand-in of Sentry", text);
        Assert.AreEqual("shop@1.1.0|shop@1.0.0", await JoinAsync(page, "main h3"), "newest first");
        string[] parts =
        [
            "v1.1.0", "1 commit ", "01234567", "Fix the till", "Ada", "acme/shop", "M src/Till.cs", "to production",
            "~/shop.js.map 1234 bytes", "in staging, web: first 2026-01-02 03:04:05 UTC", "1 session, 1 crashed", "3 new in web",
        ];
        foreach (var part in parts)
            Assert.Contains(part, text);
    }

    [TestMethod]
    [DataRow(Script)]
    [DataRow(Image)]
    [DataRow(Odd)]
    public async Task It_shows_hostile_names_as_they_are_and_takes_none_for_markup(string hostile)
    {
        await using var client = await StandInClient.StartAsync();
        var json = JsonSerializer.Serialize(hostile);
        // All that may be in a version, and in an environment.
        var version = hostile.Replace("/", "", StringComparison.Ordinal).Replace("\u001b", "", StringComparison.Ordinal);
        (await client.CreateAsync($"{version}@1", $$"""
            "ref": {{json}},
            "commits": [{"id": "0123456789", "message": {{json}}, "author_name": {{json}}, "author_email": "<i>@x.example",
                         "repository": {{json}}, "timestamp": "2026-01-01T00:00:00Z", "patch_set": [{"path": {{json}}, "type": "A"}]}]
            """)).AssertIs(201);
        client.Sentry.AddDeploy($"{version}@1", hostile);
        client.Sentry.AddEvent($"{version}@1", "web", hostile);
        await using var page = await BrowserPage.OpenAsync(client.Sentry.Url);

        var document = await page.ReadDocumentAsync();

        Assert.AreEqual("Releases of acme", (await page.EvaluateAsync("document.title")).GetString());
        CollectionAssert.IsSubsetOf(Elements(document), PageElements);
        Assert.DoesNotContain(" onmouseover", string.Concat(Tag().Matches(document).Select(tag => tag.Value)));
        Assert.AreEqual($"{version}@1", await JoinAsync(page, "main h3"));
        Assert.AreEqual($"{version} 1", await JoinAsync(page, "nav h2"));
        // Ref, deploy, event, message, author, repository and path.
        var details = (await page.EvaluateAsync("document.querySelector('main details > div').textContent")).GetString()!;
        Assert.HasCount(7, Regex.Matches(details, Regex.Escape(hostile)), document);
    }

    private static async Task<string?> JoinAsync(BrowserPage page, string selector) =>
        (await page.EvaluateAsync($"[...document.querySelectorAll('{selector}')].map(e => e.textContent).join('|')")).GetString();

    private static string[] Elements(string document) =>
    [
        .. Tag().Matches(ScriptOrStyle().Replace(document, "<$1>"))
            .Select(tag => tag.Groups[1].Value)
            .Where(name => name.Length > 0)
            .Distinct(),
    ];

    private static string Text(string markup) =>
        WebUtility.HtmlDecode(Tag().Replace(Space().Replace(ScriptOrStyle().Replace(markup, ""), " "), ""));

    [GeneratedRegex("<(style|script)>.*?</\\1>", RegexOptions.Singleline)]
    private static partial Regex ScriptOrStyle();

    [GeneratedRegex("<([a-z][a-z0-9]*)[^<>]*>|</[^<>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"[ \n]+")]
    private static partial Regex Space();
}
