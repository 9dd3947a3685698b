using Sentry.StandIn;

namespace Sentry.Releases.Tests.StandIn;

[TestClass]
public sealed class CodeMappingTests
{
    [TestMethod]
    public async Task A_mapping_names_its_project_repository_and_roots()
    {
        await using var client = await StartAsync();

        var json = (await client.GetAsync("code-mappings/?project=101")).Json[0];

        string[] fields = ["projectId", "projectSlug", "repoName", "stackRoot", "sourceRoot", "defaultBranch", "integrationId"];
        Assert.AreEqual("101|web|acme/shop|/_/|src/|main|1", string.Join('|', fields.Select(field => json.GetProperty(field).GetString())));
        Assert.AreEqual("GitHub", json.GetProperty("provider").GetProperty("name").GetString());
        Assert.IsFalse(json.GetProperty("automaticallyGenerated").GetBoolean());
        Assert.AreEqual(
            (await client.GetAsync("repos/?query=shop")).Each("id"),
            json.GetProperty("repoId").GetString());
    }

    [TestMethod]
    [DataRow("", "/_/|/build/|app/")]
    [DataRow("?project=-1", "/_/|/build/|app/")]
    [DataRow("?project=102", "app/")]
    [DataRow("?integrationId=1", "/_/|/build/")]
    [DataRow("?integrationId=2", "app/")]
    [DataRow("?per_page=1", "/_/")]
    public async Task Mappings_are_found_by_project_and_integration(string query, string roots)
    {
        await using var client = await StartAsync();

        Assert.AreEqual(roots, (await client.GetAsync("code-mappings/" + query)).Each("stackRoot"));
    }

    [TestMethod]
    [DataRow("?integrationId=9", 404)]
    [DataRow("?project=999", 403)]
    public async Task What_is_not_there_is_said(string query, int status)
    {
        await using var client = await StartAsync();

        (await client.GetAsync("code-mappings/" + query)).AssertIs(status);
    }

    [TestMethod]
    public async Task Repositories_are_found_by_their_integration()
    {
        await using var client = await StartAsync();

        Assert.AreEqual("acme/api", (await client.GetAsync("repos/?integration_id=2")).Each("name"));
    }

    [TestMethod]
    [DataRow("nope", "acme/shop")]
    [DataRow("web", "acme/nope")]
    public async Task A_mapping_of_what_is_not_there_is_a_mistake_of_the_test(string project, string repository) =>
        await Assert.ThrowsExactlyAsync<ArgumentException>(() => SentryStandIn.StartAsync(new StandInOptions
        {
            Repositories = [new StandInRepository("acme/shop")],
            CodeMappings = [new StandInCodeMapping(project, repository, "a", "b")],
        }));

    private static Task<StandInClient> StartAsync() => StandInClient.StartAsync(new StandInOptions
    {
        Repositories = [new StandInRepository("acme/shop"), new StandInRepository("acme/api", "integrations:gitlab")],
        CodeMappings =
        [
            new StandInCodeMapping("web", "acme/shop", "/_/", "src/"),
            new StandInCodeMapping("web", "acme/shop", "/build/", "") { AutomaticallyGenerated = true },
            new StandInCodeMapping("api", "acme/api", "app/", ""),
        ],
    });
}
