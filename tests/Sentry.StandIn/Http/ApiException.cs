using System.Text.Json.Nodes;

namespace Sentry.StandIn.Http;

/// <summary>An answer other than success, in one of Sentry's error shapes.</summary>
internal sealed class ApiException(int status, JsonNode body) : Exception
{
    public int Status { get; } = status;

    public JsonNode Body { get; } = body;

    /// <summary>The shape of everything but field errors: <c>{"detail": "..."}</c>.</summary>
    public static ApiException Detail(int status, string detail) => new(status, new JsonObject { ["detail"] = detail });

    /// <summary>The shape of field errors: <c>{"field": ["..."]}</c>.</summary>
    public static ApiException Field(string field, string message) =>
        new(StatusCodes.Status400BadRequest, new JsonObject { [field] = new JsonArray(message) });

    /// <summary>The shape in which some parameters are refused: an object for the detail.</summary>
    public static ApiException Parameter(string message)
    {
        var detail = new JsonObject { ["code"] = "parameter-validation-error", ["message"] = $": {message}", ["extra"] = new JsonObject() };
        return new ApiException(StatusCodes.Status400BadRequest, new JsonObject { ["detail"] = detail });
    }

    public static ApiException NotFound() => Detail(StatusCodes.Status404NotFound, "The requested resource does not exist");

    public static ApiException Forbidden() =>
        Detail(StatusCodes.Status403Forbidden, "You do not have permission to perform this action.");

    /// <summary>For what the server does and the stand-in does not.</summary>
    public static ApiException NotModelled(string what) =>
        Detail(StatusCodes.Status501NotImplemented, $"The stand-in {what}.");

    /// <summary>What the server answers where its own code fails on what its validation let through.</summary>
    public static ApiException Crash() => new(
        StatusCodes.Status500InternalServerError,
        new JsonObject { ["detail"] = "Internal Error", ["errorId"] = Guid.NewGuid().ToString("n") });
}
