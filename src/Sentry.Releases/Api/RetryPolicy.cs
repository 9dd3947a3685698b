using System.Globalization;
using System.Net;
using Polly;
using Polly.Retry;

namespace Sentry.Releases.Api;

/// <summary>
/// Which answers are worth another try, and how long to wait for it. Sentry answers a create-release request the same way however
/// often it is sent, so every passing fault is tried again until the time is used up.
/// </summary>
internal sealed class RetryPolicy(TimeProvider clock, Func<DateTimeOffset> deadline)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(10);

    public ResiliencePipeline<Exchange> Pipeline() =>
        new ResiliencePipelineBuilder<Exchange> { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions<Exchange>
            {
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = FirstDelay,
                MaxDelay = LongestDelay,
                ShouldHandle = arguments => ValueTask.FromResult(IsWorthAnotherTry(arguments.Outcome)),
                DelayGenerator = arguments => ValueTask.FromResult(AskedDelay(arguments.Outcome.Result)),
            })
            .Build();

    public static bool IsPassing(HttpStatusCode status) =>
        (int)status is 408 or 409 or 425 or 429 or 500 or 502 or 503 or 504 or 507 or (>= 520 and <= 524);

    private static bool IsPassing(Exception fault) =>
        fault is IOException
        || fault is HttpRequestException
        {
            HttpRequestError: not (HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError
                or HttpRequestError.VersionNegotiationError or HttpRequestError.ConfigurationLimitExceeded),
        };

    private bool IsWorthAnotherTry(Outcome<Exchange> outcome)
    {
        var passing = outcome.Exception is { } fault ? IsPassing(fault) : IsPassing(outcome.Result!.Status);
        return passing && clock.GetUtcNow() + (AskedDelay(outcome.Result) ?? TimeSpan.Zero) < deadline();
    }

    /// <summary>
    /// Sentry itself sends no Retry-After but the second at which its window ends (docs.sentry.io/api/ratelimits); an edge in front of
    /// it may send one.
    /// </summary>
    private TimeSpan? AskedDelay(Exchange? answer)
    {
        if (answer is null)
            return null;

        var now = clock.GetUtcNow();
        var asked = answer.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - now,
            _ => answer.Status == HttpStatusCode.TooManyRequests ? WindowEnd(answer) - now : null,
        };
        return asked is { } delay ? TimeSpan.FromTicks(Math.Max(delay.Ticks, FirstDelay.Ticks)) : null;
    }

    private static DateTimeOffset? WindowEnd(Exchange answer) =>
        answer.Headers.TryGetValues("X-Sentry-Rate-Limit-Reset", out var values)
        && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds < DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
