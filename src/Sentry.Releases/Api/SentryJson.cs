using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sentry.Releases.Api;

/// <summary>How requests are written; answers are read by <see cref="JsonFields"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(Iso8601Converter)])]
[JsonSerializable(typeof(ReleaseRequest))]
[JsonSerializable(typeof(ReleaseUpdate))]
[JsonSerializable(typeof(DeployRequest))]
internal sealed partial class SentryJson : JsonSerializerContext
{
    private static SentryJson? Shared;

    /// <summary>Plain UTF-8, not <c>\u</c> escapes: the body is never put into HTML, and names from all over the world stay short.</summary>
    public static SentryJson Plain => Shared ??=
        new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

/// <summary>
/// Dates as <c>2026-01-31T12:34:56+02:00</c>, whole seconds with the offset: Sentry's parser knows no seventh digit of a fraction.
/// What cannot be read as a date is unset, so that one odd field does not cost the whole answer.
/// </summary>
internal sealed class Iso8601Converter : JsonConverter<DateTimeOffset?>
{
    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return reader.TryGetDateTimeOffset(out var value) ? value : null;

        reader.Skip();
        return null;
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options)
    {
        if (value is { Offset.Ticks: 0 } utc)
            writer.WriteStringValue(utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        else
            writer.WriteStringValue(value?.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
    }
}

/// <summary>
/// Numeric ids as numbers: between late 2025 and its mend the server refused them as texts (getsentry/sentry#105038).
/// </summary>
internal sealed class ProjectsConverter : JsonConverter<IReadOnlyList<string>>
{
    public override IReadOnlyList<string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Requests are only written.");

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<string> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var project in value)
        {
            if (long.TryParse(project, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && project[0] != '0')
                writer.WriteNumberValue(id);
            else
                writer.WriteStringValue(project);
        }

        writer.WriteEndArray();
    }
}
