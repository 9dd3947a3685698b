using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Sentry.Releases.SentryApi;

/// <summary>A response, read to its end.</summary>
/// <param name="Headers">The headers but those of the content.</param>
/// <param name="Text">The body, without the token should the server have echoed it.</param>
internal sealed partial record Response(Call Call, HttpStatusCode Status, HttpResponseHeaders Headers, string Text)
{
    /// <summary>Far above any response of Sentry's; a page of 100 releases has some 300 kB.</summary>
    public const int MaxBodyBytes = 16 * 1024 * 1024;

    public bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <exception cref="SentryApiException">The body is too long, or not what its encoding says.</exception>
    public static Response Read(HttpResponseMessage message, Call call, CancellationToken cancellation)
    {
        // A read in progress ends by nothing else.
        using var cancelling = cancellation.UnsafeRegister(static message => ((HttpResponseMessage)message!).Dispose(), message);
        var body = new byte[16 * 1024];
        var length = 0;
        try
        {
            using var stream = message.Content.ReadAsStream(cancellation);
            while (stream.Read(body, length, body.Length - length) is > 0 and var read)
            {
                length += read;
                if (length > MaxBodyBytes)
                    throw SentryApiException.Unexpected(call, message.StatusCode, $"it is longer than {MaxBodyBytes / 1024 / 1024} MiB");

                if (length == body.Length)
                    Array.Resize(ref body, length * 2);
            }
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
        catch (Exception fault) when (fault is InvalidDataException or InvalidOperationException)
        {
            // Each decompressor has its own way to say so.
            throw SentryApiException.Unexpected(call, message.StatusCode, "its compression is broken");
        }

        return new Response(call, message.StatusCode, message.Headers, call.Connection.Token.Redact(Encoding.UTF8.GetString(body, 0, length)));
    }

    /// <returns>What is thrown when it is not a response of Sentry's.</returns>
    public SentryApiException Unexpected(string reason) => SentryApiException.Unexpected(Call, Status, reason);

    /// <returns>The body as JSON whatever its content type says (a rate limit's is text/html); <see langword="null"/> when it is not JSON.</returns>
    public JsonElement? Json()
    {
        try
        {
            using var document = JsonDocument.Parse(Text.Contains(@"\ud", StringComparison.OrdinalIgnoreCase) ? WithoutHalves(Text) : Text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Half a surrogate pair may be escaped in JSON, but whoever then reads the text gets an exception.</summary>
    private static string WithoutHalves(string json) =>
        Escape().Replace(json, escape => escape.Groups["half"].Success ? @"\uFFFD" : escape.Value);

    [GeneratedRegex(@"\\(u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?<half>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)",
        RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Escape();
}

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

    /// <summary>A date of ISO 8601; one that says no offset is in UTC, as everything of Sentry's.</summary>
    public static DateTimeOffset? Date(this JsonElement json, string name) =>
        Field(json, name) is { ValueKind: JsonValueKind.String } text && text.TryGetDateTime(out var date)
            ? new DateTimeOffset(date.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(date, DateTimeKind.Utc) : date)
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
    public static IReadOnlyList<string>? Texts(this JsonElement json, string name) =>
        Entries(json, name, entry => entry.ValueKind == JsonValueKind.String ? entry.GetString() : null);

    public static T? Object<T>(this JsonElement json, string name, Func<JsonElement, T?> read) where T : class =>
        Field(json, name) is { ValueKind: JsonValueKind.Object } value ? read(value) : null;

    /// <returns>Those entries of an array that have a meaning; <see langword="null"/> when there is no array.</returns>
    public static IReadOnlyList<T>? List<T>(this JsonElement json, string name, Func<JsonElement, T?> read) where T : class =>
        Entries(json, name, entry => entry.ValueKind == JsonValueKind.Object ? read(entry) : null);

    public static JsonElement? Field(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : null;

    private static List<T>? Entries<T>(JsonElement json, string name, Func<JsonElement, T?> read) where T : class
    {
        if (Field(json, name) is not { ValueKind: JsonValueKind.Array } array)
            return null;

        var list = new List<T>();
        foreach (var entry in array.EnumerateArray())
        {
            if (read(entry) is { } value)
                list.Add(value);
        }

        return list;
    }
}
