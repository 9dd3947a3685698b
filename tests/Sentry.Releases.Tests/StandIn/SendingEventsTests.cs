using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Sentry.StandIn;

namespace Sentry.Releases.Tests.StandIn;

/// <summary>What a running application sends to its DSN. The form is that of Sentry's .NET SDK.</summary>
[TestClass]
public sealed class SendingEventsTests
{
    private const string Event = """
        {"event_id":"119c89c85b0d4b8bb5df6d85cb680a37","timestamp":"2026-01-02T03:04:05.2917192+00:00","release":"app@1",
        "environment":"production","level":"error"}
        """;

    private const string Session = """
        {"sid":"49914394a48d4af8891e53ea7811b7d6","did":"u1","init":true,"status":"crashed","errors":1,
        "attrs":{"release":"app@1","environment":"test"}}
        """;

    [TestMethod]
    [DataRow("")]
    [DataRow("gzip")]
    [DataRow("br")]
    [DataRow("deflate")]
    public async Task An_envelope_is_recorded_with_its_items(string encoding)
    {
        await using var client = await StandInClient.StartAsync();

        var answer = await SendAsync(client, Envelope(Item("event", Event), Item("session", Session)), encoding);

        answer.AssertIs(200, """{"id": "119c89c85b0d4b8bb5df6d85cb680a37"}""");
        var envelope = client.Sentry.Envelopes.Single();
        Assert.AreEqual("web", envelope.Project.Slug);
        Assert.AreEqual("sentry.dotnet", envelope.Header.GetProperty("sdk").GetString());
        CollectionAssert.AreEqual(new[] { "event", "session" }, envelope.Items.Select(item => item.Type).ToArray());
        CollectionAssert.AreEqual(new[] { "app@1", "app@1" }, envelope.Items.Select(item => item.Release).ToArray());
        CollectionAssert.AreEqual(new[] { "production", "test" }, envelope.Items.Select(item => item.Environment).ToArray());
        Assert.AreEqual(Event, envelope.Events.Single().Text);
        Assert.IsEmpty(client.Sentry.Requests, "events are no requests to the API");
        Assert.IsEmpty(client.Sentry.Oddities);
    }

    [TestMethod]
    public async Task The_first_event_of_a_release_creates_it()
    {
        await using var client = await StandInClient.StartAsync();

        (await SendAsync(client, Envelope(Item("event", Event)))).AssertIs(200);
        (await SendAsync(client, Envelope(Item("event", Event.Replace("03:04", "04:04", StringComparison.Ordinal))))).AssertIs(200);

        var release = (await client.GetAsync("releases/app@1/")).Json;
        Assert.AreEqual("2026-01-02T03:04:05.291719Z", release.GetProperty("firstEvent").GetString());
        Assert.AreEqual("2026-01-02T04:04:05.291719Z", release.GetProperty("lastEvent").GetString());
        Assert.AreEqual("web", release.GetProperty("projects")[0].GetProperty("slug").GetString());
        Assert.AreEqual(JsonValueKind.Null, release.GetProperty("dateReleased").ValueKind);
        Assert.AreEqual("production", client.Sentry.Releases.Single().Activity.Single().Environment);
        (await client.CreateAsync("app@1")).AssertIs(208);
    }

    [TestMethod]
    public async Task A_session_alone_creates_a_release_without_events()
    {
        await using var client = await StandInClient.StartAsync();

        (await SendAsync(client, Envelope(Item("session", Session)))).AssertIs(200);
        (await SendAsync(client, Envelope(Item("session", Session)))).AssertIs(200);

        var release = client.Sentry.Releases.Single();
        Assert.IsNull(release.FirstEvent);
        Assert.IsTrue(release.Sessions.Single().IsCrashed);
    }

    [TestMethod]
    [DataRow("a/b@1")]
    [DataRow(" ")]
    public async Task A_name_that_no_release_may_have_creates_none(string name)
    {
        await using var client = await StandInClient.StartAsync();

        (await SendAsync(client, Envelope(Item("event", $$"""{"release": "{{name}}"}""")))).AssertIs(200);

        Assert.IsEmpty(client.Sentry.Releases);
        Assert.HasCount(1, client.Sentry.Envelopes);
    }

