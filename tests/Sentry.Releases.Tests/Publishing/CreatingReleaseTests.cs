using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.Publishing;
using Sentry.Releases.Tests.Git;
using Sentry.Releases.Tests.StandIn;
using Sentry.StandIn;

namespace Sentry.Releases.Tests.Publishing;

[TestClass]
public sealed class CreatingReleaseTests
{
    [TestMethod]
    [RequiresOpenApiDescription]
    public async Task The_body_is_valid_by_Sentrys_own_description()
    {
        using var repository = new GitRepository();
        repository.CommitFile("a.txt");
        await using var scenario = (await CreationScenario.StartAsync()).In(repository);

        await scenario.RunAsync();

        var request = scenario.Sentry.Requests.Single();
        await OpenApiDescription.AssertRequestValid(request.Method, request.PathAndQuery, request.Text);
        Assert.IsEmpty(scenario.Sentry.Oddities, string.Join('\n', scenario.Sentry.Oddities));
    }

    [TestMethod]
    public async Task A_release_that_an_event_made_is_completed_by_one_update()
    {
        using var repository = new GitRepository();
        var head = repository.CommitFile("a.txt");
        await using var scenario = (await CreationScenario.StartAsync()).In(repository).With("SentryReleaseUrl", "https://ci.example.com/42");
        scenario.Sentry.AddRelease("app@1.0", "web");

        var report = await scenario.RunAsync();

        Assert.AreEqual("POST PUT", string.Join(' ', scenario.Sentry.Requests.Select(request => request.Method)));
        var release = scenario.Sentry.Releases.Single();
        Assert.AreEqual(head, release.Ref);
        Assert.AreEqual("https://ci.example.com/42", release.Url);
        Assert.IsNotNull(release.DateReleased);
        Assert.AreEqual(ReleaseOutcome.Updated, report.Outcome);
        Assert.AreEqual(2, report.Requests);
    }

    [TestMethod]
    public async Task A_release_that_is_as_it_should_be_gets_no_update()
    {
        await using var scenario = (await CreationScenario.StartAsync()).With("SentryReleaseDateReleased", "2026-01-31T12:00:00Z");

        await scenario.RunAsync();
        await scenario.RunAsync();

        Assert.AreEqual("POST POST", string.Join(' ', scenario.Sentry.Requests.Select(request => request.Method)));
    }

    [TestMethod]
    public async Task A_date_that_is_given_stands_against_the_one_that_Sentry_has()
    {
        await using var scenario = (await CreationScenario.StartAsync()).With("SentryReleaseDateReleased", "2026-01-31T12:00:00Z");
        await scenario.RunAsync();

        await scenario.With("SentryReleaseDateReleased", "2026-02-01T00:00:00+02:00").RunAsync();

        Assert.AreEqual(new DateTimeOffset(2026, 1, 31, 22, 0, 0, TimeSpan.Zero), scenario.Sentry.Releases.Single().DateReleased);
    }

    [TestMethod]
    public async Task Without_finalizing_the_release_has_no_date()
    {
        await using var scenario = (await CreationScenario.StartAsync()).With("SentryReleaseFinalize", "false");

        await scenario.RunAsync();

        Assert.IsNull(scenario.Sentry.Releases.Single().DateReleased);
        Assert.HasCount(1, scenario.Sentry.Requests);
    }

    [TestMethod]
    public async Task Several_projects_are_sent_in_order_and_ids_as_numbers()
    {
        await using var scenario = (await CreationScenario.StartAsync()).With("SentryProject", " api ;; 101 , api");

        await scenario.RunAsync();

        Assert.AreEqual("[\"api\",101]", scenario.Body.GetProperty("projects").GetRawText());
        CollectionAssert.AreEquivalent(new[] { "web", "api" }, scenario.Sentry.Releases.Single().Projects.Select(project => project.Slug).ToArray());
    }

    [TestMethod]
    public async Task Commits_of_a_repository_that_Sentry_must_look_up_are_sent_as_refs()
    {
        using var repository = Tagged(out var previous, out var head);
        await using var scenario = (await CreationScenario.StartAsync(Connected("acme/shop"))).In(repository).With("SentryReleaseCommitSource", "Refs");

        await scenario.RunAsync();

        var reference = scenario.Sentry.Releases.Single().Refs.Single();
        Assert.AreEqual($"acme/shop {head} {previous}", $"{reference.Repository} {reference.Commit} {reference.PreviousCommit}");
        Assert.IsFalse(scenario.Body.TryGetProperty("commits", out _));
    }

