using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Authentication;
using Microsoft.AspNetCore.Http;
using Sentry.Releases.Publishing;
using Sentry.Releases.SentryApi;
using Sentry.StandIn;

namespace Sentry.Releases.Tests.Faults;

/// <summary>What may succeed later is waited for, what will not is said at once, and no wait is begun that cannot end in time.</summary>
[TestClass]
public sealed class RetryTests
{
    [TestMethod]
    [DataRow(408)]
    [DataRow(409)]
    [DataRow(425)]
    [DataRow(429)]
    [DataRow(500)]
    [DataRow(502)]
    [DataRow(503)]
    [DataRow(504)]
    [DataRow(507)]
    [DataRow(520)]
    [DataRow(521)]
    [DataRow(522)]
    [DataRow(523)]
    [DataRow(524)]
    public async Task A_transient_response_is_tried_again(int status)
    {
        await using var sentry = await FailingAsync(1, status);
        using var scenario = FaultScenario.On(sentry);

        var report = await scenario.RunCreatedAsync();

        // A server that fails is asked whether it has the release all the same.
        Assert.AreEqual(status < 500 ? 2 : 3, report.Requests);
    }

    [TestMethod]
    [DataRow(400, "SRM3001")]
    [DataRow(401, "SRM3002")]
    [DataRow(403, "SRM3003")]
    [DataRow(404, "SRM3004")]
    [DataRow(410, "SRM3008")]
    public async Task A_lasting_response_is_said_at_once(int status, string code)
    {
        await using var sentry = await FailingAsync(int.MaxValue, status);
        using var scenario = FaultScenario.On(sentry);

        var report = await scenario.RunFailedAsync(code);

        Assert.AreEqual(status == 400 ? 5 : 1, report.Requests);
        Assert.AreEqual(status, report.Status);
    }

    [TestMethod]
    [DataRow(409, "SRM3005")]
    [DataRow(429, "SRM3006")]
    [DataRow(503, "SRM3007")]
    public async Task A_transient_response_that_lasts_is_said_when_the_time_is_up(int status, string code)
    {
        await using var sentry = await FailingAsync(int.MaxValue, status);
        using var scenario = FaultScenario.On(sentry).Within(2);

        var report = await scenario.RunFailedAsync(code, "SentryReleaseTimeout");

        Assert.AreEqual(report.Requests, sentry.Requests.Count);
        Assert.IsGreaterThan(1, report.Requests);
        if (status < 500)
            Assert.Contains($"after {report.Requests} tries", scenario.Diagnostics[0].Message);
        else
            Assert.Contains("It was sent with less in it, too", scenario.Diagnostics[0].Message);
    }

    [TestMethod]
    public async Task Two_failures_and_then_a_success_are_a_success()
    {
        await using var sentry = await FailingAsync(2, 502);
        using var scenario = FaultScenario.On(sentry);

        var report = await scenario.RunCreatedAsync();

        Assert.AreEqual("POST GET POST", string.Join(' ', sentry.Requests.Select(request => request.Method)));
        Assert.HasCount(1, sentry.Releases);
    }

    [TestMethod]
    [DataRow("Retry-After")]
    [DataRow("X-Sentry-Rate-Limit-Reset")]
    public async Task The_server_says_how_long_to_wait(string header)
    {
        var arrivals = new ConcurrentQueue<DateTimeOffset>();
        await using var sentry = await StartAsync(async (context, next) =>
        {
            arrivals.Enqueue(DateTimeOffset.UtcNow);
            if (arrivals.Count > 1)
            {
                await next(context);
                return;
            }

            context.Response.StatusCode = 429;
            context.Response.Headers[header] = header == "Retry-After" ? "2" : Seconds(DateTimeOffset.UtcNow.AddSeconds(3));
        });
        using var scenario = FaultScenario.On(sentry);

        await scenario.RunCreatedAsync();

        // A backoff of its own would have been half a second at most.
        Assert.IsGreaterThan(TimeSpan.FromSeconds(1.9), arrivals.Last() - arrivals.First());
    }

    [TestMethod]
    public async Task The_end_of_a_rate_limit_is_told_by_the_servers_clock()
    {
        var serverTime = DateTimeOffset.UtcNow.AddHours(7);
        await using var sentry = await FailingAsync(1, 429, headers =>
        {
            headers.Date = serverTime.ToString("R", CultureInfo.InvariantCulture);
            headers["X-Sentry-Rate-Limit-Reset"] = Seconds(serverTime.AddSeconds(1));
        });
        using var scenario = FaultScenario.On(sentry);

        await scenario.RunCreatedAsync();
    }