    [TestMethod]
    public async Task The_key_may_be_in_the_query_or_in_the_envelope()
    {
        await using var client = await StandInClient.StartAsync();
        var dsn = new Uri(client.Sentry.DsnOf("api"));
        var url = new Uri(client.Sentry.Url, "api/102/envelope/");

        (await PostAsync(client, $"{url}?sentry_key={dsn.UserInfo}", "{}\n{\"type\":\"client_report\"}\n{}\n")).AssertIs(200);
        (await PostAsync(client, url.ToString(), $"{{\"dsn\":\"{dsn}\"}}\n")).AssertIs(200);

        Assert.AreEqual("api|api", string.Join('|', client.Sentry.Envelopes.Select(envelope => envelope.Project.Slug)));
    }

    [TestMethod]
    public async Task Whoever_has_no_key_is_refused()
    {
        await using var client = await StandInClient.StartAsync();
        var url = new Uri(client.Sentry.Url, "api/101/envelope/").ToString();

        (await PostAsync(client, url, "{}\n")).AssertIs(401, """{"detail": "missing authorization information"}""");
        (await PostAsync(client, url + "?sentry_key=" + new Uri(client.Sentry.DsnOf("api")).UserInfo, "{}\n")).AssertIs(403);
        (await PostAsync(client, url.Replace("101", "999", StringComparison.Ordinal) + "?sentry_key=1", "{}\n")).AssertIs(403);
        Assert.IsEmpty(client.Sentry.Envelopes);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("[]\n")]
    [DataRow("{}\n{}\n{}")]
    [DataRow("{}\n{\"type\":\"event\",\"length\":99}\n{}")]
    [DataRow("{}\n{\"type\":\"event\"}\nno JSON\n")]
    public async Task What_is_no_envelope_is_refused(string body)
    {
        await using var client = await StandInClient.StartAsync();

        (await SendAsync(client, body)).AssertIs(400, """{"detail": "invalid event envelope"}""");
    }

    [TestMethod]
    public async Task A_DSN_names_the_path_below_which_the_server_lives()
    {
        await using var client = await StandInClient.StartAsync(new StandInOptions { BasePath = "/sentry" });

        Assert.EndsWith("/sentry/101", client.Sentry.Dsn);
        (await SendAsync(client, Envelope(Item("event", Event)))).AssertIs(200);
    }

    private static string Envelope(params string[] items) =>
        """{"sdk":"sentry.dotnet","event_id":"119c89c85b0d4b8bb5df6d85cb680a37"}""" + "\n" + string.Concat(items);

    private static string Item(string type, string payload) =>
        $$"""{"type":"{{type}}","length":{{Encoding.UTF8.GetByteCount(payload)}}}""" + $"\n{payload}\n";

    private static Task<Answer> SendAsync(StandInClient client, string envelope, string encoding = "")
    {
        var dsn = new Uri(client.Sentry.Dsn);
        var path = dsn.AbsolutePath.Replace("101", "api/101/envelope/", StringComparison.Ordinal);
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(dsn, path))
        {
            Content = new ByteArrayContent(Compress(Encoding.UTF8.GetBytes(envelope), encoding)),
        };
        if (encoding.Length > 0)
            request.Content.Headers.ContentEncoding.Add(encoding);

        request.Headers.Add("X-Sentry-Auth", $"Sentry sentry_version=7,sentry_client=sentry.dotnet/6.12.1,sentry_key={dsn.UserInfo}");
        return client.SendAsync(request);
    }

    private static Task<Answer> PostAsync(StandInClient client, string url, string envelope)
    {
        var content = new StringContent(envelope) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-sentry-envelope") } };
        return client.SendAsync(new HttpRequestMessage(HttpMethod.Post, url) { Content = content });
    }

    private static byte[] Compress(byte[] plain, string encoding)
    {
        using var result = new MemoryStream();
        using (Stream stream = encoding switch
        {
            "gzip" => new GZipStream(result, CompressionLevel.Optimal),
            "br" => new BrotliStream(result, CompressionLevel.Optimal),
            "deflate" => new ZLibStream(result, CompressionLevel.Optimal),
            _ => result,
        })
        {
            stream.Write(plain);
        }

        return result.ToArray();
    }
}