    [TestMethod]
    [DataRow("Refs")]
    [DataRow("Auto")]
    public async Task Submodules_that_Sentry_knows_are_sent_as_refs_too(string source)
    {
        using var repository = Tagged(out _, out _);
        var recorded = AddSubmodule(repository, "https://github.com/acme/lib.git");
        var options = new StandInOptions
        {
            Repositories = [new("acme/shop", Url: "https://github.com/acme/shop"), new("acme/lib", Url: "https://github.com/acme/lib")],
        };
        await using var scenario = (await CreationScenario.StartAsync(options)).In(repository).With("SentryReleaseCommitSource", source);

        await scenario.RunAsync();

        var references = scenario.Sentry.Releases.Single().Refs;
        Assert.AreEqual($"acme/lib {recorded}", $"{references[1].Repository} {references[1].Commit}");
        Assert.HasCount(2, references);
    }

    [TestMethod]
    public async Task A_submodule_that_Sentry_does_not_know_costs_only_itself()
    {
        using var repository = Tagged(out _, out var head);
        AddSubmodule(repository, "https://github.com/acme/unknown.git");
        await using var scenario = (await CreationScenario.StartAsync(Connected("acme/shop"))).In(repository).With("SentryReleaseCommitSource", "Refs");

        await scenario.RunAsync();

        Assert.Contains("without its submodules", scenario.Diagnostics.Single().Message);
        Assert.AreEqual(repository.Head(), scenario.Sentry.Releases.Single().Refs.Single().Commit);
        Assert.AreNotEqual(head, repository.Head());
    }

    [TestMethod]
    [DataRow("https://github.com/Acme/Shop", "Acme/Shop", true)]
    [DataRow("git@github.com:acme/shop.git", "Acme/Shop", true)]
    [DataRow("https://github.com/acme/other", "acme/other", false)]
    [DataRow(null, "acme/shop", false)]
    public async Task Auto_asks_whether_the_repository_is_connected(string? url, string name, bool connected)
    {
        using var repository = Tagged(out _, out _);
        await using var scenario = (await CreationScenario.StartAsync(Connected(name, url))).In(repository).With("SentryReleaseCommitSource", "Auto");

        await scenario.RunAsync();

        Assert.AreEqual("GET POST", string.Join(' ', scenario.Sentry.Requests.Select(request => request.Method)));
        Assert.AreEqual(connected, scenario.Body.TryGetProperty("refs", out _));
        Assert.AreEqual(!connected, scenario.Body.TryGetProperty("commits", out _));
        Assert.IsTrue(scenario.Diagnostics.All(diagnostic => diagnostic.Severity == Severity.Message));
    }

    [TestMethod]
    public async Task Auto_sends_local_commits_when_the_token_may_not_list_repositories()
    {
        using var repository = Tagged(out _, out _);
        var options = new StandInOptions { Tokens = [new StandInToken("sntryu_x") { Scopes = ["project:releases"] }] };
        await using var scenario = (await CreationScenario.StartAsync(options)).In(repository).With("SentryReleaseCommitSource", "Auto");

        var report = await scenario.RunAsync();

        Assert.AreEqual(ReleaseOutcome.Created, report.Outcome);
        Assert.HasCount(1, scenario.Sentry.Releases.Single().Commits);
        Assert.AreEqual("SRM3003", scenario.Codes().Single());
    }

    [TestMethod]
    public async Task A_refused_ref_does_not_cost_the_release()
    {
        using var repository = Tagged(out _, out _);
        await using var scenario = (await CreationScenario.StartAsync()).In(repository).With("SentryReleaseCommitSource", "Refs");

        var report = await scenario.RunAsync();

        Assert.AreEqual("SRM3009", scenario.Codes().Single());
        Assert.AreEqual(ReleaseOutcome.Updated, report.Outcome);
    }

    [TestMethod]
    public async Task An_author_that_an_older_server_refuses_costs_only_the_end_of_his_address()
    {
        using var repository = new GitRepository();
        repository.Git("config", "user.name", "Ada");
        repository.CommitFile("a.txt");
        repository.CommitRaw(Encoding.UTF8.GetBytes($"tree {repository.Git("rev-parse", "HEAD^{tree}")}\nparent {repository.Head()}\nauthor Ada <{new string('x', 150)}@example.org> 1700001000 +0000\ncommitter Ada <ada@example.org> 1700001000 +0000\n\nA change\n"));
        var options = new StandInOptions { Before = (context, next) => RefuseLongAddresses(context, next) };
        await using var scenario = (await CreationScenario.StartAsync(options)).In(repository);

        var report = await scenario.RunAsync();

        Assert.AreEqual(ReleaseOutcome.Created, report.Outcome);
        Assert.AreEqual("SRM3011", scenario.Codes().Single());
        Assert.Contains("without the ends of long addresses", scenario.Diagnostics.Single().Message);
        Assert.HasCount(2, scenario.Sentry.Releases.Single().Commits);
    }

