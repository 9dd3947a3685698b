using System.Text.Json;
using System.Text.RegularExpressions;

namespace Sentry.Releases.Api;

/// <summary>
/// Reads the reason out of Sentry's error bodies: <c>detail</c> as a text or as an object, <c>info</c>, a map of fields nested to any
/// depth (current servers index the entries of lists, older ones do not), HTML from a proxy, or nothing.
/// </summary>
internal static partial class ErrorBody
{
    private const int MaxReasons = 8;

    /// <returns>The reason in one line, without a full stop at the end; empty when the body gives none.</returns>
    public static string Reason(Exchange exchange)
    {
        if (exchange.Json() is not { } json)
            return Title().Match(exchange.Text) is { Success: true } title ? title.Groups[1].Value.Trim() : "";

        var reasons = new List<string>();
        Collect(json, "", reasons);
        var shown = string.Join("; ", reasons.Take(MaxReasons));
        return (reasons.Count > MaxReasons ? $"{shown}; and {reasons.Count - MaxReasons} more" : shown).TrimEnd('.', ' ');
    }

    /// <returns>The names of the top-level fields that the server objects to.</returns>
    public static IReadOnlyList<string> Fields(Exchange exchange) =>
        exchange.Json() is { ValueKind: JsonValueKind.Object } json
            ? [.. json.EnumerateObject().Select(field => field.Name).Where(name => name is not ("detail" or "info" or "errorId"))]
            : [];

    private static void Collect(JsonElement element, string path, List<string> reasons)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object when path is "detail" && element.TryGetProperty("message", out var message):
                Collect(message, "", reasons);
                break;
            case JsonValueKind.Object:
                foreach (var field in element.EnumerateObject())
                    Collect(field.Value, path.Length == 0 ? field.Name : $"{path}.{field.Name}", reasons);
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                    Collect(item, path, reasons);
                break;
            case JsonValueKind.String or JsonValueKind.Number:
                reasons.Add(path is "" or "detail" or "info" ? element.ToString() : $"{path}: {element}");
                break;
        }
    }

    [GeneratedRegex("<title>([^<]{1,200})</title>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Title();
}
