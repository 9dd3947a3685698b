using Sentry.Releases.Diagnostics;
using Sentry.Releases.SentryApi;
using Sentry.StandIn;
using Sentry.StandIn.Behavior;
using Sentry.StandIn.Store;

namespace Sentry.Releases.Tests.SentryApi;

/// <summary>What Sentry tells of the token and of what the organization has set up, and of how releases run.</summary>
[TestClass]
public sealed class SetUpTests
{
    private static readonly string[] ReadingScopes = ["org:read", "project:read", "project:releases"];

    [TestMethod]
    public async Task A_users_token_tells_its_scopes()
    {
        await using var server = await StartAsync();
        var token = server.Client.GetToken();
        CollectionAssert.AreEquivalent(ReadingScopes, token.Scopes.ToArray());
    }

    [TestMethod]
    public async Task An_organizations_token_tells_its_scope()
    {
        await using var server = await ApiServer.StartAsync();
        var token = server.Client.GetToken();
        Assert.AreEqual("org:ci", token.Scopes.Single());
    }

    [TestMethod]
    public async Task The_projects_are_read()
    {
        await using var server = await StartAsync();
        server.Sentry.AddEvent("app@1", "web", "staging", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

        CollectionAssert.AreEquivalent(new[] { "web", "api" }, server.Client.ListProjects().ToList().Select(project => project.Slug).ToArray());
        var project = server.Client.GetProject("web");
        Assert.AreEqual("101", project.Id);
        Assert.IsTrue(project.HasAccess);
        Assert.AreEqual("staging", project.Environments.Single());
    }

    [TestMethod]
    public async Task A_project_that_is_not_there_is_the_failure()
    {
        await using var server = await StartAsync();
        var failure = Assert.ThrowsExactly<SentryApiException>(() => server.Client.GetProject("wep"));
        Assert.AreEqual(DiagnosticCodes.NotFound, failure.Code);
        Assert.AreEqual(Subject.Projects, failure.Subjects[0]);
    }

    [TestMethod]
    public async Task What_an_organizations_token_may_not_read_is_said_with_the_scope()
    {
        await using var server = await ApiServer.StartAsync();
        foreach (var (scope, read) in new (string, Func<object>)[]
        {
            ("org:read", () => server.Client.ListProjects().ToList()),
            ("project:read", () => server.Client.GetProject("web")),
        })
        {
            var failure = Assert.ThrowsExactly<SentryApiException>(read);
            Assert.AreEqual(DiagnosticCodes.Forbidden, failure.Code);
            Assert.AreEqual(scope, failure.RequiredScope);
            Assert.DoesNotContain("organization token", failure.Message);
        }
    }

    [TestMethod]
    public async Task Code_mappings_are_read_by_an_organizations_token_too()
    {
        await using var server = await ApiServer.StartAsync(new StandInOptions
        {
            Repositories = [new("acme/shop")],
            CodeMappings = [new("web", "acme/shop", "/src/", "")],
        });
        var mapping = server.Client.ListCodeMappings().ToList().Single();
        Assert.AreEqual(new CodeMapping("web", "acme/shop", "/src/", ""), mapping);
    }

    [TestMethod]
    public async Task A_release_tells_its_events_and_its_last_deploy()
    {
        var seen = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        await using var server = await ApiServer.StartAsync();
        server.Sentry.AddRelease("app@1.2.3+abc", "web");
        server.Sentry.AddEvent("app@1.2.3+abc", "web", "production", seen);
        server.Sentry.AddDeploy("app@1.2.3+abc", "staging", seen);
        server.Sentry.SetNewIssues("app@1.2.3+abc", "web", 3);
        var release = server.Client.GetRelease("app@1.2.3+abc");
        Assert.AreEqual((seen, seen, 3), (release.FirstEvent, release.LastEvent, release.NewGroups));
        Assert.AreEqual("staging", release.LastDeploy!.Environment);
        Assert.AreEqual(0, release.CommitCount);
    }

    [TestMethod]
    public async Task Health_comes_when_it_is_asked_for()
    {
        await using var server = await ApiServer.StartAsync();
        server.Sentry.AddRelease("app@1", "web");
        server.Sentry.AddSession("app@1", "web", new StoredSession("1", "ada", "production", IsCrashed: false));
        Assert.IsNull(server.Client.ListReleases().ToList().Single().Projects!.Single().Health);
        var health = server.Client.ListReleases(new ReleaseFilter { WithHealth = true }).ToList().Single().Projects!.Single().Health;
        Assert.AreEqual((1L, 1L, 100.0, 100.0), (health!.Users, health.Sessions, health.Adoption, health.CrashFreeUsers));
    }

    [TestMethod]
    public async Task Releases_are_found_by_their_environment()
    {
        await using var server = await ApiServer.StartAsync();
        server.Sentry.AddEvent("app@1", "web", "staging");
        server.Sentry.AddEvent("app@2", "web", "production");
        var found = server.Client.ListReleases(new ReleaseFilter { Environments = ["production"] }).ToList();
        Assert.AreEqual("app@2", found.Single().Version);
        Assert.EndsWith("/releases/?environment=production", server.Paths.Single());
    }

    [TestMethod]
    public async Task A_server_that_leaves_fields_out_is_seen_to_leave_them_out()
    {
        await using var server = await ApiServer.StartAsync(new StandInOptions { Like = ServerBehavior.GlitchTip });
        var response = server.Client.CreateRelease(new ReleaseRequest { Version = "app@1", Projects = ["web"], Url = "https://example.com/" });
        Assert.IsNull(response.CommitCount);
        Assert.AreEqual("app@1", server.Client.ListReleases().ToList().Single().Version);
    }

    private static Task<ApiServer> StartAsync() => ApiServer.StartAsync(new StandInOptions
    {
        Tokens = [new StandInToken("reader") { Scopes = ReadingScopes, User = "ada@example.org" }],
    });
}
