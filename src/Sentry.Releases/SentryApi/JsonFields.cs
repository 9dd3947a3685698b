using System.Globalization;
using System.Text.Json;

namespace Sentry.Releases.SentryApi;

/// <summary>
/// Reads the fields of Sentry's responses one by one, so that an odd field costs itself and not the response: one that is missing, null or
/// of a type without that meaning is unset; a number written as a text, or a text as a number, keeps its meaning.
/// </summary>
internal static class JsonFields
{
    public static string? Text(this JsonElement json, string name) => Field(json, name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    public static long? Number(this JsonElement json, string name) =>
        decimal.TryParse(json.Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        && value is >= long.MinValue and <= long.MaxValue && value == decimal.Truncate(value)
            ? (long)value
            : null;

    public static int? Count(this JsonElement json, string name) =>
        json.Number(name) is { } value and >= 0 and <= int.MaxValue ? (int)value : null;

    /// <summary>A date that says no offset is in UTC, as everything of Sentry's.</summary>
    public static DateTimeOffset? Date(this JsonElement json, string name) =>
        Field(json, name) is { ValueKind: JsonValueKind.String } text
        && DateTimeOffset.TryParse(text.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? date
            : null;

    public static double? Real(this JsonElement json, string name) =>
        Field(json, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out var value) ? value : null;

    public static bool? Flag(this JsonElement json, string name) => Field(json, name)?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <returns>Those entries of an array that are texts; <see langword="null"/> when there is no array.</returns>
    public static IReadOnlyList<string>? Texts(this JsonElement json, string name)
    {
        if (Field(json, name) is not { ValueKind: JsonValueKind.Array } array)
            return null;

        var list = new List<string>();
        foreach (var entry in array.EnumerateArray())
        {
            if (entry.ValueKind == JsonValueKind.String)
                list.Add(entry.GetString()!);
        }

        return list;
    }

    public static T? Object<T>(this JsonElement json, string name, Func<JsonElement, T?> read) where T : class =>
        Field(json, name) is { ValueKind: JsonValueKind.Object } value ? read(value) : null;

    /// <returns>Those entries of an array that have a meaning; <see langword="null"/> when there is no array.</returns>
    public static IReadOnlyList<T>? List<T>(this JsonElement json, string name, Func<JsonElement, T?> read) where T : class
    {
        if (Field(json, name) is not { ValueKind: JsonValueKind.Array } array)
            return null;

        var list = new List<T>();
        foreach (var entry in array.EnumerateArray())
        {
            if (entry.ValueKind == JsonValueKind.Object && read(entry) is { } value)
                list.Add(value);
        }

        return list;
    }

    public static JsonElement? Field(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : null;
}
