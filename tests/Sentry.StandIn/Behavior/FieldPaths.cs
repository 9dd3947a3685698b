using System.Text.Json.Nodes;
using Sentry.StandIn.Validation;

namespace Sentry.StandIn.Behavior;

/// <summary>Finds, removes and names what a path such as <c>commits.patch_set.path</c> leads to; lists on the way are walked.</summary>
internal static class FieldPaths
{
    /// <returns>Where the field is given and what it is there: each step a name or an index.</returns>
    public static IEnumerable<(IReadOnlyList<string> Steps, JsonNode Value)> Find(JsonNode? node, string path) =>
        Find(node, path.Split('.'), []).Where(found => found.Value is not JsonArray { Count: 0 });

    public static bool IsLonger(JsonNode value, int length) => value switch
    {
        JsonArray list => list.Count > length,
        JsonValue single when single.TryGetValue<string>(out var text) => PythonText.Length(text) > length,
        _ => false,
    };

    public static void Remove(JsonNode? node, string path)
    {
        var (parent, name) = path.LastIndexOf('.') is var dot && dot >= 0 ? (path[..dot], path[(dot + 1)..]) : ("", path);
        var parents = parent.Length == 0 ? [node] : Find(node, parent).Select(found => (JsonNode?)found.Value).ToList();
        foreach (var holder in parents.SelectMany(Objects))
            holder.Remove(name);
    }

    /// <summary>Errors in the shape of the server's: nested by name and index.</summary>
    public static JsonObject Errors(IEnumerable<IReadOnlyList<string>> places, string message)
    {
        var errors = new JsonObject();
        foreach (var steps in places)
        {
            var holder = errors;
            foreach (var step in steps.SkipLast(1))
                holder = (JsonObject)(holder[step] ??= new JsonObject());

            holder[steps[^1]] = new JsonArray(message);
        }

        return errors;
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject single => [single],
        JsonArray list => list.OfType<JsonObject>(),
        _ => [],
    };

    private static IEnumerable<(IReadOnlyList<string> Steps, JsonNode Value)> Find(JsonNode? node, string[] names, string[] steps) =>
        node switch
        {
            null => [],
            JsonArray list when names.Length > 0 => list.SelectMany((item, i) => Find(item, names, [.. steps, Invariant($"{i}")])),
            JsonObject holder when names.Length > 0 => Find(holder[names[0]], names[1..], [.. steps, names[0]]),
            _ when names.Length == 0 => [(steps, node)],
            _ => [],
        };
}
