using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Features;

namespace Sentry.StandIn.Behavior;

/// <summary>The body of a request that creates or updates a release or records a deploy.</summary>
/// <param name="Request">The request.</param>
/// <param name="Json">Its body; that of a deploy is in a field <c>deploy</c>.</param>
internal sealed record SentBody(RecordedRequest Request, JsonObject Json)
{
    private const string Deploy = "deploy";

    public bool IsDeploy => Json.ContainsKey(Deploy);

    public int Length => Request.Body.Length;

    /// <returns><see langword="null"/> for other requests, and for a body that is no JSON object; the server refuses that.</returns>
    public static SentBody? Of(HttpContext context)
    {
        if (context.Request.Method is not ("POST" or "PUT"))
            return null;

        var request = context.Features.GetRequiredFeature<RecordedRequest>();
        return Parse(request) is not { } json
            ? null
            : new SentBody(request, IsAboutReleases(context) ? json : new JsonObject { [Deploy] = json });
    }

    /// <summary>Whether the path is that of the list of releases or of one of them.</summary>
    public static bool IsAboutReleases(HttpContext context) =>
        ((RouteEndpoint)context.GetEndpoint()!).RoutePattern.RawText!.TrimEnd('/') is var route
        && (route.EndsWith("/releases", StringComparison.Ordinal) || route.EndsWith("/{version}", StringComparison.Ordinal));

    public string? Text(string name) => Json[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public SentBody Without(string path) => With(json => FieldPaths.Remove(json, path));

    /// <summary>With a value where the body does not hold the field; a null is held.</summary>
    public SentBody WithDefault(string name, string? value) => IsDeploy || Json.ContainsKey(name) ? this : With(json => json[name] = value);

    private SentBody With(Action<JsonObject> change)
    {
        var json = (JsonObject)Json.DeepClone();
        change(json);
        return new SentBody(Request with { Body = JsonSerializer.SerializeToUtf8Bytes(json[Deploy] ?? json) }, json);
    }

    private static JsonObject? Parse(RecordedRequest request)
    {
        try
        {
            return JsonNode.Parse(request.Body.Span) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
