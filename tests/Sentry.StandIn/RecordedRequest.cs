using System.Text;
using System.Text.Json;

namespace Sentry.StandIn;

/// <summary>A request as it came in.</summary>
/// <param name="Method">The method, such as <c>POST</c>.</param>
/// <param name="PathAndQuery">The request's target, percent-encoded as it was sent.</param>
/// <param name="Headers">The headers, by name in any case; several of one name are joined by a comma.</param>
/// <param name="Body">The body's bytes, empty when there was none.</param>
public sealed record RecordedRequest(
    string Method,
    string PathAndQuery,
    IReadOnlyDictionary<string, string> Headers,
    ReadOnlyMemory<byte> Body)
{
    /// <summary>The body as UTF-8.</summary>
    public string Text => Encoding.UTF8.GetString(Body.Span);

    /// <summary>The body as JSON.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Body.Span);
}
