using System.Text.Json;
using Sentry.StandIn.Http;

namespace Sentry.StandIn.Validation;

/// <summary>A deploy that passed <see cref="DeployRules"/>.</summary>
internal sealed record DeployInput(
    string Environment,
    string? Name,
    string? Url,
    DateTimeOffset? DateStarted,
    Given<DateTimeOffset?> DateFinished,
    IReadOnlyList<string>? Projects);

/// <summary>The body that records a deploy.</summary>
internal static class DeployRules
{
    private const int MaxLength = 64;

    public static DeployInput Read(JsonElement body, Oddities oddities)
    {
        var fields = new FieldReader(body, "deploy", oddities);
        var input = fields.Errors.Count == 0 ? fields.Read(Read) : null;
        return fields.Errors.Count == 0 ? input! : throw new ApiException(StatusCodes.Status400BadRequest, fields.Errors);
    }

    private static DeployInput Read(FieldReader fields) => new(
        ReadEnvironment(fields) ?? "",
        fields.Text("name", max: MaxLength, nullable: true, blank: true),
        fields.Url("url"),
        fields.Date("dateStarted"),
        new Given<DateTimeOffset?>(fields.IsGiven("dateFinished"), fields.Date("dateFinished")),
        ReadProjects(fields));

    private static string? ReadEnvironment(FieldReader fields)
    {
        var environment = fields.Text("environment", max: MaxLength, required: true);
        if (environment is "." or ".." or "none" || environment?.Any(c => c is '/' or '\\' || char.IsControl(c)) is true)
            fields.Fail("environment", "Invalid value for environment");

        return environment;
    }

    private static IReadOnlyList<string>? ReadProjects(FieldReader fields)
    {
        if (fields.Values("projects") is not { } projects)
            return null;

        if (projects.Count == 0)
            fields.Fail("projects", "This list may not be empty.");

        return [.. projects.Select(project => PythonText.Of(project) ?? "")];
    }
}
