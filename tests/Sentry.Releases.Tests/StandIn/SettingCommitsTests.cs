using Sentry.StandIn;

namespace Sentry.Releases.Tests.StandIn;

[TestClass]
public sealed class SettingCommitsTests
{
    [TestMethod]
    public async Task Commits_are_sorted_newest_first_and_equal_timestamps_keep_their_order()
    {
        await using var client = await StandInClient.StartAsync();

        var answer = await client.CreateAsync("app@1", """
            "commits": [
              {"id": "old", "timestamp": "2026-01-01T00:00:00Z"},
              {"id": "new1", "timestamp": "2026-01-02T02:00:00+02:00"},
              {"id": "new2", "timestamp": "2026-01-02T00:00:00Z"}
            ]
            """);

        Assert.AreEqual("new1|new2|old", Ids(client));
        Assert.AreEqual("new1", answer.Json.GetProperty("lastCommit").GetProperty("id").GetString());
        Assert.AreEqual(3, answer.Json.GetProperty("commitCount").GetInt32());
    }

    [TestMethod]
    public async Task Without_timestamps_the_order_is_kept()
    {
        await using var client = await StandInClient.StartAsync();

        await client.CreateAsync("app@1", """ "commits": [{"id": "b"}, {"id": "a"}, {"id": "c"}] """);

        Assert.AreEqual("b|a|c", Ids(client));
    }

    [TestMethod]
    public async Task Commits_replace_those_before_and_an_empty_list_leaves_them()
    {
        await using var client = await StandInClient.StartAsync();
        await client.CreateAsync("app@1", """ "commits": [{"id": "a"}, {"id": "b"}] """);

        await client.CreateAsync("app@1", """ "commits": [{"id": "c"}] """);
        await client.CreateAsync("app@1", """ "commits": [] """);
        await client.CreateAsync("app@1");

        Assert.AreEqual("c", Ids(client));
    }

    [TestMethod]
    public async Task Commits_marked_skipsentry_are_dropped_and_not_counted()
    {
        await using var client = await StandInClient.StartAsync();

        var answer = await client.CreateAsync(
            "app@1",
            """ "commits": [{"id": "a", "message": "x #skipsentry y"}, {"id": "b", "message": "z"}] """);

        Assert.AreEqual(1, answer.Json.GetProperty("commitCount").GetInt32());
        Assert.AreEqual("b", Ids(client));
    }

    [TestMethod]
    public async Task A_commit_sent_twice_is_listed_once_and_counted_twice()
    {
        await using var client = await StandInClient.StartAsync();

        var answer = await client.CreateAsync("app@1", """ "commits": [{"id": "a"}, {"id": "a"}] """);

        Assert.AreEqual(2, answer.Json.GetProperty("commitCount").GetInt32());
        Assert.AreEqual("a", Ids(client));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow(", \"repository\": \"\"")]
    [DataRow(", \"repository\": null")]
    public async Task Without_a_repository_a_commit_is_the_organization_s(string repository)
    {
        await using var client = await StandInClient.StartAsync(new StandInOptions { OrganizationId = 77 });

        await client.CreateAsync("app@1", $$""" "commits": [{"id": "a"{{repository}}}] """);

        Assert.AreEqual("organization-77", client.Sentry.Releases[0].Commits[0].Repository.Name);
    }

    [TestMethod]
    public async Task An_unknown_repository_is_made_without_a_provider_and_case_counts()
    {
        await using var client = await StandInClient.StartAsync(new StandInOptions { Repositories = [new StandInRepository("Acme/Shop")] });

        await client.CreateAsync(
            "app@1",
            """ "commits": [{"id": "a", "repository": "acme/shop"}, {"id": "b", "repository": "Acme/Shop"}] """);

        Assert.IsNull(client.Sentry.Releases[0].Commits[0].Repository.Provider);
        Assert.AreEqual("integrations:github", client.Sentry.Releases[0].Commits[1].Repository.Provider);
        Assert.AreEqual("Acme/Shop|acme/shop", (await client.GetAsync("repos/")).Each("name"));
    }

