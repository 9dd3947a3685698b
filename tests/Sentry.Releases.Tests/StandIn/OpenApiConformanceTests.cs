using Sentry.StandIn;
using Sentry.StandIn.Store;

namespace Sentry.Releases.Tests.StandIn;

[TestClass]
[RequiresOpenApiDescription]
public sealed class OpenApiConformanceTests
{
    private const string Releases = "/api/0/organizations/acme/releases/";
    private const string Release = Releases + "app%401.2.3%2Babc/";

    private const string FullBody = """
        {
          "version": "app@1.2.3+abc", "projects": ["web", 102], "ref": "abc", "url": "https://example.com/r",
          "dateReleased": "2026-01-02T03:04:05Z", "status": "open", "owner": "jane",
          "commits": [
            {
              "id": "b2", "repository": "acme/shop", "message": "Fix the cart", "author_name": "Jane", "author_email": "jane@example.com",
              "timestamp": "2026-01-02T03:04:05+02:00", "patch_set": [{"path": "cart.cs", "type": "M"}, {"path": "old.cs", "type": "D"}]
            },
            { "id": "a1", "timestamp": "2026-01-01T03:04:05.25Z" }
          ],
          "refs": [{"repository": "acme/shop", "commit": "b2", "previousCommit": "a0"}]
        }
        """;

    [TestMethod]
    public async Task Creating_a_release_conforms_at_first_and_again()
    {
        await using var client = await StartAsync();
        await AssertConformsAsync(client, "POST", Releases, 201, FullBody);
        await AssertConformsAsync(client, "POST", Releases, 208, FullBody);
    }

    [TestMethod]
    public async Task Creating_the_least_of_a_release_conforms()
    {
        await using var client = await StartAsync();
        await AssertConformsAsync(client, "POST", Releases, 201, """{"version": "1.2.3", "projects": ["web"]}""");
    }

    [TestMethod]
    public async Task Updating_a_release_conforms()
    {
        await using var client = await StartFilledAsync();
        await AssertConformsAsync(client, "PUT", Release, 200, """{"ref": "def", "dateReleased": "2026-02-02T03:04:05Z", "refs": []}""");
    }

    [TestMethod]
    [DataRow(Releases)]
    [DataRow(Releases + "?query=app&per_page=1")]
    [DataRow(Release)]
    [DataRow(Releases + "?health=1&adoptionStages=1")]
    [DataRow(Release + "?health=1&adoptionStages=1")]
    [DataRow(Release + "commits/")]
    [DataRow(Release + "files/")]
    [DataRow(Release + "deploys/")]
    [DataRow("/api/0/organizations/acme/repos/")]
    [DataRow("/api/0/organizations/acme/projects/")]
    public async Task Reading_conforms(string path)
    {
        await using var client = await StartFilledAsync();
        await AssertConformsAsync(client, "GET", path, 200);
    }

    [TestMethod]
    public async Task Recording_a_deploy_conforms()
    {
        await using var client = await StartFilledAsync();
        await AssertConformsAsync(
            client,
            "POST",
            Release + "deploys/",
            201,
            """
            {
              "environment": "prod", "name": "d1", "url": "https://example.com/d", "dateStarted": "2026-01-02T03:04:05Z",
              "projects": ["web"]
            }
            """);
    }

    [TestMethod]
    [DataRow("""{"projects": ["web"]}""")]
    [DataRow("""{"version": "a@1", "projects": "web"}""")]
    [DataRow("""{"version": "a@1", "projects": ["web"], "commits": [{"message": "no id"}]}""")]
    [DataRow("""{"version": "a@1", "projects": ["web"], "commits": [{"id": "a", "patch_set": [{"path": "x", "type": "AM"}]}]}""")]
    public async Task What_the_description_refuses_the_stand_in_refuses(string body)
    {
        await using var client = await StartAsync();
        await Assert.ThrowsExactlyAsync<AssertFailedException>(() => OpenApiDescription.AssertRequestValid("POST", Releases, body));

        var answer = await client.PostAsync("releases/", body);

        answer.AssertIs(400);
    }

    [TestMethod]
    [DataRow("[{}]")]
    [DataRow("{}")]
    [DataRow("""[{"dateCreated": null, "id": "1", "name": "acme/shop"}]""")]
    public async Task An_answer_that_does_not_conform_is_told_apart(string answer) =>
        await Assert.ThrowsExactlyAsync<AssertFailedException>(
            () => OpenApiDescription.AssertResponseValid("GET", "/api/0/organizations/acme/repos/", 200, answer));

    private static Task<StandInClient> StartAsync() => StandInClient.StartAsync(new StandInOptions
    {
        Members = ["jane"],
        Repositories = [new StandInRepository("acme/shop", Url: "https://github.com/acme/shop")],
        Tokens = [new StandInToken("all") { Scopes = ["org:ci", "org:read"] }],
    });

    private static async Task<StandInClient> StartFilledAsync()
    {
        var client = await StartAsync();
        (await client.PostAsync(Releases, FullBody)).AssertIs(201);
        (await client.PostAsync(Release + "deploys/", """{"environment": "test", "name": "d0"}""")).AssertIs(201);
        client.Sentry.AddEvent("app@1.2.3+abc", "web");
        client.Sentry.AddSession("app@1.2.3+abc", "web", new StoredSession("s1", "u1", "production", IsCrashed: false));
        client.Sentry.SetNewIssues("app@1.2.3+abc", "web", 2);
        client.Sentry.AddFile("app@1.2.3+abc", new StoredFile("~/app.js.map", 12, new string('a', 40)));
        return client;
    }

    private static async Task AssertConformsAsync(StandInClient client, string method, string path, int status, string? body = null)
    {
        if (body is not null)
            await OpenApiDescription.AssertRequestValid(method, path, body);

        var answer = method switch
        {
            "POST" => await client.PostAsync(path, body!),
            "PUT" => await client.PutAsync(path, body!),
            _ => await client.GetAsync(path),
        };
        answer.AssertIs(status);
        await OpenApiDescription.AssertResponseValid(method, path, status, answer.Text);
    }
}