    [TestMethod]
    [DataRow("Retry-After", "86400")]
    [DataRow("Retry-After", "Fri, 31 Dec 9999 23:59:59 GMT")]
    [DataRow("X-Sentry-Rate-Limit-Reset", "253402300000")]
    public async Task A_wait_that_cannot_end_in_time_is_not_begun(string header, string value)
    {
        await using var sentry = await FailingAsync(int.MaxValue, 429, headers => headers[header] = value);
        using var scenario = FaultScenario.On(sentry).Within(3600);

        var report = await scenario.RunFailedAsync("SRM3006", "after 1 try");

        Assert.AreEqual(1, report.Requests);
    }

    [TestMethod]
    [DataRow("Retry-After", "soon")]
    [DataRow("Retry-After", "-5")]
    [DataRow("Retry-After", "99999999999999999999")]
    [DataRow("X-Sentry-Rate-Limit-Reset", "")]
    [DataRow("X-Sentry-Rate-Limit-Reset", "99999999999999999999")]
    [DataRow("X-Sentry-Rate-Limit-Reset", "0")]
    public async Task An_odd_header_is_waited_for_as_if_it_were_not_there(string header, string value)
    {
        await using var sentry = await FailingAsync(1, 429, headers => headers[header] = value);
        using var scenario = FaultScenario.On(sentry);

        await scenario.RunCreatedAsync();
    }

    [TestMethod]
    public async Task A_deploy_that_may_have_arrived_is_not_sent_again()
    {
        await using var sentry = await StartAsync((context, next) =>
        {
            if (!IsDeploy(context))
                return next(context);

            context.Abort();
            return Task.CompletedTask;
        });
        using var scenario = FaultScenario.On(sentry);
        scenario.Properties["SentryReleaseDeployEnvironment"] = "production";

        var report = await scenario.RunAsync();

        Assert.AreEqual("SRM3007", string.Join(' ', scenario.Codes));
        Assert.AreEqual(ReleaseOutcome.Created, report.Outcome);
        Assert.AreEqual(1, sentry.Requests.Count(request => request.PathAndQuery.EndsWith("/deploys/", StringComparison.Ordinal)));
    }

    [TestMethod]
    [DataRow(429, true)]
    [DataRow(425, true)]
    [DataRow(409, false)]
    [DataRow(500, false)]
    [DataRow(503, false)]
    public async Task A_deploy_is_sent_again_only_when_it_was_turned_away_unread(int status, bool again)
    {
        var deploys = 0;
        await using var sentry = await StartAsync((context, next) =>
        {
            if (!IsDeploy(context) || Interlocked.Increment(ref deploys) > 1)
                return next(context);

            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        using var scenario = FaultScenario.On(sentry);
        scenario.Properties["SentryReleaseDeployEnvironment"] = "production";

        var report = await scenario.RunAsync();

        Assert.AreEqual(again ? 2 : 1, deploys);
        Assert.AreEqual(again ? "production" : null, report.DeployedTo);
    }

    [TestMethod]
    [DataRow(HttpRequestError.NameResolutionError, true, true)]
    [DataRow(HttpRequestError.ConnectionError, true, true)]
    [DataRow(HttpRequestError.ResponseEnded, false, true)]
    [DataRow(HttpRequestError.HttpProtocolError, false, true)]
    [DataRow(HttpRequestError.SecureConnectionError, false, true)]
    [DataRow(HttpRequestError.Unknown, false, true)]
    [DataRow(HttpRequestError.InvalidResponse, false, false)]
    [DataRow(HttpRequestError.ProxyTunnelError, false, false)]
    [DataRow(HttpRequestError.ConfigurationLimitExceeded, false, false)]
    public void Faults_of_connections_are_told_apart(HttpRequestError error, bool isUnconnected, bool isTransient)
    {
        Assert.AreEqual(isUnconnected, RetryPolicy.IsUnconnected(new HttpRequestException(error)));
        Assert.AreEqual(isTransient, RetryPolicy.IsTransient(new HttpRequestException(error)));
    }

    [TestMethod]
    public void A_certificate_does_not_become_valid() =>
        Assert.IsFalse(RetryPolicy.IsTransient(new HttpRequestException(HttpRequestError.SecureConnectionError, "", new AuthenticationException())));

    private static Task<SentryStandIn> FailingAsync(int times, int status, Action<IHeaderDictionary>? headers = null)
    {
        var requests = 0;
        return StartAsync((context, next) =>
        {
            if (Interlocked.Increment(ref requests) > times)
                return next(context);

            context.Response.StatusCode = status;
            headers?.Invoke(context.Response.Headers);
            return Task.CompletedTask;
        });
    }

    private static Task<SentryStandIn> StartAsync(Func<HttpContext, RequestDelegate, Task> before) =>
        SentryStandIn.StartAsync(new StandInOptions { Before = before });

    private static bool IsDeploy(HttpContext context) => context.Request.Path.Value!.EndsWith("/deploys/", StringComparison.Ordinal);

    private static string Seconds(DateTimeOffset time) => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