    [TestMethod]
    public async Task A_commit_sent_again_is_updated_everywhere_by_what_is_given()
    {
        await using var client = await StandInClient.StartAsync();
        await client.CreateAsync("app@1", """
            "commits": [{"id": "a", "message": "old", "author_email": "j@x", "timestamp": "2026-01-01T00:00:00Z",
                         "patch_set": [{"path": "x", "type": "M"}]}]
            """);

        await client.CreateAsync(
            "app@2",
            """ "commits": [{"id": "a", "message": "new", "patch_set": [{"path": "y", "type": "A"}, {"path": "x", "type": "M"}]}] """);

        var commit = client.Sentry.Releases[0].Commits[0];
        Assert.AreEqual("new", commit.Message);
        Assert.AreEqual("j@x", commit.Author!.Email);
        Assert.AreEqual(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), commit.DateCreated);
        Assert.AreEqual("M x|A y", string.Join('|', commit.FileChanges.Select(change => $"{change.Type} {change.Path}")));
    }

    [TestMethod]
    [DataRow("\"author_name\": \"Jané O'Neil\"", "janoneil@localhost")]
    [DataRow("\"author_name\": \"J\", \"author_email\": null", "j@localhost")]
    [DataRow("\"author_name\": \"J\", \"author_email\": \"\"", null)]
    [DataRow("\"author_email\": \"not an address\"", "not an address")]
    [DataRow("\"message\": \"m\"", null)]
    public async Task An_author_is_known_by_address(string fields, string? email)
    {
        await using var client = await StandInClient.StartAsync();

        await client.CreateAsync("app@1", $$""" "commits": [{"id": "a", {{fields}}}] """);

        Assert.AreEqual(email, client.Sentry.Releases[0].Commits[0].Author?.Email);
    }

    [TestMethod]
    public async Task An_address_is_in_lower_case_and_at_most_75_characters()
    {
        await using var client = await StandInClient.StartAsync();

        await client.CreateAsync("app@1", $$""" "commits": [{"id": "a", "author_email": "{{new string('E', 76)}}"}] """);

        Assert.AreEqual(new string('e', 72) + "...", client.Sentry.Releases[0].Commits[0].Author!.Email);
    }

    [TestMethod]
    public async Task The_newest_commit_of_an_address_names_its_author()
    {
        await using var client = await StandInClient.StartAsync();

        var answer = await client.CreateAsync("app@1", """
            "commits": [
              {"id": "a", "timestamp": "2026-01-01T00:00:00Z", "author_name": "Old", "author_email": "j@x"},
              {"id": "b", "timestamp": "2026-01-02T00:00:00Z", "author_name": "New", "author_email": "j@x"}
            ]
            """);

        Assert.AreEqual("""[{"name":"New","email":"j@x"}]""", answer.Json.GetProperty("authors").GetRawText());
    }

    [TestMethod]
    public async Task A_commit_without_a_name_wipes_its_author_s()
    {
        await using var client = await StandInClient.StartAsync();
        await client.CreateAsync("app@1", """ "commits": [{"id": "a", "author_name": "Jane", "author_email": "j@x"}] """);

        await client.CreateAsync("app@2", """ "commits": [{"id": "b", "author_email": "J@x"}] """);

        Assert.IsNull(client.Sentry.Releases[0].Commits[0].Author!.Name);
    }

    [TestMethod]
    public async Task A_commit_sent_again_without_an_author_keeps_it()
    {
        await using var client = await StandInClient.StartAsync();
        await client.CreateAsync("app@1", """ "commits": [{"id": "a", "author_name": "Jane", "author_email": "j@x"}] """);

        await client.CreateAsync("app@2", """ "commits": [{"id": "a", "author_email": ""}] """);

        Assert.AreEqual("Jane", client.Sentry.Releases[0].Commits[0].Author!.Name);
    }

    [TestMethod]
    public async Task Of_two_changes_of_one_path_in_a_commit_the_first_is_kept()
    {
        await using var client = await StandInClient.StartAsync();

        await client.CreateAsync(
            "app@1",
            """ "commits": [{"id": "a", "patch_set": [{"path": "x", "type": "D"}, {"path": "x", "type": "A"}]}] """);

        Assert.AreEqual("D", client.Sentry.Releases[0].Commits[0].FileChanges.Single().Type);
    }

    private static string Ids(StandInClient client) =>
        string.Join('|', client.Sentry.Releases.Single().Commits.Select(commit => commit.Id));
}
