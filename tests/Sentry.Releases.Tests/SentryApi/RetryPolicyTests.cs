using System.Net;
using System.Security.Authentication;
using Sentry.Releases.SentryApi;

namespace Sentry.Releases.Tests.SentryApi;

/// <summary>What is worth another try, and how long the wait before it is, without any server.</summary>
[TestClass]
public sealed class RetryPolicyTests
{
    private static readonly int[] Transient = [408, 409, 425, 429, 500, 502, 503, 504, 507, .. Enumerable.Range(520, 5)];

    private static readonly HttpRequestError[] Lasting =
    [
        HttpRequestError.InvalidResponse, HttpRequestError.ProxyTunnelError, HttpRequestError.VersionNegotiationError, HttpRequestError.ConfigurationLimitExceeded,
    ];

    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly ImpatientClock _clock = new();

    [TestMethod]
    public void Only_these_statuses_are_transient() =>
        CollectionAssert.AreEqual(Transient, Enumerable.Range(100, 500).Where(status => RetryPolicy.IsTransient((HttpStatusCode)status)).ToArray());

    [TestMethod]
    public void Only_these_statuses_mean_that_the_server_is_busy()
    {
        CollectionAssert.AreEqual(new[] { 409, 425, 429 }, Enumerable.Range(100, 500).Where(status => RetryPolicy.IsBusy((HttpStatusCode)status)).ToArray());
        CollectionAssert.AreEqual(new[] { 425, 429 }, Enumerable.Range(100, 500).Where(status => RetryPolicy.IsTurnedAway((HttpStatusCode)status)).ToArray());
    }

    [TestMethod]
    public void Only_these_errors_of_a_request_last()
    {
        var errors = Enum.GetValues<HttpRequestError>();
        CollectionAssert.AreEquivalent(Lasting, Array.FindAll(errors, error => !RetryPolicy.IsTransient(new HttpRequestException(error))));
        CollectionAssert.AreEquivalent(Lasting, Array.FindAll(errors, error => !RetryPolicy.IsTransient(new HttpIOException(error))));
    }

    [TestMethod]
    public void A_certificate_does_not_become_valid() =>
        Assert.IsFalse(RetryPolicy.IsTransient(new HttpRequestException(HttpRequestError.SecureConnectionError, "", new AuthenticationException())));

    [TestMethod]
    public void Only_these_errors_mean_that_nothing_was_sent()
    {
        HttpRequestError[] unconnected = [HttpRequestError.NameResolutionError, HttpRequestError.ConnectionError];
        CollectionAssert.AreEquivalent(unconnected, Array.FindAll(Enum.GetValues<HttpRequestError>(), error => RetryPolicy.IsUnconnected(new HttpRequestException(error))));
        Assert.IsFalse(RetryPolicy.IsUnconnected(new IOException()));
        Assert.IsTrue(RetryPolicy.IsTransient(new IOException()));
    }

    [TestMethod]
    [DataRow(1, 0.5)]
    [DataRow(2, 1.0)]
    [DataRow(3, 2.0)]
    [DataRow(5, 8.0)]
    [DataRow(6, 10.0)]
    [DataRow(1000, 10.0)]
    public void Without_a_response_the_wait_is_half_to_all_of_a_bound_that_doubles(int tries, double longest)
    {
        var waits = Enumerable.Range(0, 2000).Select(_ => RetryPolicy.Delay(null, tries, _clock).TotalSeconds).ToList();
        Assert.IsInRange(longest * 0.5, longest * 0.52, waits.Min());
        Assert.IsInRange(longest * 0.98, longest, waits.Max());
    }

    [TestMethod]
    [DataRow(503, "Retry-After: 7", 7.0)]
    [DataRow(503, "Retry-After: 0", 0.5)]
    [DataRow(503, "Retry-After: Fri, 02 Jan 2026 03:04:15 GMT", 10.0)]
    [DataRow(503, "Retry-After: Fri, 02 Jan 2026 03:04:00 GMT", 0.5)]
    [DataRow(503, "Date: Fri, 02 Jan 2026 03:04:00 GMT|Retry-After: Fri, 02 Jan 2026 03:04:15 GMT", 15.0)]
    [DataRow(429, "X-Sentry-Rate-Limit-Reset: 1767323055", 10.0)]
    [DataRow(429, "X-Sentry-Rate-Limit-Reset: 1767323055|X-Sentry-Rate-Limit-Reset: 1767323099", 10.0)]
    [DataRow(429, "X-Sentry-Rate-Limit-Reset: 1767323000", 0.5)]
    [DataRow(429, "Date: Fri, 02 Jan 2026 03:04:10 GMT|X-Sentry-Rate-Limit-Reset: 1767323055", 5.0)]
    [DataRow(429, "Retry-After: 3|X-Sentry-Rate-Limit-Reset: 1767323055", 3.0)]
    public void A_response_that_says_when_is_believed_but_half_a_second_is_waited(int status, string headers, double seconds) =>
        Assert.AreEqual(seconds, RetryPolicy.Delay(Response(status, headers), 1, _clock).TotalSeconds);

    [TestMethod]
    [DataRow(503, "X-Sentry-Rate-Limit-Reset: 1767323055")]
    [DataRow(429, "")]
    [DataRow(429, "X-Sentry-Rate-Limit-Reset: +1767323055")]
    [DataRow(429, "X-Sentry-Rate-Limit-Reset: 253402300799")]
    [DataRow(429, "X-Sentry-Rate-Limit-Reset: 253402300800")]
    [DataRow(429, "X-Sentry-Rate-Limit-Reset: 9223372036854775807")]
    public void A_response_that_says_nothing_usable_is_waited_for_as_if_there_was_none(int status, string headers) =>
        Assert.IsInRange(0.25, 0.5, RetryPolicy.Delay(Response(status, headers), 1, _clock).TotalSeconds);

    [TestMethod]
    public void The_clock_of_the_tests_is_at_the_second_that_the_headers_are_about() => Assert.AreEqual(Now, _clock.GetUtcNow());

    private static Response Response(int status, string headers)
    {
        using var message = new HttpResponseMessage();
        foreach (var header in headers.Split('|', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = header.Split(": ", 2);
            message.Headers.TryAddWithoutValidation(parts[0], parts[1]);
        }

        var connection = new Connection { Organization = "acme", Server = new Uri("https://sentry.example"), Token = new AuthToken("token") };
        return new Response(new Call(connection, HttpMethod.Get, "", ""), (HttpStatusCode)status, message.Headers, "");
    }
}
