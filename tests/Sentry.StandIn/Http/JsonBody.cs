using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;

namespace Sentry.StandIn.Http;

/// <summary>Parses a request's body as the server does: UTF-8 without a byte order mark, never decompressed.</summary>
internal static class JsonBody
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 512 };

    public static JsonElement Read(HttpContext context, Oddities oddities)
    {
        var request = context.Features.GetRequiredFeature<RecordedRequest>();
        if (request.Body.IsEmpty)
            return JsonSerializer.SerializeToElement(new { });

        var mediaType = (request.Headers.GetValueOrDefault("Content-Type") ?? "").Split(';')[0].Trim();
        if (!mediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase))
            throw ApiException.Detail(
                StatusCodes.Status415UnsupportedMediaType,
                $"Unsupported media type \"{mediaType}\" in request.");

        if (request.Body.Span.StartsWith(Encoding.UTF8.Preamble))
        {
            oddities.Note($"{request.Method} {request.PathAndQuery}: a byte order mark");
            throw ParseError("Unexpected UTF-8 BOM (decode using utf-8-sig): line 1 column 1 (char 0)");
        }

        try
        {
            using var document = JsonDocument.Parse(StrictUtf8.GetString(request.Body.Span), Deep);
            return document.RootElement.Clone();
        }
        catch (Exception e) when (e is JsonException or DecoderFallbackException)
        {
            throw ParseError(e.Message);
        }
    }

    private static ApiException ParseError(string reason) =>
        ApiException.Detail(StatusCodes.Status400BadRequest, $"JSON parse error - {reason}");
}
