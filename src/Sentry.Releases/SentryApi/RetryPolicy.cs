using System.Globalization;
using System.Net;
using System.Security.Authentication;
using Polly;
using Polly.Retry;

namespace Sentry.Releases.SentryApi;

/// <summary>
/// Which faults are worth another try, and how long to wait for it: those that pass by themselves, until the next wait could not end
/// within the time that remains.
/// </summary>
/// <param name="clock">Waits, and dates answers that have no date.</param>
/// <param name="remaining">How much of the budget is left.</param>
internal sealed class RetryPolicy(TimeProvider clock, Func<TimeSpan> remaining)
{
    private const double FirstDelaySeconds = 0.5;
    private const double LongestDelaySeconds = 10;

    private static readonly ResiliencePropertyKey<TimeSpan> Delay = new("Delay");

    /// <param name="isRepeatable">
    /// Whether the call may arrive twice. If not, it is repeated only when it certainly did not arrive or was turned away unread.
    /// </param>
    public ResiliencePipeline<Exchange> Pipeline(bool isRepeatable) =>
        new ResiliencePipelineBuilder<Exchange> { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions<Exchange>
            {
                MaxRetryAttempts = int.MaxValue,
                ShouldHandle = arguments => ValueTask.FromResult(
                    (isRepeatable ? IsTransient(arguments.Outcome) : HasNotArrived(arguments.Outcome)) && CanWait(arguments)),
                DelayGenerator = arguments => ValueTask.FromResult<TimeSpan?>(
                    arguments.Context.Properties.GetValue(Delay, TimeSpan.Zero)),
            })
            .Build();

    public static bool IsTransient(HttpStatusCode status) =>
        (int)status is 408 or 409 or 425 or 429 or 500 or 502 or 503 or 504 or 507 or (>= 520 and <= 524);

    /// <summary>What happened, whether it was before the answer's headers were read or after.</summary>
    public static HttpRequestError KindOf(Exception fault) => fault switch
    {
        HttpRequestException http => http.HttpRequestError,
        HttpIOException http => http.HttpRequestError,
        _ => HttpRequestError.Unknown,
    };

    private static bool IsTransient(Outcome<Exchange> outcome) =>
        outcome.Exception is { } fault ? IsTransient(fault) : IsTransient(outcome.Result!.Status);

    /// <summary>A certificate does not become valid while one waits, nor does a program that does not speak HTTP learn it.</summary>
    private static bool IsTransient(Exception fault) =>
        fault is HttpRequestException or IOException
        && fault.InnerException is not AuthenticationException
        && KindOf(fault) is not (HttpRequestError.InvalidResponse or HttpRequestError.ProxyTunnelError
            or HttpRequestError.VersionNegotiationError or HttpRequestError.ConfigurationLimitExceeded);

    private static bool HasNotArrived(Outcome<Exchange> outcome) => outcome switch
    {
        { Result.Status: var status } => (int)status is 425 or 429,
        { Exception: { } fault } => KindOf(fault) is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError,
        _ => false,
    };

    /// <summary>Decides on the delay, and whether it ends in time.</summary>
    private bool CanWait(RetryPredicateArguments<Exchange> arguments)
    {
        var delay = AskedDelay(arguments.Outcome.Result) ?? Backoff(arguments.AttemptNumber);
        arguments.Context.Properties.Set(Delay, delay);
        return delay < remaining();
    }

    /// <summary>Doubles from try to try, less up to a half by chance: builds that failed together shall not come back together.</summary>
    private static TimeSpan Backoff(int attempt)
    {
        var longest = Math.Min(FirstDelaySeconds * Math.Pow(2, attempt), LongestDelaySeconds);
        return TimeSpan.FromSeconds(longest * (1 - (Random.Shared.NextDouble() / 2)));
    }

    /// <summary>
    /// Sentry itself sends no Retry-After but the second at which its window ends (docs.sentry.io/api/ratelimits); an edge in front of
    /// it may send one.
    /// </summary>
    private TimeSpan? AskedDelay(Exchange? answer)
    {
        if (answer is null)
            return null;

        // By the server's own clock, where it tells: this machine's may be minutes away from it.
        var now = answer.Headers.Date ?? clock.GetUtcNow();
        var asked = answer.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - now,
            _ => answer.Status == HttpStatusCode.TooManyRequests ? WindowEnd(answer) - now : null,
        };
        return asked is { } delay ? TimeSpan.FromSeconds(Math.Max(delay.TotalSeconds, FirstDelaySeconds)) : null;
    }

    private static DateTimeOffset? WindowEnd(Exchange answer) =>
        answer.Headers.TryGetValues("X-Sentry-Rate-Limit-Reset", out var values)
        && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds < DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
