using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;

namespace Sentry.Releases.Tests.StandIn;

[TestClass]
public sealed class RequestFormTests
{
    private const string Body = """{"version": "app@1", "projects": ["web"]}""";

    [TestMethod]
    public async Task A_careful_request_leaves_no_oddity()
    {
        await using var client = await StandInClient.StartAsync();

        (await client.PostAsync("releases/", Body)).AssertIs(201);
        (await client.GetAsync("releases/")).AssertIs(200);

        Assert.IsEmpty(client.Sentry.Oddities);
    }

    [TestMethod]
    public async Task Without_the_closing_slash_the_answer_is_404_with_info()
    {
        await using var client = await StandInClient.StartAsync();

        var answer = await client.PostAsync("releases", Body);

        answer.AssertIs(404);
        Assert.Contains("trailing slash", answer.Json.GetProperty("info").GetString()!);
        Assert.IsEmpty(client.Sentry.Releases);
    }

    [TestMethod]
    [DataRow("/api/0/organizations/acme/Releases/", 404)]
    [DataRow("/API/0/organizations/acme/releases/", 404)]
    [DataRow("/api/0/organizations/acme//releases/", 404)]
    [DataRow("/api/0/organizations/acme/release/", 404)]
    [DataRow("/api/0/organizations/acme/releases/a%2Fb/", 404)]
    [DataRow("/nowhere/", 404)]
    public async Task A_path_counts_letter_for_letter(string path, int status)
    {
        await using var client = await StandInClient.StartAsync();
        client.Sentry.AddRelease("a%2Fb", "web");

        (await client.GetAsync(path)).AssertIs(status);
    }

    [TestMethod]
    public async Task Another_method_is_405_for_a_caller_with_a_token()
    {
        await using var client = await StandInClient.StartAsync();

        (await client.SendAsync(new HttpRequestMessage(HttpMethod.Patch, "releases/")))
            .AssertIs(405, """{"detail": "Method \"PATCH\" not allowed."}""");
        client.DefaultHeaders.Authorization = null;
        (await client.SendAsync(new HttpRequestMessage(HttpMethod.Patch, "releases/"))).AssertIs(401);
    }

    [TestMethod]
    [DataRow("{")]
    [DataRow("""{"version": "app@1",}""")]
    [DataRow("""{"version": NaN}""")]
    [DataRow("// comment")]
    public async Task What_is_no_JSON_is_refused(string body)
    {
        await using var client = await StandInClient.StartAsync();

        var answer = await client.PostAsync("releases/", body);

        answer.AssertIs(400);
        Assert.StartsWith("JSON parse error - ", answer.Json.GetProperty("detail").GetString());
    }

    [TestMethod]
    public async Task Bytes_that_are_not_UTF_8_are_refused()
    {
        await using var client = await StandInClient.StartAsync();

        (await SendAsync(client, Encoding.Latin1.GetBytes("""{"version": "é@1", "projects": ["web"]}"""))).AssertIs(400);
    }

    [TestMethod]
    public async Task A_byte_order_mark_is_refused_and_noted()
    {
        await using var client = await StandInClient.StartAsync();

        (await SendAsync(client, [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Body)])).AssertIs(400);

        Assert.Contains("byte order mark", client.Sentry.Oddities.Single());
    }

    [TestMethod]
    public async Task A_compressed_body_is_refused_and_noted()
    {
        await using var client = await StandInClient.StartAsync();
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionMode.Compress))
            gzip.Write(Encoding.UTF8.GetBytes(Body));

        (await SendAsync(client, compressed.ToArray(), encoding: "gzip")).AssertIs(400);

        Assert.Contains("gzip", client.Sentry.Oddities.Single());
    }

    [TestMethod]
    public async Task Another_content_type_is_refused_and_noted()
    {
        await using var client = await StandInClient.StartAsync();

        (await SendAsync(client, Encoding.UTF8.GetBytes(Body), contentType: "text/plain"))
            .AssertIs(415, """{"detail": "Unsupported media type \"text/plain\" in request."}""");

        Assert.Contains("text/plain", client.Sentry.Oddities.Single());
    }

    [TestMethod]
    public async Task A_missing_user_agent_is_noted()
    {
        await using var client = await StandInClient.StartAsync();
        client.DefaultHeaders.UserAgent.Clear();

        await client.GetAsync("releases/");

        Assert.Contains("User-Agent", client.Sentry.Oddities.Single());
    }

    [TestMethod]
    [DataRow("\"commit\": []", "release: the unknown key commit")]
    [DataRow("\"commits\": [{\"id\": \"a\", \"author\": \"J\"}]", "release.commits[0]: the unknown key author")]
    [DataRow("\"ref\": null", "release: null for ref")]
    [DataRow("\"ref\": 7", "release: a number in ref")]
    [DataRow("\"ref\": \"a\", \"ref\": \"b\"", "release: the key ref twice")]
    [DataRow("\"dateReleased\": \"2026-01-01T00:00:00\"", "release: a date without an offset in dateReleased")]
    public async Task What_the_server_lets_pass_is_noted(string rest, string oddity)
    {
        await using var client = await StandInClient.StartAsync();

        (await client.CreateAsync("app@1", rest)).AssertIs(201);

        Assert.AreEqual(oddity, client.Sentry.Oddities.Single());
    }

    private static Task<Answer> SendAsync(
        StandInClient client,
        byte[] body,
        string contentType = "application/json",
        string? encoding = null)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        if (encoding is not null)
            content.Headers.ContentEncoding.Add(encoding);

        return client.SendAsync(new HttpRequestMessage(HttpMethod.Post, "releases/") { Content = content });
    }
}
