using Sentry.StandIn;
using Sentry.StandIn.Store;

namespace Sentry.Releases.Tests.StandIn;

[TestClass]
public sealed class RefRuleTests
{
    private static readonly string LongId = new('a', 65);

    [TestMethod]
    public async Task Heads_are_kept_and_their_commits_come_later()
    {
        await using var client = await StartAsync();

        var answer = await client.CreateAsync("app@1", """ "refs": [{"repository": "acme/shop", "commit": "b", "previousCommit": "a"}] """);

        answer.AssertIs(201);
        Assert.AreEqual(0, answer.Json.GetProperty("commitCount").GetInt32());
        Assert.AreEqual(new StoredRef("acme/shop", "b", "a"), client.Sentry.Releases[0].Refs.Single());
    }

    [TestMethod]
    public async Task A_range_overrides_the_previous_commit()
    {
        await using var client = await StartAsync();

        await client.CreateAsync("app@1", """ "refs": [{"repository": "acme/shop", "commit": "x..y", "previousCommit": "a"}] """);

        Assert.AreEqual(new StoredRef("acme/shop", "y", "x"), client.Sentry.Releases[0].Refs.Single());
    }

    [TestMethod]
    public async Task A_range_of_three_dots_gives_a_bogus_commit()
    {
        await using var client = await StartAsync();

        await client.CreateAsync("app@1", """ "refs": [{"repository": "acme/shop", "commit": "x...y"}] """);

        Assert.AreEqual(".y", client.Sentry.Releases[0].Refs.Single().Commit);
    }

    [TestMethod]
    public async Task Two_ranges_in_one_crash_the_server()
    {
        await using var client = await StartAsync();

        (await client.CreateAsync("app@1", """ "refs": [{"repository": "acme/shop", "commit": "a..b..c"}] """)).AssertIsCrash();
    }

    [TestMethod]
    public async Task A_commit_or_either_side_of_a_range_has_1_to_64_characters()
    {
        await using var client = await StartAsync();

        await AssertRefusedAsync(client, "..b", "Commit cannot begin or end with ..");
        await AssertRefusedAsync(client, "a..", "Commit cannot begin or end with ..");
        await AssertRefusedAsync(client, LongId, "Commit too long - max is 64 chars");
        await AssertRefusedAsync(client, "a.." + LongId, "Start or end commit too long - max is 64 chars");
    }

    [TestMethod]
    public async Task What_is_missing_or_too_long_is_named()
    {
        await using var client = await StartAsync();

        var answer = await client.CreateAsync(
            "app@1",
            $$""" "refs": [{"repository": "{{new string('r', 201)}}", "previousCommit": "{{LongId}}"}] """);

        answer.AssertIs(400, """
            {"refs": {"0": {
              "commit": ["This field is required."],
              "repository": ["Ensure this field has no more than 200 characters."],
              "previousCommit": ["Ensure this field has no more than 64 characters."]
            }}}
            """);
    }

    [TestMethod]
    public async Task An_unknown_repository_is_refused_and_case_counts()
    {
        await using var client = await StartAsync();

        var answer = await client.CreateAsync(
            "app@1",
            """ "refs": [{"repository": "Acme/Shop", "commit": "a"}, {"repository": "x/y", "commit": "a"}] """);

        answer.AssertRefused("refs", "Invalid repository names: Acme/Shop,x/y");
        Assert.HasCount(1, client.Sentry.Releases);
    }

    [TestMethod]
    public async Task A_repository_that_commits_of_the_same_request_make_is_known()
    {
        await using var client = await StartAsync();

        var answer = await client.CreateAsync(
            "app@1",
            """ "commits": [{"id": "a", "repository": "x/y"}], "refs": [{"repository": "x/y", "commit": "a"}] """);

        answer.AssertIs(201);
    }

    [TestMethod]
    public async Task The_deprecated_heads_count_only_without_refs()
    {
        await using var client = await StartAsync();
        const string heads = """ "headCommits": [{"repository": "acme/shop", "currentId": "h", "previousId": "g"}] """;

        await client.CreateAsync("app@1", heads);
        await client.CreateAsync("app@2", """ "refs": [{"repository": "acme/shop", "commit": "r"}], """ + heads);

        Assert.AreEqual(new StoredRef("acme/shop", "h", "g"), client.Sentry.Releases[0].Refs.Single());
        Assert.AreEqual("r", client.Sentry.Releases[1].Refs.Single().Commit);
    }

    private static Task<StandInClient> StartAsync() =>
        StandInClient.StartAsync(new StandInOptions { Repositories = [new StandInRepository("acme/shop")] });

    private static async Task AssertRefusedAsync(StandInClient client, string commit, string error)
    {
        var answer = await client.CreateAsync("app@1", $$""" "refs": [{"repository": "acme/shop", "commit": "{{commit}}"}] """);
        answer.AssertRefused("refs.0.commit", error);
    }
}
