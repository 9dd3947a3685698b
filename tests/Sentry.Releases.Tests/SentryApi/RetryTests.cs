using Sentry.Releases.Diagnostics;
using Sentry.Releases.SentryApi;

namespace Sentry.Releases.Tests.SentryApi;

/// <summary>Which requests are sent again, when, and for how long.</summary>
[TestClass]
public sealed class RetryTests
{
    private readonly ImpatientClock _clock = new();

    [TestMethod]
    public async Task A_passing_fault_is_tried_again()
    {
        await using var server = await ApiServer.AnswersInTurnAsync(
            _clock, (503, "", null), (409, """{"detail": "Release commits are currently being processed"}""", null), (200, ApiServer.Body("app@1"), null));
        var answer = await server.Client.GetReleaseAsync("app@1");
        Assert.AreEqual("app@1", answer.Value.Version);
        Assert.AreEqual(3, server.Client.Requests);
        Assert.HasCount(2, _clock.Waits);
    }

    [TestMethod]
    public async Task Retry_After_is_waited_for()
    {
        await using var server = await ApiServer.AnswersInTurnAsync(_clock, (503, "", "Retry-After: 7"), (200, ApiServer.Body("app@1"), null));
        await server.Client.GetReleaseAsync("app@1");
        Assert.AreEqual(TimeSpan.FromSeconds(7), _clock.Waits.Single());
    }

    [TestMethod]
    [DataRow("Retry-After: 61")]
    [DataRow("X-Sentry-Rate-Limit-Reset: 4102444800")]
    public async Task A_wait_beyond_the_time_given_is_not_begun(string header)
    {
        await using var server = await ApiServer.AnswersInTurnAsync(_clock, (429, """{"detail": "too frequently"}""", header));
        var failure = await Assert.ThrowsExactlyAsync<SentryApiException>(() => server.Client.GetReleaseAsync("app@1"));
        Assert.AreEqual(DiagnosticCodes.RateLimited, failure.Code);
        Assert.Contains("(too frequently), after 1 try.", failure.Message);
        Assert.IsEmpty(_clock.Waits);
    }

    [TestMethod]
    [DataRow("nonsense")]
    [DataRow("99999999999999999999")]
    [DataRow("-1")]
    public async Task An_odd_end_of_the_window_is_passed_over(string reset)
    {
        await using var server = await ApiServer.AnswersInTurnAsync(
            _clock, (429, "", $"X-Sentry-Rate-Limit-Reset: {reset}"), (200, ApiServer.Body("app@1"), null));
        await server.Client.GetReleaseAsync("app@1");
        Assert.IsLessThan(TimeSpan.FromSeconds(10), _clock.Waits.Single());
    }

    [TestMethod]
    public async Task Tries_end_when_the_time_is_used_up()
    {
        await using var server = await ApiServer.AnswersAsync(502, "", _clock);
        var failure = await Assert.ThrowsExactlyAsync<SentryApiException>(() => server.Client.GetReleaseAsync("app@1"));
        Assert.AreEqual(DiagnosticCodes.Unreachable, failure.Code);
        Assert.Contains($"after {server.Client.Requests} tries", failure.Message);
        Assert.IsGreaterThan(3, server.Client.Requests);
    }

    [TestMethod]
    [DataRow(400)]
    [DataRow(401)]
    [DataRow(403)]
    [DataRow(404)]
    [DataRow(413)]
    public async Task A_refusal_is_not_tried_again(int status)
    {
        await using var server = await ApiServer.AnswersAsync(status, "", _clock);
        await Assert.ThrowsExactlyAsync<SentryApiException>(() => server.Client.GetReleaseAsync("app@1"));
        Assert.AreEqual(1, server.Client.Requests);
    }

    [TestMethod]
    public async Task A_deploy_is_sent_once_whatever_comes_back()
    {
        await using var server = await ApiServer.AnswersAsync(503, "", _clock);
        var failure = await Assert.ThrowsExactlyAsync<SentryApiException>(
            () => server.Client.CreateDeployAsync("app@1", new DeployRequest { Environment = "prod" }));
        Assert.AreEqual(DiagnosticCodes.Unreachable, failure.Code);
        Assert.AreEqual(1, server.Client.Requests);
    }

    [TestMethod]
    public async Task A_server_that_never_answers_ends_with_the_time()
    {
        await using var server = await ApiServer.StartAsync(new()
        {
            Before = (context, _) => Task.Delay(Timeout.Infinite, context.RequestAborted),
        });
        using var client = new SentryClient(server.Connection, new SentryClientOptions { Timeout = TimeSpan.FromMilliseconds(200) });
        var failure = await Assert.ThrowsExactlyAsync<SentryApiException>(() => client.GetReleaseAsync("app@1"));
        Assert.AreEqual(DiagnosticCodes.Unreachable, failure.Code);
        Assert.Contains("did not answer within 0.2 s.", failure.Message);
    }

    [TestMethod]
    public async Task The_callers_cancelling_is_no_failure_of_Sentrys()
    {
        using var cancellation = new CancellationTokenSource();
        await using var server = await ApiServer.StartAsync(new()
        {
            Before = async (context, _) =>
            {
                await cancellation.CancelAsync();
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            },
        });
        await Assert.ThrowsAsync<OperationCanceledException>(() => server.Client.GetReleaseAsync("app@1", cancellation.Token));
    }

    [TestMethod]
    public async Task A_server_that_is_not_there_is_named()
    {
        var server = await ApiServer.StartAsync(null, _clock);
        await server.DisposeAsync();
        using var client = new SentryClient(server.Connection, new SentryClientOptions { Clock = _clock });
        var failure = await Assert.ThrowsExactlyAsync<SentryApiException>(() => client.GetReleaseAsync("app@1"));
        Assert.AreEqual(DiagnosticCodes.Unreachable, failure.Code);
        Assert.Contains($"{server.Sentry.Url.AbsoluteUri.TrimEnd('/')} could not be reached", failure.Message);
    }
}
