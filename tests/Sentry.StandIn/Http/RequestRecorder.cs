using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http.Features;
using Sentry.StandIn.Ingest;

namespace Sentry.StandIn.Http;

/// <summary>Reads every request to the end and keeps those to the API: not a browser's to the page, nor an SDK's events.</summary>
internal sealed class RequestRecorder(string pagePath, Oddities oddities)
{
    private readonly ConcurrentQueue<RecordedRequest> _requests = new();

    public IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var request = await ReadAsync(context);
        context.Features.Set(request);
        if (IsToApi(request.PathAndQuery))
        {
            _requests.Enqueue(request);
            NoteOddities(request);
        }

        await next(context);
    }

    private bool IsToApi(string target) =>
        target.Split('?')[0] is var path && path != pagePath && path != "/favicon.ico" && !EnvelopeEndpoint.IsPath(path);

    private static async Task<RecordedRequest> ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return new RecordedRequest(
            context.Request.Method,
            context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray());
    }

    private void NoteOddities(RecordedRequest request)
    {
        var where = $"{request.Method} {request.PathAndQuery}";
        if (string.IsNullOrWhiteSpace(request.Headers.GetValueOrDefault("User-Agent")))
            oddities.Note($"{where}: no User-Agent");

        if (request.Headers.TryGetValue("Content-Encoding", out var encoding))
            oddities.Note($"{where}: a body with Content-Encoding {encoding}");

        if (request.Body.IsEmpty)
            return;

        if (request.Method is "GET" or "HEAD" or "DELETE")
            oddities.Note($"{where}: a body");

        var contentType = request.Headers.GetValueOrDefault("Content-Type") ?? "";
        if (!IsPlainJson(contentType))
            oddities.Note($"{where}: the content type '{contentType}' rather than application/json");
    }

    private static bool IsPlainJson(string contentType) =>
        contentType.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant()
            is "application/json" or "application/json;charset=utf-8";
}
