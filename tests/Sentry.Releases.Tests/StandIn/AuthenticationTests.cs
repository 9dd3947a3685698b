using System.Text;
using System.Text.Json;
using Sentry.StandIn;

namespace Sentry.Releases.Tests.StandIn;

[TestClass]
public sealed class AuthenticationTests
{
    [TestMethod]
    [DataRow(null, "Authentication credentials were not provided.")]
    [DataRow("Basic abc", "Authentication credentials were not provided.")]
    [DataRow("Bearer", "Invalid token header. No credentials provided.")]
    [DataRow("Bearer a b", "Invalid token header. Token string should not contain spaces.")]
    [DataRow("Bearer wrong", "Invalid token")]
    [DataRow("Bearer sntrys_x_y", "Invalid org token")]
    [DataRow("Bearer past", "Token expired")]
    public async Task Without_a_good_token_the_answer_is_401(string? header, string detail)
    {
        await using var client = await StandInClient.StartAsync(new StandInOptions
        {
            Tokens = [new StandInToken("good"), new StandInToken("past") { Expired = true }],
        });

        (await AskAsync(client, header)).AssertIs(401, $$"""{"detail": "{{detail}}"}""");
    }

    [TestMethod]
    public async Task The_scheme_s_case_does_not_count()
    {
        await using var client = await StandInClient.StartAsync();

        (await AskAsync(client, "bEARER " + client.Sentry.Token)).AssertIs(200);
    }

    [TestMethod]
    [DataRow("project:read", "GET", "releases/", 200)]
    [DataRow("project:read", "POST", "releases/", 403)]
    [DataRow("project:write", "POST", "releases/", 400)]
    [DataRow("org:ci", "POST", "releases/", 400)]
    [DataRow("org:ci", "DELETE", "releases/a/", 403)]
    [DataRow("project:releases", "DELETE", "releases/a/", 404)]
    [DataRow("project:releases", "GET", "repos/", 403)]
    [DataRow("org:ci", "GET", "repos/", 200)]
    [DataRow("org:ci", "GET", "projects/", 403)]
    [DataRow("org:read", "GET", "projects/", 200)]
    [DataRow("event:read", "GET", "releases/", 403)]
    [DataRow("org:ci", "GET", "./", 403)]
    [DataRow("org:read", "GET", "./", 200)]
    [DataRow("project:releases", "GET", "./", 403)]
    [DataRow("org:ci", "GET", "code-mappings/", 200)]
    [DataRow("org:integrations", "GET", "code-mappings/", 200)]
    [DataRow("project:releases", "GET", "code-mappings/", 403)]
    [DataRow("org:ci", "GET", "environments/", 403)]
    [DataRow("org:ci", "GET", "../../projects/acme/web/", 403)]
    [DataRow("project:releases", "GET", "../../projects/acme/web/", 403)]
    [DataRow("project:read", "GET", "../../projects/acme/web/", 200)]
    [DataRow("project:releases", "GET", "releases/a/previous-with-commits/", 404)]
    [DataRow("org:read", "GET", "releases/a/deploys/", 403)]
    public async Task A_token_opens_what_its_scope_opens(string scope, string method, string path, int status)
    {
        await using var client = await StandInClient.StartAsync(new StandInOptions
        {
            Tokens = [new StandInToken("t") { Scopes = [scope] }],
        });

        var answer = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        answer.AssertIs(status);
        if (status == 403)
            answer.AssertIs(403, """{"detail": "You do not have permission to perform this action."}""");
    }

    [TestMethod]
    public async Task An_unknown_organization_is_404_and_its_id_is_as_good_as_its_slug()
    {
        await using var client = await StandInClient.StartAsync();

        (await client.GetAsync("../nope/releases/")).AssertIs(404, """{"detail": "The requested resource does not exist"}""");
        (await client.GetAsync("../4501/releases/")).AssertIs(200);
    }

    [TestMethod]
    public async Task A_token_of_another_organization_is_403()
    {
        await using var client = await StandInClient.StartAsync(new StandInOptions
        {
            Tokens = [new StandInToken("t") { Organization = "other" }],
        });

        (await client.GetAsync("releases/")).AssertIs(403);
    }

    [TestMethod]
    public async Task The_token_it_makes_names_its_address_and_organization()
    {
        await using var client = await StandInClient.StartAsync();

        var parts = client.Sentry.Token.Split('_');
        var payload = JsonSerializer.Deserialize<JsonElement>(Encoding.UTF8.GetString(Convert.FromBase64String(parts[1])));

        Assert.HasCount(3, parts);
        Assert.AreEqual("sntrys", parts[0]);
        Assert.AreEqual(client.Sentry.Url.ToString().TrimEnd('/'), payload.GetProperty("url").GetString());
        Assert.AreEqual("acme", payload.GetProperty("org").GetString());
    }

    private static Task<Answer> AskAsync(StandInClient client, string? header)
    {
        client.DefaultHeaders.Authorization = null;
        var request = new HttpRequestMessage(HttpMethod.Get, "releases/");
        if (header is not null)
            request.Headers.TryAddWithoutValidation("Authorization", header);

        return client.SendAsync(request);
    }
}
