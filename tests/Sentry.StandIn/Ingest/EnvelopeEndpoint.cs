using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Features;
using Sentry.StandIn.Http;
using Sentry.StandIn.Store;

namespace Sentry.StandIn.Ingest;

/// <summary><c>/api/{project}/envelope/</c>: takes what Sentry's SDK sends from a running application.</summary>
internal sealed partial class EnvelopeEndpoint(StandInOptions options, ReleaseStore store)
{
    public const string Route = "/api/{project:long}/envelope/";

    private readonly ConcurrentQueue<RecordedEnvelope> _envelopes = new();

    public IReadOnlyList<RecordedEnvelope> Envelopes => [.. _envelopes];

    public static bool IsPath(string path) => Path().IsMatch(path);

    public Task ReceiveAsync(HttpContext context)
    {
        var request = context.Features.GetRequiredFeature<RecordedRequest>();
        var (header, items) = EnvelopeReader.Read(request);
        var key = Dsn.KeyOf(context.Request, header)
            ?? throw ApiException.Detail(StatusCodes.Status401Unauthorized, "missing authorization information");
        if (options.FindProject((string)context.Request.RouteValues["project"]!) is not { } project || Dsn.PublicKey(project) != key)
            throw ApiException.Detail(StatusCodes.Status403Forbidden, "event submission rejected with_reason: ProjectId");

        lock (store.Lock)
        {
            foreach (var item in items)
                ItemIntake.Take(store, project, item);
        }

        _envelopes.Enqueue(new RecordedEnvelope(project, header, items));
        var id = header.TryGetProperty("event_id", out var eventId) ? eventId.GetString() : null;
        return JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, id is null ? new JsonObject() : new JsonObject { ["id"] = id });
    }

    [GeneratedRegex("/api/[1-9][0-9]*/envelope/$")]
    private static partial Regex Path();
}