    [TestMethod]
    [DataRow(413, 4)]
    [DataRow(400, 3)]
    public async Task A_server_that_refuses_all_commits_does_not_cost_the_release(int status, int requests)
    {
        using var repository = Tagged(out _, out _);
        var options = new StandInOptions { Before = (context, next) => RefuseCommits(context, next, status) };
        await using var scenario = (await CreationScenario.StartAsync(options)).In(repository);

        var report = await scenario.RunAsync();

        Assert.AreEqual(ReleaseOutcome.Created, report.Outcome);
        Assert.AreEqual("SRM3009", scenario.Codes().Single());
        Assert.AreEqual(requests, report.Requests);
        Assert.AreEqual(0, report.History.Commits);
        Assert.IsFalse(scenario.Report.GetProperty("request").TryGetProperty("commits", out _));
    }

    [TestMethod]
    public async Task A_deploy_is_recorded_once()
    {
        await using var scenario = (await CreationScenario.StartAsync())
            .With("SentryReleaseDeployEnvironment", "production")
            .With("SentryReleaseDeployName", "blue")
            .With("SentryReleaseDeployUrl", "https://shop.example.com/")
            .With("SentryReleaseDeployStarted", "2026-01-31T12:00:00Z")
            .With("SentryReleaseDeployFinished", "2026-01-31T12:05:00Z");

        var report = await scenario.RunAsync();

        var deploy = scenario.Sentry.Releases.Single().Deploys.Single();
        Assert.AreEqual("production blue https://shop.example.com/", $"{deploy.Environment} {deploy.Name} {deploy.Url}");
        Assert.Contains(", deployed to production, in ", ReleaseSummary.Of(report)!);
        Assert.AreEqual(2, report.Requests);
    }

    [TestMethod]
    public async Task A_refused_deploy_is_said_and_the_release_stays()
    {
        await using var scenario = (await CreationScenario.StartAsync()).With("SentryReleaseCommitSource", "None").With("SentryReleaseDeployEnvironment", "a/b");

        var report = await scenario.RunAsync();

        Assert.AreEqual(ReleaseOutcome.Created, report.Outcome);
        Assert.AreEqual("SRM3001", scenario.Codes().Single());
        Assert.Contains("SentryReleaseDeployEnvironment", scenario.Diagnostics.Single().Message);
    }

    [TestMethod]
    public async Task Without_a_repository_the_build_names_the_commit()
    {
        var commit = new string('a', 40);
        await using var scenario = await CreationScenario.StartAsync();

        await scenario.RunAsync(scenario.Build() with { SourceRevisionId = commit });

        Assert.AreEqual(commit, scenario.Sentry.Releases.Single().Ref);
        Assert.AreEqual("SRM2001", scenario.Codes().Single());
    }

    [TestMethod]
    [DataRow("GITHUB_SHA")]
    [DataRow("CI_COMMIT_SHA")]
    [DataRow("BUILD_SOURCEVERSION")]
    [DataRow("BITBUCKET_COMMIT")]
    [DataRow("GIT_COMMIT")]
    [DataRow("BUILD_VCS_NUMBER")]
    [DataRow("CIRCLE_SHA1")]
    [DataRow("APPVEYOR_REPO_COMMIT")]
    [DataRow("TRAVIS_COMMIT")]
    [DataRow("BUILDKITE_COMMIT")]
    [DataRow("CODEBUILD_RESOLVED_SOURCE_VERSION")]
    public async Task Without_a_repository_the_CI_service_names_the_commit(string variable)
    {
        var commit = new string('b', 40);
        await using var scenario = await CreationScenario.StartAsync();
        scenario.Machine.Variables[variable] = commit;

        await scenario.RunAsync();

        Assert.AreEqual(commit, scenario.Sentry.Releases.Single().Ref);
    }

    [TestMethod]
    public async Task Without_a_repository_refs_come_from_the_CI_service()
    {
        var commit = new string('c', 40);
        await using var scenario = (await CreationScenario.StartAsync(Connected("acme/shop"))).With("SentryReleaseCommitSource", "Refs");
        scenario.Machine.Variables["GITHUB_SHA"] = commit;
        scenario.Machine.Variables["GITHUB_REPOSITORY"] = "acme/shop";

        await scenario.RunAsync();

        Assert.AreEqual(commit, scenario.Sentry.Releases.Single().Refs.Single().Commit);
    }

