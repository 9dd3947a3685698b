using Sentry.Releases.Publishing;
using Sentry.Releases.Tests.Settings;
using Sentry.StandIn;

namespace Sentry.Releases.Tests.Faults;

/// <summary>
/// The token reaches the configured server and nobody else. That it is not shown, <see cref="FaultScenario"/> asserts of every run of
/// these tests; here the server does its worst.
/// </summary>
[TestClass]
public sealed class SecrecyTests
{
    private static readonly string OrganizationToken = Tokens.Organization(null, null, "acme");

    public static IEnumerable<object[]> Echoes =>
        from token in new[] { Tokens.User, OrganizationToken }
        from form in Secret.Forms(token).Keys
        select new object[] { token, form };

    [TestMethod]
    [DynamicData(nameof(Echoes))]
    public async Task A_token_that_a_refusal_echoes_is_not_shown(string token, string form) =>
        await AssertNotShownAsync(token, Secret.Forms(token)[form], echo => RawServer.Answer("400 Bad Request", $$"""{"{{echo}}": ["{{echo}}"], "detail": "{{echo}}"}"""));

    [TestMethod]
    [DynamicData(nameof(Echoes))]
    public async Task A_token_that_a_page_echoes_is_not_shown(string token, string form) =>
        await AssertNotShownAsync(token, Secret.Forms(token)[form], echo => RawServer.Answer("502 Bad Gateway", $"<title>{echo}</title>", "text/html"));

    [TestMethod]
    [DynamicData(nameof(Echoes))]
    public async Task A_token_that_a_status_line_echoes_is_not_shown(string token, string form) =>
        await AssertNotShownAsync(token, Secret.Forms(token)[form], echo => $"HTTP/9.9 {echo}\r\n\r\n");

    [TestMethod]
    [DynamicData(nameof(Echoes))]
    public async Task A_token_that_a_success_echoes_is_not_in_the_report(string token, string form)
    {
        var body = $$"""{"version": "app@1.0.0", "ref": "{{new string('a', 40)}}", "dateReleased": "2026-01-01T00:00:00Z", "owner": "{{Secret.Forms(token)[form]}}"}""";
        await using var server = RawServer.Answering("201 Created", body);
        using var scenario = new FaultScenario(server.Url, token);

        await scenario.RunCreatedAsync();
    }

    [TestMethod]
    public async Task A_token_in_a_commits_remote_or_in_another_setting_is_not_in_a_message()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        using var scenario = FaultScenario.On(sentry);
        scenario.Steps = new ReleaseSteps
        {
            ReadHistory = (_, _, _) => throw new InvalidDataException($"https://user:remote-passw0rd@git.example.com/ and {sentry.Token}"),
        };

        await scenario.RunAsync();

        Assert.AreEqual("SRM5001", string.Join(' ', scenario.Codes));
    }

    [TestMethod]
    [DataRow("http://sentry.example.com/", "SRM1006")]
    [DataRow("http://192.0.2.1:9000/", "SRM1006")]
    [DataRow("http://localhost.example.com/", "SRM1006")]
    [DataRow("ftp://127.0.0.1/", "SRM1005")]
    public async Task Nothing_is_sent_to_a_server_where_the_token_could_be_read(string server, string code)
    {
        using var scenario = new FaultScenario(new Uri(server)) { Steps = WithoutNetwork() };

        var report = await scenario.RunFailedAsync(code, "SentryUrl");

        Assert.AreEqual(0, report.Requests);
    }

    [TestMethod]
    [DataRow("https://sentry.io", null)]
    [DataRow("https://sentry.io", "https://us.sentry.io")]
    [DataRow(null, "https://de.sentry.io")]
    [DataRow("http://127.0.0.1:1", null)]
    public async Task Nothing_is_sent_to_a_server_that_the_token_does_not_belong_to(string? url, string? regionUrl)
    {
        await using var server = RawServer.Answering("201 Created", """{"version": "app@1.0.0"}""");
        using var scenario = new FaultScenario(server.Url, Tokens.Organization(url, regionUrl, "acme")) { Steps = WithoutNetwork() };

        await scenario.RunFailedAsync("SRM1004", "SentryUrl");

        Assert.AreEqual(0, server.Connections);
    }

    [TestMethod]
    public async Task The_token_is_sent_in_one_header_and_nowhere_else()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        using var scenario = FaultScenario.On(sentry);
        scenario.Properties["SentryReleaseVerify"] = "true";
        scenario.Properties["SentryReleaseDeployEnvironment"] = "production";

        await scenario.RunCreatedAsync();

        foreach (var request in sentry.Requests)
        {
            Assert.AreEqual("Bearer " + sentry.Token, request.Headers["Authorization"]);
            var rest = request.Headers.Where(header => header.Key != "Authorization").Select(header => header.Value);
            Assert.IsFalse(Secret.IsIn(request.PathAndQuery + request.Text + string.Concat(rest), sentry.Token));
        }
    }

    [TestMethod]
    [DataRow("SRM1005", "http://user:passw0rd@:3128")]
    [DataRow("SRM1005", "ftp://user:passw0rd@proxy.example.com")]
    [DataRow("SRM1005", "://user:passw0rd@")]
    public async Task A_proxy_that_is_no_address_is_said_without_its_password(string code, string proxy)
    {
        using var scenario = new FaultScenario(new Uri("https://sentry.test/")) { Steps = WithoutNetwork() };
        scenario.AddSecret("passw0rd");
        scenario.Machine.Variables["HTTPS_PROXY"] = proxy;

        await scenario.RunFailedAsync(code, "HTTPS_PROXY");
    }

    private static async Task AssertNotShownAsync(string token, string echo, Func<string, string> answer)
    {
        await using var server = RawServer.Sending(answer(echo));
        using var scenario = new FaultScenario(server.Url, token).Within(1);

        var report = await scenario.RunAsync();

        Assert.AreEqual(ReleaseOutcome.Failed, report.Outcome);
        Assert.IsGreaterThan(0, server.Connections);
        Assert.Contains(token, string.Concat(server.Requests), "The test looks for the wrong token.");
    }

    private static ReleaseSteps WithoutNetwork() => new() { Connect = (_, _) => throw new AssertFailedException("It goes on to the network.") };
}
