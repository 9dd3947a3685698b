using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Sentry.StandIn.Http;

/// <summary>Writes answers as Sentry does: JSON with everything but ASCII escaped.</summary>
internal static class JsonAnswer
{
    public static Task WriteAsync(HttpContext context, int status, JsonNode body, string contentType = "application/json")
    {
        var bytes = Encoding.UTF8.GetBytes(body.ToJsonString());
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = bytes.Length;
        return context.Response.Body.WriteAsync(bytes).AsTask();
    }

    public static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    /// <summary>A date as Sentry writes it: UTC, microseconds only where there are some.</summary>
    public static string? Date(DateTimeOffset? date) =>
        date?.UtcDateTime.ToString(
            date.Value.Ticks % TimeSpan.TicksPerSecond < TimeSpan.TicksPerMicrosecond
                ? "yyyy-MM-dd'T'HH:mm:ss'Z'"
                : "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'",
            CultureInfo.InvariantCulture);
}
