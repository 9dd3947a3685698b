using System.Text.Json.Nodes;
using Sentry.StandIn.Http;

namespace Sentry.StandIn.Endpoints;

/// <summary><c>/api/0/</c>: what the caller's token is and may do. It answers also without one.</summary>
internal sealed class IndexEndpoint(Authentication authentication)
{
    public Task GetAsync(HttpContext context)
    {
        var token = authentication.Find(context);
        return JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, new JsonObject
        {
            ["version"] = "0",
            ["auth"] = token is null ? null : new JsonObject { ["scopes"] = JsonAnswer.Texts(token.Scopes) },
            ["user"] = token?.User is { } email ? User(email) : null,
        });
    }

    private static JsonObject User(string email) => new()
    {
        ["id"] = "1",
        ["name"] = email.Split('@')[0],
        ["username"] = email,
        ["email"] = email,
        ["isActive"] = true,
        ["isManaged"] = false,
        ["isSuperuser"] = false,
        ["emails"] = new JsonArray(new JsonObject { ["id"] = "1", ["email"] = email, ["is_verified"] = true }),
    };
}
