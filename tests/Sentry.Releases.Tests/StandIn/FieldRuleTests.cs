using System.Text.Json;

namespace Sentry.Releases.Tests.StandIn;

[TestClass]
public sealed class FieldRuleTests
{
    [TestMethod]
    [DataRow("https://example.com/a?b#c", true)]
    [DataRow("http://localhost:8080/", true)]
    [DataRow("http://127.0.0.1/x", true)]
    [DataRow("http://[::1]:80/x", true)]
    [DataRow("ftp://example.com", true)]
    [DataRow("https://user:pw@example.com/", true)]
    [DataRow("", true)]
    [DataRow("http://example.com./x", true)]
    [DataRow("http://münchen.example/", true)]
    [DataRow("http://example.xn--p1ai/", true)]
    [DataRow("http://buildserver/x", false)]
    [DataRow("http://build_server.example/x", false)]
    [DataRow("http://build.server1/x", false)]
    [DataRow("http://build.1server/x", false)]
    [DataRow("http://example.com../", false)]
    [DataRow("http://01.2.3.4/", false)]
    [DataRow("http://1.2.3.256/", false)]
    [DataRow("file:///etc/passwd", false)]
    [DataRow("javascript:alert(1)", false)]
    [DataRow("example.com", false)]
    [DataRow("https://exa mple.com/", false)]
    [DataRow("https://example.com/a b", false)]
    [DataRow("https://-example.com/", false)]
    [DataRow("http://1.2.3/", false)]
    public async Task A_url_is_one_that_Django_takes(string url, bool isTaken)
    {
        await using var client = await StandInClient.StartAsync();

        var answer = await client.CreateAsync("app@1", $"\"url\": {JsonSerializer.Serialize(url)}");

        if (isTaken)
            answer.AssertIs(201);
        else
            answer.AssertRefused("url", "Enter a valid URL.");
    }

    [TestMethod]
    public async Task A_url_longer_than_its_column_crashes_the_server()
    {
        await using var client = await StandInClient.StartAsync();

        var answer = await client.CreateAsync("app@1", $"\"url\": \"https://example.com/{new string('a', 200)}\"");

        answer.AssertIsCrash();
        Assert.IsEmpty(client.Sentry.Releases);
    }

    [TestMethod]
    [DataRow("2026-01-02T03:04:05Z", "2026-01-02T03:04:05Z")]
    [DataRow("2026-01-02T03:04:05.1234567+02:00", "2026-01-02T01:04:05.123456Z")]
    [DataRow("2026-01-02 03:04-0530", "2026-01-02T08:34:00Z")]
    [DataRow("2026-01-02T03:04:05.5", "2026-01-02T03:04:05.500000Z")]
    public async Task A_date_is_ISO_8601_and_kept_in_UTC_to_the_microsecond(string sent, string kept)
    {
        await using var client = await StandInClient.StartAsync();

        var answer = await client.CreateAsync("app@1", $"\"dateReleased\": \"{sent}\"");

        answer.AssertIs(201);
        Assert.AreEqual(kept, answer.Json.GetProperty("dateReleased").GetString());
    }

    [TestMethod]
    [DataRow("\"2026-01-02\"")]
    [DataRow("\"01/02/2026 03:04:05\"")]
    [DataRow("\"2026-13-02T03:04:05Z\"")]
    [DataRow("\"2026-01-02T03:04:05 GMT\"")]
    [DataRow("\"\"")]
    [DataRow("1767323045")]
    public async Task Any_other_date_is_refused(string sent)
    {
        await using var client = await StandInClient.StartAsync();

        var answer = await client.CreateAsync("app@1", $"\"dateReleased\": {sent}");

        answer.AssertIs(400);
        Assert.StartsWith(
            "Datetime has wrong format. Use one of these formats instead: YYYY-MM-DDThh:mm",
            answer.Json.GetProperty("dateReleased")[0].GetString());
    }

    [TestMethod]
    public async Task Text_is_trimmed_as_Python_trims()
    {
        await using var client = await StandInClient.StartAsync();

        await client.CreateAsync("app@1", """ "ref": "\u001c\u00a0 a b \n", "commits": [{"id": " a ", "message": " m \n\n"}] """);

        Assert.AreEqual("a b", client.Sentry.Releases[0].Ref);
        Assert.AreEqual("a", client.Sentry.Releases[0].Commits[0].Id);
        Assert.AreEqual("m", client.Sentry.Releases[0].Commits[0].Message);
    }

    [TestMethod]
    [DataRow("\"a\\u0000b\"", "Null characters are not allowed.")]
    [DataRow("\"a\\ud800b\"", "Surrogate characters are not allowed: U+D800.")]
    [DataRow("\"\\\\ud83d\\ude00\\uDC01b\"", "Surrogate characters are not allowed: U+DE00.")]
    [DataRow("\"\\ud83d\\ude00\\uDC01b\"", "Surrogate characters are not allowed: U+DC01.")]
    public async Task NUL_and_unpaired_surrogates_are_refused_in_every_text(string text, string error)
    {
        await using var client = await StandInClient.StartAsync();

        (await client.CreateAsync("app@1", $"\"ref\": {text}")).AssertRefused("ref", error);
        (await client.CreateAsync("app@1", $$""" "commits": [{"id": "a", "message": {{text}}}] """))
            .AssertRefused("commits.0.message", error);
    }

    [TestMethod]
    public async Task A_ref_has_at_most_200_characters_and_may_be_blank_or_null()
    {
        await using var client = await StandInClient.StartAsync();

        (await client.CreateAsync("app@1", """ "ref": null """)).AssertIs(201);
        (await client.CreateAsync("app@2", """ "ref": "" """)).AssertIs(201);
        (await client.CreateAsync("app@3", $"\"ref\": \"{new string('a', 201)}\""))
            .AssertRefused("ref", "Ensure this field has no more than 200 characters.");
    }
}