    [TestMethod]
    [DataRow("git@github.com:acme/shop.git", "https://github.com/acme/shop/commit/{0}")]
    [DataRow("https://user:secret@gitlab.com/acme/sub/shop.git", "https://gitlab.com/acme/sub/shop/-/commit/{0}")]
    [DataRow("https://bitbucket.org/acme/shop", "https://bitbucket.org/acme/shop/commits/{0}")]
    [DataRow("git@ssh.dev.azure.com:v3/acme/shop/web", "https://dev.azure.com/acme/shop/_git/web/commit/{0}")]
    [DataRow("https://git.example.com/acme/shop.git", null)]
    public async Task The_release_links_to_its_commit_where_the_host_is_known(string remote, string? expected)
    {
        using var repository = new GitRepository();
        var head = repository.CommitFile("a.txt");
        repository.Git("remote", "add", "origin", remote);
        await using var scenario = (await CreationScenario.StartAsync()).In(repository);

        await scenario.RunAsync();

        Assert.AreEqual(expected?.Replace("{0}", head, StringComparison.Ordinal), scenario.Sentry.Releases.Single().Url);
        Assert.DoesNotContain("secret", File.ReadAllText(scenario.ReportPath));
    }

    [TestMethod]
    public async Task A_verified_release_says_so()
    {
        using var repository = Tagged(out _, out _);
        await using var scenario = (await CreationScenario.StartAsync()).In(repository).With("SentryReleaseVerify", "true");

        var report = await scenario.RunAsync();

        Assert.IsEmpty(scenario.Diagnostics);
        Assert.Contains("Sentry holds the release app@1.0", report.Notes.Single());
    }

    [TestMethod]
    public async Task A_dry_run_sends_nothing_and_reports_the_request()
    {
        using var repository = Tagged(out _, out var head);
        await using var scenario = (await CreationScenario.StartAsync()).In(repository).With("SentryReleaseDryRun", "true");

        await scenario.RunAsync();

        Assert.IsEmpty(scenario.Sentry.Requests);
        Assert.AreEqual("dry-run", scenario.Report.GetProperty("outcome").GetString());
        Assert.AreEqual(JsonValueKind.Null, scenario.Report.GetProperty("status").ValueKind);
        Assert.AreEqual(head, scenario.Report.GetProperty("request").GetProperty("commits")[0].GetProperty("id").GetString());
    }

    [TestMethod]
    public async Task Refs_for_an_unknown_repository_are_left_out_with_a_warning()
    {
        await using var scenario = (await CreationScenario.StartAsync()).With("SentryReleaseCommitSource", "Refs");

        await scenario.RunAsync();

        CollectionAssert.AreEqual(new[] { "SRM2001", "SRM2001" }, scenario.Codes().ToArray());
        Assert.HasCount(1, scenario.Sentry.Releases);
    }

    private static StandInOptions Connected(string name, string? url = "https://github.com/acme/shop") =>
        new() { Repositories = [new StandInRepository("null/url", Url: null), new StandInRepository(name, Url: url)] };

    private static Task RefuseLongAddresses(HttpContext context, RequestDelegate next) =>
        Text(context).Contains(new string('x', 76), StringComparison.Ordinal)
            ? Refuse(context, 400, """{"commits":{"0":{"author_email":["Ensure this field has no more than 75 characters."]}}}""")
            : next(context);

    private static Task RefuseCommits(HttpContext context, RequestDelegate next, int status) =>
        Text(context).Contains("\"commits\"", StringComparison.Ordinal)
            ? Refuse(context, status, status == 400 ? """{"commits":["odd"]}""" : "<html><title>Request Entity Too Large</title></html>")
            : next(context);

    private static string Text(HttpContext context) => context.Features.Get<RecordedRequest>()!.Text;

    private static Task Refuse(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(body);
    }

    private static string AddSubmodule(GitRepository repository, string url)
    {
        var recorded = new string('d', 40);
        repository.Write(".gitmodules", $"[submodule \"lib\"]\n\tpath = lib\n\turl = {url}\n");
        repository.Git("add", ".gitmodules");
        repository.Git("update-index", "--add", "--cacheinfo", $"160000,{recorded},lib");
        repository.Git("commit", "--quiet", "-m", "Add a submodule");
        return recorded;
    }

    private static GitRepository Tagged(out string previous, out string head)
    {
        var repository = new GitRepository();
        repository.Git("remote", "add", "origin", "https://github.com/acme/shop.git");
        previous = repository.CommitFile("a.txt");
        repository.Git("tag", "v1");
        head = repository.CommitFile("b.txt");
        return repository;
    }
}
