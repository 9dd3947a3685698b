using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sentry.StandIn.Http;
using Sentry.StandIn.Store;

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

    private static readonly SearchValues<char> Forbidden = SearchValues.Create("\n\r\f/");

    public static DeployInput Read(JsonElement body, Oddities oddities)
    {
        var fields = new FieldReader(body, "deploy", oddities);
        var input = fields.Errors.Count == 0 ? fields.Read(Read) : null;
        return fields.Errors.Count == 0 ? input! : throw new ApiException(StatusCodes.Status400BadRequest, fields.Errors);
    }

    /// <summary>The projects of a deploy, which must be the organization's and the release's.</summary>
    /// <exception cref="ApiException">400.</exception>
    public static IReadOnlyList<StandInProject> FindProjects(
        StoredRelease release,
        IReadOnlyList<StandInProject> known,
        IReadOnlyList<string> keys)
    {
        var found = keys.Select(key => known.FirstOrDefault(project => project.Slug == key || Invariant($"{project.Id}") == key)).ToList();
        if (found.Contains(null))
            throw new ApiException(StatusCodes.Status400BadRequest, new JsonObject { ["projects"] = UnknownProjects(found) });

        var strangers = found.OfType<StandInProject>().Except(release.Projects).Select(project => project.Slug).ToList();
        return strangers.Count == 0
            ? [.. found.OfType<StandInProject>()]
            : throw ApiException.Parameter($"Invalid projects ({string.Join(", ", strangers)}) for release {release.Version}");
    }

    private static JsonObject UnknownProjects(List<StandInProject?> found)
    {
        var errors = new JsonObject();
        for (var i = 0; i < found.Count; i++)
        {
            if (found[i] is null)
                errors.Add(Invariant($"{i}"), new JsonArray("Invalid project"));
        }

        return errors;
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
        if (environment?.AsSpan().ContainsAny(Forbidden) is true)
            fields.Fail("environment", "Invalid value for environment");
        else if (environment is "." or ".." or "none")
            fields.Note($"the environment {environment}, which no event may name");

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
