using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Sentry.StandIn.Http;

/// <summary>
/// Reads the path as Django does: decoded once as a whole before it is matched, in its own case, with the closing slash.
/// </summary>
internal sealed class RequestPath(string basePath)
{
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var target = context.Features.GetRequiredFeature<RecordedRequest>().PathAndQuery;
        var path = Uri.UnescapeDataString(target.Split('?', 2)[0]);
        if (!path.StartsWith(basePath + "/", StringComparison.Ordinal))
            return NotFoundAsync(context, path);

        context.Request.PathBase = basePath;
        context.Request.Path = path[basePath.Length..];
        return next(context);
    }

    /// <summary>Goes on only where an endpoint was found whose fixed parts are those of the path letter for letter.</summary>
    public static Task RequireMatchAsync(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path.Value!;
        var matches = path.EndsWith('/') && context.GetEndpoint() is { } endpoint && MatchesCase(endpoint, path);
        return matches ? next(context) : NotFoundAsync(context, path);
    }

    private static bool MatchesCase(Endpoint endpoint, string path)
    {
        if (endpoint is not RouteEndpoint route)
            return true;

        var parts = path.Trim('/').Split('/');
        return route.RoutePattern.PathSegments
            .Select((segment, i) => segment.Parts[0] is not RoutePatternLiteralPart literal || literal.Content == parts[i])
            .All(matches => matches);
    }

    private static Task NotFoundAsync(HttpContext context, string path)
    {
        if (path.EndsWith('/'))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        var help = $"Route not found, did you forget a trailing slash? try: {path}/";
        if (context.Request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) is true)
            throw new ApiException(StatusCodes.Status404NotFound, new JsonObject { ["info"] = help });

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        context.Response.ContentType = "text/plain";
        return context.Response.WriteAsync(help);
    }
}
