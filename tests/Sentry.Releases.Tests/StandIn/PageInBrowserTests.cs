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
        "html head meta title style body h1 small section h2 dl dt dd em h3 ol li p ul b bdi code".Split(' ');

    [TestMethod]
    public async Task It_shows_releases_with_commits_changed_files_deploys_and_uploaded_files()
    {
        await using var client = await StandInClient.StartAsync();
        await client.CreateAsync("shop@1.0.0");
        await client.CreateAsync("shop@1.1.0", """
            "ref": "v1.1.0",
            "commits": [{"id": "0123456789abcdef", "message": "Mend the till", "author_name": "Ada", "repository": "acme/shop",
                         "timestamp": "2026-01-01T00:00:00Z", "patch_set": [{"path": "src/Till.cs", "type": "M"}]}]
            """);
        await client.PostAsync("releases/shop@1.1.0/deploys/", """{"environment": "production"}""");
        client.Sentry.AddFile("shop@1.1.0", new StoredFile("~/shop.js.map", 1234, new string('a', 40)));

        var text = Text(await Chromium.ReadAsync(client.Sentry.Url));

        Assert.Contains("Releases of acme 2, in a stand-in of Sentry", text);
        var (older, newer) = (text.IndexOf("shop@1.0.0", StringComparison.Ordinal), text.IndexOf("shop@1.1.0", StringComparison.Ordinal));
        Assert.IsLessThan(older, newer, "newest first");
        string[] parts =
        [
            "v1.1.0", "1 commit ", "01234567", "Mend the till", "Ada", "acme/shop", "M src/Till.cs", "to production",
            "~/shop.js.map 1234 bytes",
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
        // All that may be in a version.
        var version = hostile.Replace("/", "", StringComparison.Ordinal).Replace("\u001b", "", StringComparison.Ordinal);
        (await client.CreateAsync($"{version}@1", $$"""
            "ref": {{json}},
            "commits": [{"id": "0123456789", "message": {{json}}, "author_name": {{json}}, "author_email": "<i>@x.example",
                         "repository": {{json}}, "timestamp": "2026-01-01T00:00:00Z", "patch_set": [{"path": {{json}}, "type": "A"}]}]
            """)).AssertIs(201);

        var document = await Chromium.ReadAsync(client.Sentry.Url);

        Assert.Contains("<title>Releases of acme</title>", document);
        CollectionAssert.IsSubsetOf(Elements(document), PageElements);
        Assert.DoesNotContain(" onmouseover", string.Concat(Tag().Matches(document).Select(tag => tag.Value)));
        var parts = document.Split("</h2>");
        Assert.Contains($"{version}@1", Text(parts[0]));
        // Ref, message, author, repository and path.
        Assert.HasCount(5, Regex.Matches(Text(parts[1]), Regex.Escape(hostile)), document);
    }

    private static string[] Elements(string document) =>
        [.. Tag().Matches(document).Select(tag => tag.Groups[1].Value).Where(name => name.Length > 0).Distinct()];

    private static string Text(string markup) =>
        WebUtility.HtmlDecode(Tag().Replace(Space().Replace(markup, " "), ""));

    [GeneratedRegex("<([a-z][a-z0-9]*)[^<>]*>|</[^<>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"[ \n]+")]
    private static partial Regex Space();
}
