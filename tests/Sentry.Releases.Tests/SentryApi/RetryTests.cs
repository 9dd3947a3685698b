using Microsoft.AspNetCore.Http;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.SentryApi;

namespace Sentry.Releases.Tests.SentryApi;

/// <summary>Which requests are sent again, when, and for how long.</summary>
[TestClass]
public sealed class RetryTests
{
    private static readonly TimeSpan Budget = ApiServer.NewOptions().Timeout;

    private readonly ImpatientClock _clock = new();

    [TestMethod]
    public async Task A_transient_failure_is_tried_again()
    {
        await using var server = await ApiServer.AnswersInTurnAsync(
            _clock, (503, "", null), (409, """{"detail": "Release commits are currently being processed"}""", null), (200, ApiServer.Body("app@1"), null));
        var response = server.Client.GetRelease("app@1");
        Assert.AreEqual("app@1", response.Version);
        Assert.AreEqual(3, server.Client.Requests);
        Assert.HasCount(2, _clock.Waits);
    }

    [TestMethod]
    public async Task Each_wait_is_half_to_all_of_twice_the_one_before_and_ten_seconds_at_most()
    {
        await using var server = await ApiServer.AnswersAsync(502, "", _clock);
        Fails(server);
        double[] longest = [0.5, 1, 2, 4, 8, 10, 10];
        Assert.IsGreaterThanOrEqualTo(longest.Length, _clock.Waits.Count);
        for (var i = 0; i < longest.Length; i++)
            Assert.IsInRange(longest[i] / 2, longest[i], _clock.Waits[i].TotalSeconds);
    }

    [TestMethod]
    public void Builds_that_failed_together_do_not_come_back_together() =>
        Assert.IsGreaterThan(10, Enumerable.Range(0, 20).Select(_ => RetryPolicy.Delay(null, tries: 3, _clock)).Distinct().Count());

    [TestMethod]
    public async Task Retry_After_is_waited_for()
    {
        await using var server = await ApiServer.AnswersInTurnAsync(_clock, (503, "", "Retry-After: 7"), (200, ApiServer.Body("app@1"), null));
        server.Client.GetRelease("app@1");
        Assert.AreEqual(TimeSpan.FromSeconds(7), _clock.Waits.Single());
    }

    [TestMethod]
    [DataRow("Retry-After: 61")]
    [DataRow("X-Sentry-Rate-Limit-Reset: 4102444800")]
    public async Task A_wait_beyond_the_time_given_is_not_begun(string header)
    {
        await using var server = await ApiServer.AnswersInTurnAsync(_clock, (429, """{"detail": "too frequently"}""", header));
        var failure = Fails(server);
        Assert.AreEqual(DiagnosticCodes.RateLimited, failure.Code);
        Assert.Contains("(too frequently), after 1 try.", failure.Message);
        Assert.IsEmpty(_clock.Waits);
    }

    [TestMethod]
    public async Task The_end_of_the_rate_limits_window_is_no_reason_to_wait_for_a_server_that_is_down()
    {
        await using var server = await ApiServer.AnswersInTurnAsync(
            _clock, (503, "", "X-Sentry-Rate-Limit-Reset: 4102444800"), (200, ApiServer.Body("app@1"), null));
        server.Client.GetRelease("app@1");
        Assert.IsLessThan(TimeSpan.FromSeconds(1), _clock.Waits.Single());
    }

    [TestMethod]
    [DataRow("nonsense")]
    [DataRow("99999999999999999999")]
    [DataRow("-1")]
    public async Task An_odd_end_of_the_window_is_passed_over(string reset)
    {
        await using var server = await ApiServer.AnswersInTurnAsync(
            _clock, (429, "", $"X-Sentry-Rate-Limit-Reset: {reset}"), (200, ApiServer.Body("app@1"), null));
        server.Client.GetRelease("app@1");
        Assert.IsLessThan(TimeSpan.FromSeconds(10), _clock.Waits.Single());
    }

    [TestMethod]
    public async Task Tries_end_when_the_time_is_used_up()
    {
        await using var server = await ApiServer.AnswersAsync(502, "", _clock);
        var failure = Fails(server);
        Assert.AreEqual(DiagnosticCodes.Unreachable, failure.Code);
        Assert.IsTrue(failure.IsTransient);
        Assert.IsFalse(failure.IsServerUnreachable);
        Assert.Contains($"after {server.Client.Requests} tries", failure.Message);
        Assert.IsInRange(Budget - TimeSpan.FromSeconds(10), Budget, _clock.Passed);
    }

    [TestMethod]
    public async Task A_call_that_is_given_half_of_the_time_leaves_the_other_half_to_the_next()
    {
        await using var server = await ApiServer.AnswersAsync(502, "", _clock);
        Assert.ThrowsExactly<SentryApiException>(
            () => server.Client.GetRelease("app@1", new RetryOptions { TimeShare = 0.5 }));
        Assert.IsInRange((Budget / 2) - TimeSpan.FromSeconds(10), Budget / 2, _clock.Passed);
        Fails(server);
        Assert.IsInRange(Budget - TimeSpan.FromSeconds(10), Budget, _clock.Passed);
    }

