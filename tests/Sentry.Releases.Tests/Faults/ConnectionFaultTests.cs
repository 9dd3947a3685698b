using Sentry.Releases.SentryApi;

namespace Sentry.Releases.Tests.Faults;

/// <summary>No answer comes, or not the whole of it: SRM3007, at the latest when the time is up.</summary>
[TestClass]
public sealed class ConnectionFaultTests
{
    private const string Head = "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\n";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    [TestMethod]
    public async Task A_refused_connection_is_tried_again_until_the_time_is_up()
    {
        var closed = RawServer.Sending("");
        var url = closed.Url;
        await closed.DisposeAsync();
        using var scenario = new FaultScenario(url).Within(2);

        var report = await scenario.RunFailedAsync("SRM3007", "could not be reached", "tries", "SentryUrl");

        Assert.IsGreaterThan(1, report.Requests);
        Assert.IsNull(report.Status);
    }

    [TestMethod]
    public async Task A_name_that_does_not_resolve_is_tried_again_until_the_time_is_up()
    {
        using var scenario = new FaultScenario(new Uri("https://sentry.invalid/")).Within(1);

        await scenario.RunFailedAsync("SRM3007", "sentry.invalid");
    }

    [TestMethod]
    public async Task A_black_hole_is_given_up_when_the_time_is_up()
    {
        using var hole = new BlackHole();
        using var scenario = new FaultScenario(hole.Url).Within(1);

        await scenario.RunFailedAsync("SRM3007", "did not answer within 1 s", "SentryReleaseTimeout");
    }

    [TestMethod]
    public async Task Connecting_that_takes_too_long_is_tried_anew()
    {
        using var hole = new BlackHole();
        using var scenario = new FaultScenario(hole.Url).Within(3);
        scenario.Steps = scenario.Steps with
        {
            Connect = (connection, options) => new SentryClient(connection, options with { ConnectTimeout = TimeSpan.FromMilliseconds(100) }),
        };

        var report = await scenario.RunFailedAsync("SRM3007", "timed out");

        Assert.IsGreaterThan(1, report.Requests);
    }

    [TestMethod]
    public async Task A_server_that_never_answers_is_given_up_when_the_time_is_up()
    {
        await using var server = new RawServer((_, cancellation) => Task.Delay(Timeout.Infinite, cancellation));
        using var scenario = new FaultScenario(server.Url).Within(1);

        await scenario.RunFailedAsync("SRM3007", "did not answer within 1 s");
    }

    [TestMethod]
    [DataRow("", DisplayName = "before the answer")]
    [DataRow("HTTP/1.1 201 Cre", DisplayName = "in the header")]
    [DataRow(Head + "Content-Length: 1000\r\n\r\n{\"version\"", DisplayName = "in the body")]
    [DataRow(Head + "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"ver", DisplayName = "in a chunk")]
    public async Task A_reset_connection_is_tried_again_until_the_time_is_up(string sent)
    {
        await using var server = RawServer.ResettingAfter(sent);
        using var scenario = new FaultScenario(server.Url).Within(3);

        var report = await scenario.RunFailedAsync("SRM3007");

        Assert.IsGreaterThan(1, report.Requests);
    }

    [TestMethod]
    public async Task A_body_that_is_shorter_than_its_length_is_tried_again_until_the_time_is_up()
    {
        await using var server = RawServer.Sending(Head + "Content-Length: 1000\r\n\r\n{}");
        using var scenario = new FaultScenario(server.Url).Within(3);

        var report = await scenario.RunFailedAsync("SRM3007", "prematurely");

        Assert.IsGreaterThan(1, report.Requests);
    }

    [TestMethod]
    [DataRow("HTTP/1.1 201 Created\r\nX-Slow: ", "x", DisplayName = "in the header")]
    [DataRow(Head + "Content-Length: 1000000\r\n\r\n", " ", DisplayName = "in the body")]
    [DataRow("", "HTTP/1.1 100 Continue\r\n\r\n", DisplayName = "in endless interim answers")]
    public async Task An_answer_that_trickles_in_is_given_up_when_the_time_is_up(string start, string piece)
    {
        await using var server = RawServer.Repeating(start, piece, Pause);
        using var scenario = new FaultScenario(server.Url).Within(1);

        await scenario.RunFailedAsync("SRM3007", "did not answer within 1 s");
    }
}
