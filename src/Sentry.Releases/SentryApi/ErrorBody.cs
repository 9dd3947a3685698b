using System.Text.Json;
using System.Text.RegularExpressions;

namespace Sentry.Releases.SentryApi;

/// <summary>
/// Reads the reason out of Sentry's error bodies: <c>detail</c> as a text or as an object, <c>info</c>, a map of fields nested to any
/// depth (current servers index the entries of lists, older ones do not), HTML from a proxy, or nothing.
/// </summary>
internal static partial class ErrorBody
{
    private const int MaxReasons = 8;
    private const int MaxReasonLength = 500;

    /// <returns>The reason, without a full stop at the end; empty when the body gives none.</returns>
    public static string Reason(Exchange exchange)
    {
        if (exchange.Json() is not { } json)
            return Title().Match(exchange.Text) is { Success: true } title ? title.Groups[1].Value.Trim() : "";

        var reasons = new List<string>();
        var left = Collect(json, "", reasons);
        var shown = string.Join("; ", reasons);
        return (left > 0 ? $"{shown}; and {left} more" : shown).TrimEnd('.', ' ');
    }

    /// <returns>The names of the top-level fields that the server objects to.</returns>
    public static IReadOnlyList<string> Fields(Exchange exchange) =>
        exchange.Json() is { ValueKind: JsonValueKind.Object } json
            ? [.. json.EnumerateObject().Select(field => field.Name).Where(name => name is not ("detail" or "info" or "errorId"))]
            : [];

    /// <returns>How many reasons there were beyond those that are taken.</returns>
    private static int Collect(JsonElement element, string path, List<string> reasons)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object when path is "detail" && element.TryGetProperty("message", out var message):
                return Collect(message, "", reasons);
            case JsonValueKind.Object:
                return element.EnumerateObject().Sum(field => Collect(field.Value, Path(path, field.Name), reasons));
            case JsonValueKind.Array:
                return element.EnumerateArray().Sum(item => Collect(item, path, reasons));
            case JsonValueKind.String or JsonValueKind.Number when reasons.Count == MaxReasons:
                return 1;
            case JsonValueKind.String or JsonValueKind.Number:
                reasons.Add(Cut(path is "" or "detail" or "info" ? element.ToString() : $"{path}: {element}"));
                return 0;
            default:
                return 0;
        }
    }

    private static string Path(string path, string name) => Cut(path.Length == 0 ? name : $"{path}.{name}");

    /// <summary>Whoever answers with megabytes of names and reasons shall not cost the build as much memory again and again.</summary>
    private static string Cut(string text) => FieldLimits.Cut(text, MaxReasonLength);

    [GeneratedRegex("<title>([^<]{1,200})</title>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Title();
}
