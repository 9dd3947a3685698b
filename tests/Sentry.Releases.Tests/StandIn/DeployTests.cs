namespace Sentry.Releases.Tests.StandIn;

[TestClass]
public sealed class DeployTests
{
    [TestMethod]
    public async Task Each_request_adds_a_deploy()
    {
        await using var client = await StartAsync();

        (await DeployAsync(client, """{"environment": "prod"}""")).AssertIs(201);
        (await DeployAsync(client, """{"environment": "prod"}""")).AssertIs(201);

        Assert.AreEqual(2, (await client.GetAsync("releases/app@1/")).Json.GetProperty("deployCount").GetInt32());
    }

    [TestMethod]
    public async Task The_last_of_each_environment_is_listed_newest_first()
    {
        await using var client = await StartAsync();
        await DeployAsync(client, """{"environment": "prod", "name": "p1", "dateFinished": "2026-01-01T00:00:00Z"}""");
        await DeployAsync(client, """{"environment": "prod", "name": "p2", "dateFinished": "2026-01-02T00:00:00Z"}""");
        await DeployAsync(client, """{"environment": "test", "name": "t1", "dateFinished": "2026-01-03T00:00:00Z"}""");

        Assert.AreEqual("t1|p2", (await client.GetAsync("releases/app@1/deploys/")).Each("name"));
    }

    [TestMethod]
    public async Task Without_a_date_it_finished_now_and_null_crashes_the_server()
    {
        await using var client = await StartAsync();
        var before = DateTimeOffset.UtcNow;

        (await DeployAsync(client, """{"environment": "prod"}""")).AssertIs(201);
        (await DeployAsync(client, """{"environment": "prod", "dateFinished": null}""")).AssertIsCrash();

        Assert.IsTrue(client.Sentry.Releases[0].Deploys.Single().DateFinished >= before);
    }

    [TestMethod]
    [DataRow("{}", """{"environment": ["This field is required."]}""")]
    [DataRow("""{"environment": "a/b"}""", """{"environment": ["Invalid value for environment"]}""")]
    [DataRow("""{"environment": "a\nb"}""", """{"environment": ["Invalid value for environment"]}""")]
    [DataRow("""{"environment": "a\fb"}""", """{"environment": ["Invalid value for environment"]}""")]
    [DataRow("""{"environment": "a\rb"}""", """{"environment": ["Invalid value for environment"]}""")]
    [DataRow("""{"environment": " "}""", """{"environment": ["This field may not be blank."]}""")]
    [DataRow("""{"environment": "e", "url": "no"}""", """{"url": ["Enter a valid URL."]}""")]
    [DataRow("""{"environment": "e", "projects": []}""", """{"projects": ["This list may not be empty."]}""")]
    [DataRow("""{"environment": "e", "projects": ["web", "nope"]}""", """{"projects": {"1": ["Invalid project"]}}""")]
    [DataRow(
        """{"environment": "e", "projects": ["api"]}""",
        """{"detail": {"code": "parameter-validation-error", "message": ": Invalid projects (api) for release app@1", "extra": {}}}""")]
    public async Task What_is_wrong_is_named(string body, string errors)
    {
        await using var client = await StartAsync();

        (await DeployAsync(client, body)).AssertIs(400, errors);
        Assert.IsEmpty(client.Sentry.Releases[0].Deploys);
    }

    [TestMethod]
    [DataRow("environment")]
    [DataRow("name")]
    public async Task Names_have_at_most_64_characters(string field)
    {
        await using var client = await StartAsync();
        var rest = field == "environment" ? "" : "\"environment\": \"e\", ";

        (await DeployAsync(client, $$"""{ {{rest}} "{{field}}": "{{new string('x', 64)}}"}""")).AssertIs(201);
        (await DeployAsync(client, $$"""{ {{rest}} "{{field}}": "{{new string('x', 65)}}"}"""))
            .AssertRefused(field, "Ensure this field has no more than 64 characters.");
    }

    [TestMethod]
    [DataRow("a b")]
    [DataRow("a\\\\b")]
    [DataRow("a\\tb")]
    [DataRow("a\\u0007b")]
    [DataRow("ü")]
    public async Task Almost_any_name_of_an_environment_is_taken(string environment)
    {
        await using var client = await StartAsync();

        (await DeployAsync(client, $$"""{"environment": "{{environment}}"}""")).AssertIs(201);
        Assert.IsEmpty(client.Sentry.Oddities);
    }

    [TestMethod]
    [DataRow(".")]
    [DataRow("..")]
    [DataRow("none")]
    public async Task A_name_that_no_event_may_have_is_taken_and_noted(string environment)
    {
        await using var client = await StartAsync();

        (await DeployAsync(client, $$"""{"environment": "{{environment}}"}""")).AssertIs(201);
        Assert.HasCount(1, client.Sentry.Oddities);
    }

    [TestMethod]
    public async Task A_URL_longer_than_its_column_crashes_the_server()
    {
        await using var client = await StartAsync();
        var url = "https://example.com/".PadRight(200, 'a');

        (await DeployAsync(client, $$"""{"environment": "e", "url": "{{url}}"}""")).AssertIs(201);
        (await DeployAsync(client, $$"""{"environment": "e", "url": "{{url}}a"}""")).AssertIsCrash();

        Assert.HasCount(1, client.Sentry.Releases[0].Deploys);
    }

    private static async Task<StandInClient> StartAsync()
    {
        var client = await StandInClient.StartAsync();
        await client.CreateAsync("app@1");
        return client;
    }

    private static Task<Answer> DeployAsync(StandInClient client, string body) => client.PostAsync("releases/app@1/deploys/", body);
}
