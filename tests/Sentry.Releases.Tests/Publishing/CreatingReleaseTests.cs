using System.Text.Json;
using Sentry.Releases.Publishing;
using Sentry.Releases.Tests.Git;
using Sentry.Releases.Tests.StandIn;

namespace Sentry.Releases.Tests.Publishing;

/// <summary>What is sent for a release, and what is reported of it.</summary>
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
        using var repository = ShopRepository.Tagged(out _, out _);
        await using var scenario = (await CreationScenario.StartAsync()).In(repository).With("SentryReleaseVerify", "true");

        var report = await scenario.RunAsync();

        Assert.IsEmpty(scenario.Diagnostics);
        Assert.Contains("Sentry holds the release app@1.0", report.Notes.Single());
    }

    [TestMethod]
    [DataRow(null, true)]
    [DataRow("HEAD~1", false)]
    public async Task Without_a_tag_it_is_said_how_to_mark_a_release(string? previousRevision, bool isSaid)
    {
        using var repository = new GitRepository();
        repository.CommitFile("a.txt");
        repository.CommitFile("a.txt");
        await using var scenario = (await CreationScenario.StartAsync()).In(repository).With("SentryReleasePreviousRevision", previousRevision ?? "");

        var report = await scenario.RunAsync();

        Assert.AreEqual(isSaid, ReleaseSummary.Hint(report)?.Contains("Tag what you release, as by 'git tag v1.2.3'", StringComparison.Ordinal) == true);
    }

    [TestMethod]
    public async Task A_dry_run_sends_nothing_and_reports_the_request()
    {
        using var repository = ShopRepository.Tagged(out _, out var head);
        await using var scenario = (await CreationScenario.StartAsync()).In(repository).With("SentryReleaseDryRun", "true");

        var report = await scenario.RunAsync();

        Assert.IsEmpty(scenario.Sentry.Requests);
        Assert.AreEqual(1, report.Commits);
        Assert.EndsWith($" s. The request is in {scenario.ReportPath}", ReleaseSummary.Of(report)!);
        Assert.IsEmpty(report.Notes);
        Assert.AreEqual("dry-run", scenario.Report.GetProperty("outcome").GetString());
        Assert.AreEqual(JsonValueKind.Null, scenario.Report.GetProperty("status").ValueKind);
        Assert.AreEqual(head, scenario.Report.GetProperty("request").GetProperty("commits")[0].GetProperty("id").GetString());
    }

    [TestMethod]
    public async Task A_ref_that_is_given_is_sent_instead_of_the_commit()
    {
        using var repository = ShopRepository.Tagged();
        await using var scenario = (await CreationScenario.StartAsync()).In(repository).With("SentryReleaseRef", "release/1.0");

        await scenario.RunAsync();

        Assert.AreEqual("release/1.0", scenario.Sentry.Releases.Single().Ref);
    }

    [TestMethod]
    public async Task A_ref_too_long_for_Sentry_is_cut()
    {
        await using var scenario = (await CreationScenario.StartAsync()).With("SentryReleaseCommitSource", "None").With("SentryReleaseRef", new string('r', 201));

        await scenario.RunAsync();

        Assert.AreEqual(new string('r', 200), scenario.Sentry.Releases.Single().Ref);
        Assert.IsEmpty(scenario.Diagnostics);
    }

    [TestMethod]
    public async Task The_history_is_reported()
    {
        using var repository = ShopRepository.Tagged(out var previous, out var head);
        await using var scenario = (await CreationScenario.StartAsync()).In(repository).With("SentryReleasePaths", "b.txt;docs");

        await scenario.RunAsync();

        var history = scenario.Report.GetProperty("history");
        Assert.AreEqual(
            $$"""{"reader":"git","repository":"acme/shop","head":"{{head}}","previousTag":"v1","previousCommit":"{{previous}}","base":"tag","paths":["b.txt","docs"],"commits":1,"truncated":false,"shallow":false}""",
            JsonSerializer.Serialize(history));
    }

    [TestMethod]
    public async Task Commits_beyond_the_limit_are_said_and_reported_as_truncated()
    {
        using var repository = ShopRepository.Tagged();
        repository.CommitFile("c.txt");
        await using var scenario = (await CreationScenario.StartAsync()).In(repository).With("SentryReleaseMaxCommits", "1");

        var report = await scenario.RunAsync();

        Assert.AreEqual("SRM2004", scenario.Codes().Single());
        Assert.AreEqual("1 older commit is left out of the release, because SentryReleaseMaxCommits allows no more. Raise it, or tag releases more often.", scenario.Diagnostics[0].Message);
        Assert.IsTrue(scenario.Report.GetProperty("history").GetProperty("truncated").GetBoolean());
        Assert.AreEqual(1, report.Commits);
    }

    [TestMethod]
    public async Task A_shallow_clone_is_reported()
    {
        using var repository = ShopRepository.Tagged();
        var clone = repository.Clone("--depth=1", "--no-tags");
        await using var scenario = (await CreationScenario.StartAsync()).In(repository).With("SentryReleaseGitDirectory", clone);

        await scenario.RunAsync();

        Assert.IsTrue(scenario.Report.GetProperty("history").GetProperty("shallow").GetBoolean());
        Assert.AreEqual("none", scenario.Report.GetProperty("history").GetProperty("base").GetString());
    }

    [TestMethod]
    public async Task The_report_names_the_assembly_from_where_it_lies_itself()
    {
        await using var scenario = (await CreationScenario.StartAsync()).With("SentryReleaseDryRun", "true");

        await scenario.RunAsync();

        Assert.AreEqual("../app.dll", scenario.Report.GetProperty("assembly").GetString());
    }

    [TestMethod]
    [DataRow("true", false, "skipped")]
    [DataRow("true", true, "created")]
    [DataRow("false", false, "created")]
    public async Task Only_unattended_builds_release_where_that_is_asked_for(string onlyInCI, bool unattended, string outcome)
    {
        await using var scenario = (await CreationScenario.StartAsync()).With("SentryReleaseOnlyInCI", onlyInCI).With("SentryReleaseCommitSource", "None");

        scenario.Machine.Variables["CI"] = unattended ? "true" : "false";

        var report = await scenario.RunAsync();

        Assert.AreEqual(outcome, report.OutcomeName);
        Assert.AreEqual(outcome, scenario.Report.GetProperty("outcome").GetString());
        Assert.AreEqual(outcome == "skipped" ? 0 : 1, scenario.Sentry.Requests.Count);
        Assert.AreEqual(outcome == "skipped", report.Notes.Any(note => note.Contains("SentryReleaseOnlyInCI", StringComparison.Ordinal)));
        Assert.IsEmpty(scenario.Diagnostics);
    }

    [TestMethod]
    public async Task A_dry_run_is_held_back_nowhere()
    {
        await using var scenario = (await CreationScenario.StartAsync()).With("SentryReleaseOnlyInCI", "true").With("SentryReleaseDryRun", "true");

        Assert.AreEqual(ReleaseOutcome.DryRun, (await scenario.RunAsync()).Outcome);
    }
}
