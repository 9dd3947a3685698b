using Sentry.StandIn;

namespace Sentry.Releases.Tests.StandIn;

[TestClass]
public sealed class RateLimitTests
{
    [TestMethod]
    public async Task Beyond_the_limit_the_answer_is_429_in_JSON_that_is_not_said_to_be()
    {
        var clock = new StoppedClock();
        await using var client = await StandInClient.StartAsync(new StandInOptions { RateLimit = 2, Clock = clock });

        await client.GetAsync("releases/");
        var last = await client.GetAsync("releases/");
        var beyond = await client.GetAsync("releases/");
        var otherMethod = await client.CreateAsync("app@1");
        clock.Now += TimeSpan.FromSeconds(1);
        var later = await client.GetAsync("releases/");

        last.AssertIs(200);
        Assert.AreEqual("2", last.Headers["X-Sentry-Rate-Limit-Limit"]);
        Assert.AreEqual("0", last.Headers["X-Sentry-Rate-Limit-Remaining"]);
        Assert.AreEqual("1767323046", last.Headers["X-Sentry-Rate-Limit-Reset"]);
        Assert.IsTrue(last.Headers.ContainsKey("X-Sentry-Rate-Limit-ConcurrentLimit"));
        Assert.IsTrue(last.Headers.ContainsKey("X-Sentry-Rate-Limit-ConcurrentRemaining"));
        beyond.AssertIs(
            429,
            """{"detail": "You are attempting to use this endpoint too frequently. Limit is 2 requests in 1 seconds"}""");
        Assert.AreEqual("text/html", beyond.MediaType);
        Assert.IsFalse(beyond.Headers.ContainsKey("Retry-After"));
        otherMethod.AssertIs(201);
        later.AssertIs(200);
    }

    [TestMethod]
    public async Task Self_hosted_there_is_no_limit_and_no_header()
    {
        await using var client = await StandInClient.StartAsync(new StandInOptions { RateLimit = null });

        var answer = await client.GetAsync("releases/");

        Assert.IsFalse(answer.Headers.Keys.Any(name => name.StartsWith("X-Sentry-Rate-Limit", StringComparison.OrdinalIgnoreCase)));
    }

    private sealed class StoppedClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.FromUnixTimeSeconds(1767323045);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
