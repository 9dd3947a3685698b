namespace Sentry.Releases.Tests.StandIn;

[TestClass]
public sealed class CommitRuleTests
{
    [TestMethod]
    [DataRow("id", 64)]
    [DataRow("repository", 64)]
    [DataRow("author_name", 128)]
    [DataRow("author_email", 200)]
    public async Task A_field_has_a_limit(string field, int limit)
    {
        await using var client = await StandInClient.StartAsync();

        (await SendAsync(client, Commit(field, limit))).AssertIs(201);
        (await SendAsync(client, Commit(field, limit + 1)))
            .AssertRefused($"commits.0.{field}", $"Ensure this field has no more than {limit} characters.");

        static string Commit(string field, int length) =>
            (field == "id" ? "" : "\"id\": \"a\", ") + $"\"{field}\": \"{new string('a', length)}\"";
    }

    [TestMethod]
    public async Task A_message_has_no_limit()
    {
        await using var client = await StandInClient.StartAsync();

        (await SendAsync(client, $"\"id\": \"a\", \"message\": \"{new string('m', 300_000)}\"")).AssertIs(201);

        Assert.AreEqual(300_000, client.Sentry.Releases[0].Commits[0].Message!.Length);
    }

    [TestMethod]
    [DataRow("\"message\": \"x\"", "id", "This field is required.")]
    [DataRow("\"id\": \" \"", "id", "This field may not be blank.")]
    [DataRow("\"id\": null", "id", "This field may not be null.")]
    [DataRow("\"id\": \"a\", \"message\": []", "message", "Not a valid string.")]
    [DataRow("\"id\": \"a\", \"patch_set\": {}", "patch_set", "Expected a list of items but got type \"dict\".")]
    public async Task What_is_wrong_in_a_commit_is_named(string commit, string field, string error)
    {
        await using var client = await StandInClient.StartAsync();

        (await SendAsync(client, commit)).AssertRefused($"commits.0.{field}", error);
    }

    [TestMethod]
    [DataRow("null", "commits", "This field may not be null.")]
    [DataRow("{}", "commits", "Expected a list of items but got type \"dict\".")]
    [DataRow("[\"a\"]", "commits.0.non_field_errors", "Invalid data. Expected a dictionary, but got str.")]
    public async Task Commits_are_a_list_of_objects(string commits, string field, string error)
    {
        await using var client = await StandInClient.StartAsync();

        (await client.CreateAsync("app@1", $"\"commits\": {commits}")).AssertRefused(field, error);
    }

    [TestMethod]
    public async Task Errors_are_keyed_by_index_at_every_level()
    {
        await using var client = await StandInClient.StartAsync();

        var answer = await client.CreateAsync("app@1", """
            "commits": [
              {"id": "a"},
              {"id": "b", "patch_set": [{"path": "x", "type": "M"}, {"path": "y", "type": "R"}, {"type": "A"}]}
            ]
            """);

        answer.AssertIs(400, """
            {"commits": {"1": {"patch_set": {
              "1": {"type": ["Commit patch_set type R is not supported."]},
              "2": {"path": ["This field is required."]}
            }}}}
            """);
        Assert.IsEmpty(client.Sentry.Releases);
    }

    [TestMethod]
    [DataRow("A", null)]
    [DataRow("M", null)]
    [DataRow("D", null)]
    [DataRow("C", "Commit patch_set type C is not supported.")]
    [DataRow("T", "Commit patch_set type T is not supported.")]
    [DataRow("a", "Commit patch_set type a is not supported.")]
    [DataRow("R100", "Ensure this field has no more than 1 characters.")]
    public async Task A_change_is_A_or_M_or_D(string type, string? error)
    {
        await using var client = await StandInClient.StartAsync();

        var answer = await SendAsync(client, $$""" "id": "a", "patch_set": [{"path": "x", "type": "{{type}}"}] """);

        if (error is null)
            answer.AssertIs(201);
        else
            answer.AssertRefused("commits.0.patch_set.0.type", error);
    }

    [TestMethod]
    public async Task A_path_has_1_to_510_characters()
    {
        await using var client = await StandInClient.StartAsync();

        (await SendAsync(client, Change(510))).AssertIs(201);
        (await SendAsync(client, Change(511)))
            .AssertRefused("commits.0.patch_set.0.path", "Ensure this field has no more than 510 characters.");
        (await SendAsync(client, Change(0))).AssertRefused("commits.0.patch_set.0.path", "This field may not be blank.");

        static string Change(int length) => $$""" "id": "a", "patch_set": [{"path": "{{new string('p', length)}}", "type": "M"}] """;
    }

    [TestMethod]
    [DataRow(" \\t\\n")]
    [DataRow("\\u001c\\u001d\\u001e\\u001f")]
    [DataRow("\\u00a0\\u0085\\u2003")]
    public async Task A_path_of_what_Python_strips_is_blank_and_costs_the_whole_request(string path)
    {
        await using var client = await StandInClient.StartAsync();

        (await SendAsync(client, $$""" "id": "a", "patch_set": [{"path": "ok", "type": "M"}, {"path": "{{path}}", "type": "M"}] """))
            .AssertRefused("commits.0.patch_set.1.path", "This field may not be blank.");
        Assert.IsEmpty(client.Sentry.Releases);
    }

    [TestMethod]
    [DataRow("""[{"id": "a", "message": null}]""")]
    [DataRow("""[{"id": "a", "timestamp": null}]""")]
    [DataRow("""[{"id": "a", "timestamp": null}, {"id": "b", "timestamp": null}]""")]
    [DataRow("""[{"id": "a", "timestamp": "2026-01-01T00:00:00Z"}, {"id": "b"}]""")]
    public async Task Null_messages_and_mixed_timestamps_crash_the_server_after_the_release_is_made(string commits)
    {
        await using var client = await StandInClient.StartAsync();

        (await client.CreateAsync("app@1", $"\"commits\": {commits}")).AssertIsCrash();

        Assert.IsEmpty(client.Sentry.Releases.Single().Commits);
    }

    [TestMethod]
    public async Task Other_nulls_pass_as_if_absent()
    {
        await using var client = await StandInClient.StartAsync();

        var answer = await SendAsync(
            client,
            """ "id": "a", "repository": null, "author_name": null, "author_email": null, "patch_set": null """);

        answer.AssertIs(201);
    }

    private static Task<Answer> SendAsync(StandInClient client, string commit) =>
        client.CreateAsync("app@1", $$""" "commits": [{ {{commit}} }] """);
}