    [TestMethod]
    public async Task A_caller_that_has_another_answer_to_a_server_error_gets_it_at_once()
    {
        await using var server = await ApiServer.AnswersInTurnAsync(_clock, (429, "", null), (500, """{"detail": "Internal Error"}""", null));
        var failure = Assert.ThrowsExactly<SentryApiException>(
            () => server.Client.GetRelease("app@1", new RetryOptions { AfterServerError = false }));
        Assert.AreEqual(2, server.Client.Requests);
        Assert.AreEqual(500, (int?)failure.Status);
        Assert.IsTrue(failure.IsTransient);
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
        var failure = Fails(server);
        Assert.IsFalse(failure.IsTransient);
        Assert.AreEqual(1, server.Client.Requests);
    }

    [TestMethod]
    public async Task A_deploy_is_sent_once_whatever_comes_back()
    {
        await using var server = await ApiServer.AnswersAsync(503, "", _clock);
        var failure = Assert.ThrowsExactly<SentryApiException>(
            () => server.Client.CreateDeploy("app@1", new Deploy("prod")));
        Assert.AreEqual(DiagnosticCodes.Unreachable, failure.Code);
        Assert.AreEqual(1, server.Client.Requests);
    }

    [TestMethod]
    public async Task A_server_that_never_answers_ends_with_the_time_and_is_not_waited_for_again()
    {
        await using var server = await HangingAsync();
        var options = ApiServer.NewOptions() with { Timeout = TimeSpan.FromMilliseconds(200) };
        using var client = new SentryClient(server.Connection, options);
        var failure = Assert.ThrowsExactly<SentryApiException>(() => client.GetRelease("app@1"));
        Assert.AreEqual(DiagnosticCodes.Unreachable, failure.Code);
        Assert.Contains("did not answer within 0.2 s.", failure.Message);
        Assert.IsTrue(failure.IsServerUnreachable);
        AssertIsNotTriedAgain(server.Connection, options);
    }

    [TestMethod]
    public async Task A_call_that_hangs_in_its_share_of_the_time_leaves_the_rest_to_the_next()
    {
        await using var server = await HangingAsync();
        using var client = new SentryClient(server.Connection, ApiServer.NewOptions() with { Timeout = TimeSpan.FromSeconds(1) });
        var first = Assert.ThrowsExactly<SentryApiException>(() => client.GetRelease("app@1", new RetryOptions { TimeShare = 0.2 }));
        Assert.IsTrue(first.IsTransient);
        Assert.IsFalse(first.IsServerUnreachable);
        Assert.ThrowsExactly<SentryApiException>(() => client.GetRelease("app@1"));
        Assert.AreEqual(2, client.Requests);
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
        using var client = new SentryClient(server.Connection, ApiServer.NewOptions() with { Cancellation = cancellation.Token });
        Assert.Throws<OperationCanceledException>(() => client.GetRelease("app@1"));
    }

    [TestMethod]
    public async Task A_server_that_is_not_there_is_tried_for_ten_seconds_and_then_no_more()
    {
        var server = await ApiServer.StartAsync(null, _clock);
        await server.DisposeAsync();
        var options = ApiServer.NewOptions() with { Clock = _clock };
        using var client = new SentryClient(server.Connection, options);
        var failure = Assert.ThrowsExactly<SentryApiException>(() => client.GetRelease("app@1"));
        Assert.AreEqual(DiagnosticCodes.Unreachable, failure.Code);
        Assert.Contains($"{server.Sentry.Url.AbsoluteUri.TrimEnd('/')} could not be reached", failure.Message);
        Assert.IsTrue(failure.IsServerUnreachable);
        Assert.IsGreaterThan(3, client.Requests);
        Assert.IsInRange(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(10), _clock.Passed);
        AssertIsNotTriedAgain(server.Connection, options);
    }

    [TestMethod]
    public async Task A_server_that_comes_back_is_no_dead_one()
    {
        var fails = true;
        await using var server = await ApiServer.StartAsync(new() { Before = AbortOnceAsync }, _clock);
        server.Sentry.AddRelease("app@1", "web");
        server.Client.GetRelease("app@1");
        Assert.IsFalse(server.Options.UnreachableServers.Contains(server.Connection.Server));

        Task AbortOnceAsync(HttpContext context, RequestDelegate next)
        {
            if (!fails)
                return next(context);

            fails = false;
            context.Abort();
            return Task.CompletedTask;
        }
    }

    private static void AssertIsNotTriedAgain(Connection connection, SentryClientOptions options)
    {
        Assert.IsTrue(options.UnreachableServers.Contains(connection.Server));
        using var next = new SentryClient(connection, ApiServer.NewOptions() with { UnreachableServers = options.UnreachableServers });
        var failure = Assert.ThrowsExactly<SentryApiException>(() => next.GetRelease("app@1"));
        Assert.AreEqual(DiagnosticCodes.Unreachable, failure.Code);
        Assert.Contains("could not be reached before", failure.Message);
        Assert.AreEqual(0, next.Requests);
    }

    private static Task<ApiServer> HangingAsync() =>
        ApiServer.StartAsync(new() { Before = (context, _) => Task.Delay(Timeout.Infinite, context.RequestAborted) });

    private static SentryApiException Fails(ApiServer server) =>
        Assert.ThrowsExactly<SentryApiException>(() => server.Client.GetRelease("app@1"));
}
