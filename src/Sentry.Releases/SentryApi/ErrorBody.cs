using System.Text.Json;

namespace Sentry.Releases.SentryApi;

/// <summary>
/// What an error's body says: <c>detail</c> as a text, an object or a list, <c>info</c>, a map of fields nested to any depth (current
/// servers index the entries of lists, older ones do not), HTML from a proxy, or nothing.
/// </summary>
internal sealed class ErrorBody
{
    private const int MaxReasons = 8;
    private const int MaxReasonLength = 500;
    private const int MaxTitleLength = 200;

    private readonly List<string> _fields = [];
    private readonly List<string> _reasons = [];
    private int _reasonsLeftOut;
    private int _objections;
    private int _objectionsToFiles;

    /// <summary>The reason, without a full stop at the end; empty when the body gives none.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>The names of the request's top-level fields that the server objects to.</summary>
    public IReadOnlyList<string> Fields => _fields;

    /// <summary>Whether every objection is to a changed file of a commit.</summary>
    public bool IsAboutFilesOnly => _objections > 0 && _objections == _objectionsToFiles;

    public static ErrorBody Read(Response response)
    {
        var error = new ErrorBody();
        if (response.Json() is not { } json)
        {
            error.Reason = Title(response.Text);
            return error;
        }

        error.Collect(json, "");
        var shown = string.Join("; ", error._reasons);
        error.Reason = (error._reasonsLeftOut > 0 ? $"{shown}; and {error._reasonsLeftOut} more" : shown).TrimEnd('.', ' ');
        return error;
    }

    private void Collect(JsonElement element, string path)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object when path is "detail" && element.TryGetProperty("message", out var message):
                Collect(message, path);
                break;
            case JsonValueKind.Object when path is "detail" && element.TryGetProperty("msg", out var message):
                CollectAt(element.Field("loc"), message);
                break;
            case JsonValueKind.Object:
                foreach (var field in element.EnumerateObject())
                    CollectField(path, field.Name, field.Value);
                break;
            case JsonValueKind.Array:
                foreach (var entry in element.EnumerateArray())
                    Collect(entry, path);
                break;
            case JsonValueKind.String or JsonValueKind.Number:
                Add(path, element.ToString());
                break;
        }
    }

    private void CollectField(string path, string name, JsonElement value)
    {
        if (path.Length == 0 && name is not ("detail" or "info" or "errorId"))
            _fields.Add(name);

        Collect(value, Cut(path.Length == 0 ? name : $"{path}.{name}"));
    }

    /// <summary>GlitchTip's way: a list of <c>{"loc": ["body", "payload", "projects", 0], "msg": "..."}</c>.</summary>
    private void CollectAt(JsonElement? location, JsonElement message)
    {
        var parts = location is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Select(part => part.ToString()) : [];
        var path = parts.SkipWhile(part => part is "body" or "payload").ToList();
        if (path.Count > 0)
            _fields.Add(path[0]);

        Collect(message, Cut(string.Join('.', path)));
    }

    private void Add(string path, string text)
    {
        _objections++;
        if (path.StartsWith("commits.", StringComparison.Ordinal) && path.Contains(".patch_set", StringComparison.Ordinal))
            _objectionsToFiles++;

        if (_reasons.Count == MaxReasons)
            _reasonsLeftOut++;
        else
            _reasons.Add(Cut(path is "" or "detail" or "info" ? text : $"{path}: {text}"));
    }

    /// <summary>A response of megabytes of names and reasons must not cost the build as much memory again and again.</summary>
    private static string Cut(string text) => FieldLimits.Cut(text, MaxReasonLength);

    /// <returns>The title of a page in HTML; empty when there is none.</returns>
    private static string Title(string html)
    {
        const string Start = "<title>";
        var start = html.IndexOf(Start, StringComparison.OrdinalIgnoreCase);
        if (start < 0)
            return "";

        var text = html.AsSpan(start + Start.Length);
        var end = text[..Math.Min(text.Length, MaxTitleLength + 1)].IndexOf('<');
        return end < 0 ? "" : text[..end].Trim().ToString();
    }
}
