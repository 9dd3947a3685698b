using System.Text.Json.Nodes;

namespace Sentry.StandIn.Http;

/// <summary>Counts requests by method and endpoint in windows of one second, and says so in headers.</summary>
internal sealed class RateLimiter(StandInOptions options)
{
    private const int WindowSeconds = 1;
    private const int ConcurrentLimit = 25;

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Method, string? Endpoint), (long Window, int Count)> _counts = [];

    /// <returns>Whether the request is within the limit.</returns>
    public bool Admit(HttpContext context)
    {
        if (options.RateLimit is not { } limit)
            return true;

        var window = options.Clock.GetUtcNow().ToUnixTimeSeconds();
        var count = Count((context.Request.Method, context.GetEndpoint()?.DisplayName), window);
        var headers = context.Response.Headers;
        headers["X-Sentry-Rate-Limit-Limit"] = Invariant($"{limit}");
        headers["X-Sentry-Rate-Limit-Remaining"] = Invariant($"{Math.Max(0, limit - count)}");
        headers["X-Sentry-Rate-Limit-Reset"] = Invariant($"{window + WindowSeconds}");
        headers["X-Sentry-Rate-Limit-ConcurrentLimit"] = Invariant($"{ConcurrentLimit}");
        headers["X-Sentry-Rate-Limit-ConcurrentRemaining"] = Invariant($"{ConcurrentLimit - 1}");
        return count <= limit;
    }

    /// <summary>JSON, but not said to be: the server builds this answer before its renderers are at hand.</summary>
    public Task RefuseAsync(HttpContext context)
    {
        var detail = "You are attempting to use this endpoint too frequently. "
            + Invariant($"Limit is {options.RateLimit} requests in {WindowSeconds} seconds");
        return JsonAnswer.WriteAsync(
            context,
            StatusCodes.Status429TooManyRequests,
            new JsonObject { ["detail"] = detail },
            contentType: "text/html; charset=utf-8");
    }

    private int Count((string Method, string? Endpoint) key, long window)
    {
        lock (_lock)
        {
            var counted = _counts.GetValueOrDefault(key);
            var count = counted.Window == window ? counted.Count + 1 : 1;
            _counts[key] = (window, count);
            return count;
        }
    }
}
