using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Sentry.StandIn.Http;

namespace Sentry.StandIn.Behavior;

/// <summary>What of a <see cref="ServerBehavior"/> a request's body meets.</summary>
internal sealed class RequestRules(ServerBehavior behavior)
{
    private const string DeployBody = "deploy";
    private const string NotSupported = "This field is not supported.";

    private readonly ConcurrentDictionary<Breakage, int> _broken = new(ReferenceEqualityComparer.Instance);

    /// <summary>The first breakage that is still to come.</summary>
    /// <param name="body">The body.</param>
    /// <param name="wholeBody">Whether to look at those of the body as a whole, which come before its fields are looked at.</param>
    public Breakage? FindBreakage(SentBody body, bool wholeBody) => behavior.BreaksOn
        .Where(breakage => IsWholeBody(breakage.On) == wholeBody && Meets(body, breakage.On))
        .FirstOrDefault(breakage => breakage.Times is not { } times || _broken.AddOrUpdate(breakage, 1, (_, count) => count + 1) <= times);

    /// <exception cref="ApiException">400 for what is refused, 422 for a project that is named by its id.</exception>
    public void RequireAllowed(SentBody body)
    {
        foreach (var rule in behavior.Refuses)
        {
            var places = Places(body, rule).ToList();
            if (places.Count > 0)
                throw new ApiException(StatusCodes.Status400BadRequest, FieldPaths.Errors(places, Message(rule)));
        }

        if (behavior.TakesProjectSlugsOnly && body.Json["projects"] is JsonArray projects)
            RequireSlugs(projects);
    }

    private static void RequireSlugs(JsonArray projects)
    {
        var number = projects.TakeWhile(project => project is JsonValue value && value.TryGetValue<string>(out _)).Count();
        if (number == projects.Count)
            return;

        var error = new JsonObject
        {
            ["type"] = "string_type",
            ["loc"] = new JsonArray("body", "payload", "projects", number),
            ["msg"] = "Input should be a valid string",
        };
        throw new ApiException(StatusCodes.Status422UnprocessableEntity, new JsonObject { ["detail"] = new JsonArray(error) });
    }

    private static bool Meets(SentBody body, FieldRule rule) =>
        IsWholeBody(rule)
            ? body.IsDeploy == (rule.Path == DeployBody) && (rule.LongerThan is not { } bytes || body.Length > bytes)
            : Places(body, rule).Any();

    private static bool IsWholeBody(FieldRule rule) => rule.Path is "" or DeployBody;

    private static IEnumerable<IReadOnlyList<string>> Places(SentBody body, FieldRule rule) =>
        FieldPaths.Find(body.Json, rule.Path)
            .Where(found => rule.LongerThan is not { } length || FieldPaths.IsLonger(found.Value, length))
            .Select(found => body.IsDeploy ? found.Steps.Skip(1).ToList() : found.Steps);

    private static string Message(FieldRule rule) =>
        rule.LongerThan is { } length ? Invariant($"Ensure this field has no more than {length} characters.") : NotSupported;
}
