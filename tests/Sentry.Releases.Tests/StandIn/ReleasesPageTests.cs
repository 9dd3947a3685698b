namespace Sentry.Releases.Tests.StandIn;

[TestClass]
public sealed class ReleasesPageTests
{
    [TestMethod]
    public async Task The_page_shows_releases_commits_changed_files_and_deploys()
    {
        await using var client = await StandInClient.StartAsync();
        await client.CreateAsync("app@1", """
            "ref": "main", "url": "https://example.com/r?a=1&b=2", "dateReleased": "2026-01-02T03:04:05Z",
            "commits": [{"id": "0123456789abcdef", "message": "Fix the cart\n\nbody", "author_name": "Jane", "author_email": "j@x.example",
                         "timestamp": "2026-01-01T00:00:00Z", "repository": "acme/shop", "patch_set": [{"path": "cart.cs", "type": "M"}]}]
            """);
        await client.PostAsync("releases/app@1/deploys/", """{"environment": "prod"}""");

        var page = await client.GetAsync(client.Sentry.Url.ToString());

        page.AssertIs(200);
        Assert.AreEqual("text/html", page.MediaType);
        string[] shown =
        [
            "app@1", "2026-01-02 03:04:05 UTC", "web", "main", "href=\"https://example.com/r?a=1&amp;b=2\"", "01234567<", "Fix the cart<",
            "Jane", "acme/shop", "2026-01-01 00:00:00 UTC", "class=\"M\"", "cart.cs", "prod",
        ];
        foreach (var text in shown)
            Assert.Contains(text, page.Text);

        Assert.DoesNotContain("body", page.Text.Split("<main>")[1].Split("</main>")[0]);
    }

    [TestMethod]
    public async Task Nothing_on_the_page_is_taken_for_HTML()
    {
        const string evil = "<script>alert(1)</script>\\\" onload=\\\"x";
        await using var client = await StandInClient.StartAsync();
        var answer = await client.CreateAsync("<b>\"x\"@1 ", $$"""
            "ref": "{{evil}}",
            "commits": [{"id": "{{evil[..20]}}", "message": "{{evil}}", "author_name": "{{evil}}", "author_email": "{{evil}}",
                         "repository": "{{evil}}", "patch_set": [{"path": "{{evil}}", "type": "A"}]}]
            """);
        answer.AssertIs(201);

        var page = await client.GetAsync(client.Sentry.Url.ToString());

        Assert.HasCount(2, page.Text.Split("<script"), "the page's own");
        Assert.DoesNotContain("<b>", page.Text);
        Assert.DoesNotContain("\" onload", page.Text);
        Assert.StartsWith("default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-", page.Headers["Content-Security-Policy"]);
    }
}
