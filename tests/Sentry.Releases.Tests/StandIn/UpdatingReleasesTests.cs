namespace Sentry.Releases.Tests.StandIn;

[TestClass]
public sealed class UpdatingReleasesTests
{
    [TestMethod]
    public async Task Date_ref_url_status_and_commits_are_set()
    {
        await using var client = await StandInClient.StartAsync();
        await client.CreateAsync("app@1");

        var answer = await client.PutAsync("releases/app@1/", """
            {
              "ref": "r", "url": "https://example.com/", "dateReleased": "2026-01-01T00:00:00Z", "status": "archived",
              "commits": [{"id": "a"}]
            }
            """);

        answer.AssertIs(200);
        var release = client.Sentry.Releases[0];
        Assert.AreEqual("r", release.Ref);
        Assert.AreEqual("https://example.com/", release.Url);
        Assert.AreEqual(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), release.DateReleased);
        Assert.AreEqual("archived", release.Status);
        Assert.AreEqual("a", release.Commits.Single().Id);
    }

    [TestMethod]
    public async Task Nothing_can_be_cleared_but_commits_by_empty_refs()
    {
        await using var client = await StandInClient.StartAsync();
        await client.CreateAsync("app@1", """ "ref": "r", "dateReleased": "2026-01-01T00:00:00Z", "commits": [{"id": "a"}] """);

        await client.PutAsync("releases/app@1/", """{"ref": "", "url": null, "dateReleased": null, "commits": []}""");
        Assert.AreEqual("r", client.Sentry.Releases[0].Ref);
        Assert.IsNotNull(client.Sentry.Releases[0].DateReleased);
        Assert.HasCount(1, client.Sentry.Releases[0].Commits);

        var answer = await client.PutAsync("releases/app@1/", """{"refs": []}""");
        Assert.AreEqual(0, answer.Json.GetProperty("commitCount").GetInt32());
        Assert.IsEmpty(client.Sentry.Releases[0].Commits);
    }

    [TestMethod]
    public async Task Projects_and_version_are_ignored_and_noted()
    {
        await using var client = await StandInClient.StartAsync();
        await client.CreateAsync("app@1");

        (await client.PutAsync("releases/app@1/", """{"version": "other", "projects": ["api"]}""")).AssertIs(200);

        Assert.AreEqual("app@1", client.Sentry.Releases[0].Version);
        Assert.AreEqual("web", client.Sentry.Releases[0].Projects.Single().Slug);
        Assert.HasCount(2, client.Sentry.Oddities);
    }

    [TestMethod]
    public async Task The_rules_of_creating_hold()
    {
        await using var client = await StandInClient.StartAsync();
        await client.CreateAsync("app@1");

        (await client.PutAsync("releases/app@1/", """{"url": "no"}""")).AssertRefused("url", "Enter a valid URL.");
        (await client.PutAsync("releases/app@1/", """{"refs": [{"repository": "x", "commit": "a"}]}"""))
            .AssertRefused("refs", "Invalid repository names: x");
        client.Sentry.CommitsLocked = true;
        (await client.PutAsync("releases/app@1/", """{"commits": [{"id": "a"}]}""")).AssertIs(409);
    }

    [TestMethod]
    public async Task An_unknown_release_is_404()
    {
        await using var client = await StandInClient.StartAsync();

        (await client.PutAsync("releases/app@1/", "{}")).AssertIs(404, """{"detail": "The requested resource does not exist"}""");
    }
}
