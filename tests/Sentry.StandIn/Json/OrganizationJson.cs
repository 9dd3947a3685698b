using System.Text.Json.Nodes;
using Sentry.StandIn.Http;

namespace Sentry.StandIn.Json;

/// <summary>The organization as Sentry's answers show it, with those of their many fields that a client of releases reads.</summary>
internal static class OrganizationJson
{
    public static JsonObject Of(StandInOptions options) => new()
    {
        ["id"] = Invariant($"{options.OrganizationId}"),
        ["slug"] = options.Organization,
        ["name"] = options.Organization,
        ["status"] = new JsonObject { ["id"] = "active", ["name"] = "active" },
        ["dateCreated"] = "2024-01-01T00:00:00Z",
        ["isEarlyAdopter"] = false,
        ["require2FA"] = false,
        ["avatar"] = new JsonObject { ["avatarType"] = "letter_avatar", ["avatarUuid"] = null },
        ["features"] = new JsonArray("releases"),
        ["hasAuthProvider"] = false,
    };

    public static JsonObject Detailed(StandInOptions options, Caller caller, HttpRequest request)
    {
        var json = Of(options);
        var server = $"{request.Scheme}://{request.Host}{request.PathBase}";
        json["links"] = new JsonObject { ["organizationUrl"] = server, ["regionUrl"] = server };
        json["access"] = JsonAnswer.Texts(caller.Token.Scopes);
        json["role"] = "member";
        return json;
    }
}
