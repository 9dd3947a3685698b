using System.IO.Compression;
using System.Text.Json;
using Sentry.StandIn.Http;

namespace Sentry.StandIn.Ingest;

/// <summary>Takes an envelope apart: a line of JSON for itself, then a line of JSON and a payload for each item.</summary>
internal static class EnvelopeReader
{
    private const byte LineFeed = (byte)'\n';

    /// <exception cref="ApiException">400 for what is no envelope, 415 for an unknown compression.</exception>
    public static (JsonElement Header, IReadOnlyList<EnvelopeItem> Items) Read(RecordedRequest request)
    {
        var rest = Decompress(request);
        try
        {
            var header = JsonSerializer.Deserialize<JsonElement>(TakeLine(ref rest).Span);
            var items = new List<EnvelopeItem>();
            while (!rest.IsEmpty)
                items.Add(TakeItem(ref rest));

            return header.ValueKind == JsonValueKind.Object ? (header, items) : throw NoEnvelope();
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw NoEnvelope();
        }
    }

    private static EnvelopeItem TakeItem(ref ReadOnlyMemory<byte> rest)
    {
        var header = JsonSerializer.Deserialize<JsonElement>(TakeLine(ref rest).Span);
        if (header.GetProperty("type").ValueKind != JsonValueKind.String)
            throw NoEnvelope();

        var item = new EnvelopeItem(header, TakePayload(header, ref rest));
        if ((item.IsEvent || item.IsSession) && item.Json.ValueKind != JsonValueKind.Object)
            throw NoEnvelope();

        return item;
    }

    private static ReadOnlyMemory<byte> TakePayload(JsonElement header, ref ReadOnlyMemory<byte> rest)
    {
        if (!header.TryGetProperty("length", out var length))
            return TakeLine(ref rest);

        if (length.GetInt32() is var count && (count < 0 || count > rest.Length))
            throw NoEnvelope();

        var payload = rest[..count];
        rest = rest[count..];
        if (!rest.IsEmpty && rest.Span[0] == LineFeed)
            rest = rest[1..];

        return payload;
    }

    private static ReadOnlyMemory<byte> TakeLine(ref ReadOnlyMemory<byte> rest)
    {
        var end = rest.Span.IndexOf(LineFeed);
        var line = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[(end + 1)..];
        return line;
    }

    private static ReadOnlyMemory<byte> Decompress(RecordedRequest request)
    {
        var encoding = request.Headers.GetValueOrDefault("Content-Encoding") ?? "";
        if (encoding.Length == 0)
            return request.Body;

        using var compressed = new MemoryStream(request.Body.ToArray());
        using Stream plain = encoding switch
        {
            "gzip" => new GZipStream(compressed, CompressionMode.Decompress),
            "deflate" => new ZLibStream(compressed, CompressionMode.Decompress),
            "br" => new BrotliStream(compressed, CompressionMode.Decompress),
            _ => throw ApiException.Detail(StatusCodes.Status415UnsupportedMediaType, $"unsupported content encoding {encoding}"),
        };
        using var result = new MemoryStream();
        try
        {
            plain.CopyTo(result);
            return result.ToArray();
        }
        catch (InvalidDataException)
        {
            throw ApiException.Detail(StatusCodes.Status400BadRequest, "invalid request body");
        }
    }

    private static ApiException NoEnvelope() => ApiException.Detail(StatusCodes.Status400BadRequest, "invalid event envelope");
}
