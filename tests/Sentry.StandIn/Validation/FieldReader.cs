using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sentry.StandIn.Validation;

/// <summary>
/// Reads the fields of a JSON object as a serializer of Django REST framework does, with its rules and its messages. What is wrong
/// gathers in <see cref="Errors"/>, by field and nested by index; unknown fields are ignored.
/// </summary>
internal sealed class FieldReader
{
    private const string Required = "This field is required.";
    private const string NotNull = "This field may not be null.";

    private readonly string _where;
    private readonly Oddities _oddities;
    private readonly Dictionary<string, JsonElement> _values = [];
    private readonly HashSet<string> _known = [];

    /// <param name="source">The object.</param>
    /// <param name="where">Where it stands, for oddities.</param>
    /// <param name="oddities">Where to note what a careful client would not send.</param>
    public FieldReader(JsonElement source, string where, Oddities oddities)
    {
        _where = where;
        _oddities = oddities;
        if (source.ValueKind != JsonValueKind.Object)
        {
            Fail("non_field_errors", $"Invalid data. Expected a dictionary, but got {PythonText.TypeName(source)}.");
            return;
        }

        foreach (var property in source.EnumerateObject())
        {
            if (!_values.TryAdd(PythonText.Name(property), property.Value))
                Note($"the key {PythonText.Name(property)} twice");

            _values[PythonText.Name(property)] = property.Value;
        }
    }

    /// <summary>Messages by field: a list of them, or an object of the same kind for what is nested.</summary>
    public JsonObject Errors { get; } = [];

    public bool IsGiven(string name) => _values.ContainsKey(name);

    /// <returns>The text; <see langword="null"/> when it is absent, null, or refused.</returns>
    public string? Text(
        string name,
        int? max = null,
        bool required = false,
        bool nullable = false,
        bool blank = false,
        bool trim = true)
    {
        if (Value(name, required, nullable) is not { } value)
            return null;

        if (PythonText.Of(value) is not { } text)
        {
            Fail(name, "Not a valid string.");
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
            Note($"a number in {name}");

        if (trim)
            text = PythonText.Strip(text);

        if (text.Length == 0)
        {
            if (!blank)
                Fail(name, "This field may not be blank.");

            return blank ? text : null;
        }

        var errors = TextRules.Errors(text, value, max).ToList();
        errors.ForEach(error => Fail(name, error));
        return errors.Count == 0 ? text : null;
    }

    /// <returns>The URL; <see langword="null"/> when it is absent, null, or refused.</returns>
    public string? Url(string name)
    {
        var url = Text(name, nullable: true, blank: true);
        return string.IsNullOrEmpty(url) || UrlRule.Allows(url) ? url : Refuse<string>(name, "Enter a valid URL.");
    }

    /// <returns>The date in UTC; <see langword="null"/> when it is absent, null, or refused.</returns>
    public DateTimeOffset? Date(string name)
    {
        if (Value(name, required: false, nullable: true) is not { } value)
            return null;

        var date = value.ValueKind == JsonValueKind.String ? DateRule.Parse(PythonText.Of(value)!) : null;
        if (date is null)
            Fail(name, DateRule.Message);
        else if (!DateRule.HasOffset(PythonText.Of(value)!))
            Note($"a date without an offset in {name}");

        return date;
    }

    /// <returns>The list's values; <see langword="null"/> when it is absent, null, or no list.</returns>
    public IReadOnlyList<JsonElement>? Values(string name, bool required = false, bool nullable = false)
    {
        if (Value(name, required, nullable) is not { } value)
            return null;

        if (value.ValueKind == JsonValueKind.Array)
            return [.. value.EnumerateArray()];

        return Refuse<IReadOnlyList<JsonElement>>(
            name,
            $"Expected a list of items but got type \"{PythonText.TypeName(value)}\".");
    }

    /// <returns>
    /// The list's objects, each read by <paramref name="read"/>; <see langword="null"/> when it is absent, null, or refused.
    /// </returns>
    public IReadOnlyList<T>? Objects<T>(string name, Func<FieldReader, T> read, bool nullable = false)
    {
        if (Values(name, nullable: nullable) is not { } values)
            return null;

        var objects = new List<T>(values.Count);
        var errors = new JsonObject();
        for (var i = 0; i < values.Count; i++)
        {
            var item = new FieldReader(values[i], Invariant($"{_where}.{name}[{i}]"), _oddities);
            if (item.Errors.Count == 0)
                objects.Add(item.Read(read));

            if (item.Errors.Count > 0)
                errors.Add(Invariant($"{i}"), item.Errors);
        }

        if (errors.Count == 0)
            return objects;

        Errors[name] = errors;
        return null;
    }

    /// <returns>What <paramref name="read"/> makes of the object; keys that it did not ask for are noted.</returns>
    public T Read<T>(Func<FieldReader, T> read)
    {
        var result = read(this);
        foreach (var unknown in _values.Keys.Except(_known))
            Note($"the unknown key {unknown}");

        return result;
    }

    public void Fail(string name, string message)
    {
        if (Errors[name] is not JsonArray messages)
            Errors[name] = messages = [];

        messages.Add(message);
    }

    public void Note(string oddity) => _oddities.Note($"{_where}: {oddity}");

    private JsonElement? Value(string name, bool required, bool nullable)
    {
        _known.Add(name);
        if (!_values.TryGetValue(name, out var value))
        {
            if (required)
                Fail(name, Required);

            return null;
        }

        if (value.ValueKind != JsonValueKind.Null)
            return value;

        Note($"null for {name}");
        if (!nullable)
            Fail(name, NotNull);

        return null;
    }

    private T? Refuse<T>(string name, string message)
        where T : class
    {
        Fail(name, message);
        return null;
    }
}
