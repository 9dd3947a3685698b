using System.Text;

namespace Sentry.Releases.Tests.Faults;

/// <summary>A response comes, but not one of Sentry's: SRM3008, at once.</summary>
[TestClass]
public sealed class UnexpectedResponseTests
{
    private const string Head = "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\n";

    [TestMethod]
    [DataRow("<!doctype html><title>Sign in</title>", DisplayName = "HTML")]
    [DataRow("", DisplayName = "empty")]
    [DataRow("{\"version\": \"app@1", DisplayName = "truncated JSON")]
    [DataRow("{\"version\": [1, {}], \"projects\": 7, \"dateReleased\": [], \"ref\": {}, \"commitCount\": \"many\"}", DisplayName = "wrong types")]
    [DataRow("{}", DisplayName = "no version")]
    [DataRow("[]", DisplayName = "a list")]
    [DataRow("null", DisplayName = "null")]
    [DataRow("\"created\"", DisplayName = "a text")]
    public async Task A_success_without_Sentrys_JSON_is_said_at_once(string body)
    {
        await using var server = RawServer.Answering("201 Created", body);
        using var scenario = new FaultScenario(server.Url);

        var report = await scenario.RunFailedAsync("SRM3008", "not as Sentry does", "SentryUrl");

        Assert.AreEqual(1, report.Requests);
    }

    [TestMethod]
    public async Task Deeply_nested_JSON_is_said_at_once()
    {
        await using var server = RawServer.Answering("201 Created", new string('[', 1_000_000));
        using var scenario = new FaultScenario(server.Url);

        await scenario.RunFailedAsync("SRM3008", "not the JSON");
    }

    [TestMethod]
    public async Task A_body_that_is_longer_than_its_length_is_said_at_once()
    {
        await using var server = RawServer.Sending(Head + "Content-Length: 3\r\n\r\n{\"version\": \"app@1.0.0\"}");
        using var scenario = new FaultScenario(server.Url);

        await scenario.RunFailedAsync("SRM3008", "not the JSON");
    }

    [TestMethod]
    public async Task An_endless_body_is_read_to_16_MiB()
    {
        await using var server = RawServer.Repeating(Head + "\r\n", new string(' ', 1024 * 1024), TimeSpan.Zero);
        using var scenario = new FaultScenario(server.Url);

        await scenario.RunFailedAsync("SRM3008", "longer than 16 MiB");
    }

    [TestMethod]
    public async Task An_endless_header_is_read_to_64_KiB()
    {
        await using var server = RawServer.Repeating("HTTP/1.1 201 Created\r\n", "X-More: " + new string('x', 1000) + "\r\n", TimeSpan.Zero);
        using var scenario = new FaultScenario(server.Url);

        await scenario.RunFailedAsync("SRM3008", "not as Sentry does");
    }

    [TestMethod]
    [DataRow("SSH-2.0-OpenSSH_9.2\r\n", DisplayName = "another protocol")]
    [DataRow("HTTP/1.1 abc\r\n\r\n", DisplayName = "a status that is no number")]
    [DataRow("HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", DisplayName = "a chunk without a length")]
    public async Task What_is_not_HTTP_is_said_at_once(string sent)
    {
        await using var server = RawServer.Sending(sent);
        using var scenario = new FaultScenario(server.Url);

        var report = await scenario.RunFailedAsync("SRM3008", "not as Sentry does");

        Assert.AreEqual(1, report.Requests);
    }

    [TestMethod]
    [DataRow("gzip")]
    [DataRow("deflate")]
    [DataRow("br")]
    public async Task Broken_compression_is_said_at_once(string encoding)
    {
        await using var server = RawServer.Sending(Head + $"Content-Encoding: {encoding}\r\nContent-Length: 40\r\n\r\n{new string('{', 40)}");
        using var scenario = new FaultScenario(server.Url);

        await scenario.RunFailedAsync("SRM3008", "not as Sentry does");
    }

    [TestMethod]
    public async Task Unknown_fields_do_no_harm()
    {
        const string Body = """{"version": "app@1.0.0", "ref": null, "new": {"deep": [1, "\ud800"]}, "dateReleased": "2026-01-01T00:00:00Z", "ref": "aaaa"}""";
        await using var server = RawServer.Answering("201 Created", Body);
        using var scenario = new FaultScenario(server.Url);
        scenario.Properties["SentryReleaseRef"] = "aaaa";

        await scenario.RunCreatedAsync();
    }

    [TestMethod]
    public async Task A_flood_of_reasons_is_cut()
    {
        var body = new StringBuilder("{\"").Append('k', 1_000_000).Append("\": {");
        for (var i = 0; i < 100_000; i++)
            body.Append(i > 0 ? "," : "").Append("\"f").Append(i).Append("\": [\"no\"]");

        await using var server = RawServer.Answering("400 Bad Request", body.Append("}}").ToString());
        using var scenario = new FaultScenario(server.Url);

        await scenario.RunFailedAsync("SRM3001", "Sentry refused it");
    }

    [TestMethod]
    public async Task What_would_steer_a_terminal_is_not_shown()
    {
        await using var server = RawServer.Answering("400 Bad Request", """{"version": ["\u001b[2J\u0007\r\n##vso[task.setvariable]x\u202e %3B $(Path)"]}""");
        using var scenario = new FaultScenario(server.Url);

        await scenario.RunFailedAsync("SRM3001", "##vso");
    }
}
