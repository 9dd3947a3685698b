using System.Globalization;
using System.Net;
using System.Security.Authentication;

namespace Sentry.Releases.SentryApi;

/// <summary>For how long, and after which failures, one call is tried again.</summary>
internal sealed record RetryOptions
{
    /// <summary>For a question that a release can do without: most of the time is left to the release.</summary>
    public static RetryOptions Optional { get; } = new() { TimeShare = 0.25, WaitsForBusyServer = false };

    /// <summary>
    /// The share of <see cref="SentryClientOptions.Timeout"/>, greater than 0 and at most 1, after which this call ends, counted over
    /// all of the client's calls: with 0.5 half of the time is left for other calls. A server to which there is no connection gets all of
    /// the time, because another call would find it so, too.
    /// </summary>
    public double TimeShare { get; init; } = 1;

    /// <summary>Whether a server that is busy (409, 425, 429) gets all of the time.</summary>
    public bool WaitsForBusyServer { get; init; } = true;

    /// <summary>Whether a response of 5xx is worth another try.</summary>
    public bool AfterServerError { get; init; } = true;

    /// <summary>Asked before each try that follows a response of 5xx; may use the client. <see langword="false"/> ends the call.</summary>
    public Func<bool>? ContinueAfterServerError { get; init; }
}

/// <summary>
/// The servers that clients have given up on because no connection could be made. A client sends nothing to a server that is among
/// them: clients that share the object do not wait one after another for the same dead server. Safe for use by several threads.
/// </summary>
internal sealed class UnreachableServers
{
    private readonly List<string> _authorities = [];

    public bool Contains(Uri server)
    {
        lock (_authorities)
            return _authorities.Contains(server.Authority);
    }

    public void Add(Uri server)
    {
        lock (_authorities)
            _authorities.Add(server.Authority);
    }
}

/// <summary>Which failures are worth another try, and how long to wait before it.</summary>
internal static class RetryPolicy
{
    /// <summary>How long a server is tried to which no connection can be made: it will hardly be there within the minute.</summary>
    public static readonly TimeSpan ConnectingLimit = TimeSpan.FromSeconds(10);

    private const double FirstDelaySeconds = 0.5;
    private const double LongestDelaySeconds = 10;

    /// <summary>Whether the same request may be answered otherwise later.</summary>
    public static bool IsTransient(HttpStatusCode status) =>
        (int)status is 408 or 409 or 425 or 429 or 500 or 502 or 503 or 504 or 507 or (>= 520 and <= 524);

    /// <summary>A certificate does not become valid while one waits, nor does a program that does not speak HTTP learn it.</summary>
    public static bool IsTransient(Exception fault) =>
        fault.InnerException is not AuthenticationException
        && KindOf(fault) is not (HttpRequestError.InvalidResponse or HttpRequestError.ProxyTunnelError
            or HttpRequestError.VersionNegotiationError or HttpRequestError.ConfigurationLimitExceeded);

    /// <summary>Whether no connection was made, so that nothing was sent.</summary>
    public static bool IsUnconnected(Exception fault) =>
        KindOf(fault) is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError;

    /// <summary>Whether the server has other work to finish, or to refuse, first.</summary>
    public static bool IsBusy(HttpStatusCode status) => status == HttpStatusCode.Conflict || IsTurnedAway(status);

    /// <summary>Whether the server turned the request away before it looked at it.</summary>
    public static bool IsTurnedAway(HttpStatusCode status) => (int)status is 425 or 429;

    /// <summary>What happened, whether it was before the response's headers were read or after.</summary>
    public static HttpRequestError KindOf(Exception fault) => fault switch
    {
        HttpRequestException http => http.HttpRequestError,
        HttpIOException http => http.HttpRequestError,
        _ => HttpRequestError.Unknown,
    };

    /// <summary>How long to wait before the next try: as long as the response asks for, else longer from try to try.</summary>
    /// <param name="response">The last try's response; <see langword="null"/> when it had none.</param>
    /// <param name="tries">How many there were, at least 1.</param>
    public static TimeSpan Delay(Response? response, int tries, TimeProvider clock)
    {
        if (response is null || AskedDelay(response, clock) is not { } asked)
            return Backoff(tries);

        return asked.TotalSeconds < FirstDelaySeconds ? TimeSpan.FromSeconds(FirstDelaySeconds) : asked;
    }

    /// <summary>Doubles from try to try, less up to a half by chance: builds that failed together must not come back together.</summary>
    private static TimeSpan Backoff(int tries)
    {
        var longest = Math.Min(FirstDelaySeconds * Math.Pow(2, tries - 1), LongestDelaySeconds);
        return TimeSpan.FromSeconds(longest * (1 - (Random.Shared.NextDouble() / 2)));
    }

    /// <summary>
    /// Sentry itself sends no Retry-After but the second at which its window ends (docs.sentry.io/api/ratelimits), and that with every
    /// response; an edge in front of it may send one.
    /// </summary>
    private static TimeSpan? AskedDelay(Response response, TimeProvider clock)
    {
        // By the server's own clock, where it tells: this machine's may be minutes away from it.
        var now = response.Headers.Date ?? clock.GetUtcNow();
        return response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - now,
            _ => response.Status == HttpStatusCode.TooManyRequests ? WindowEnd(response) - now : null,
        };
    }

    private static DateTimeOffset? WindowEnd(Response response) =>
        response.Headers.TryGetValues("X-Sentry-Rate-Limit-Reset", out var values)
        && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds < DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
