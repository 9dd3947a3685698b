using Sentry.Releases.Diagnostics;
using Sentry.Releases.Publishing;
using Sentry.StandIn;

namespace Sentry.Releases.Tests.Publishing;

/// <summary>Commits that Sentry looks up itself: it is sent the heads of repositories.</summary>
[TestClass]
public sealed class RefsTests
{
    [TestMethod]
    public async Task Commits_of_a_repository_that_Sentry_must_look_up_are_sent_as_refs()
    {
        using var repository = ShopRepository.Tagged(out var previous, out var head);
        await using var scenario = (await CreationScenario.StartAsync(ShopRepository.Connected("acme/shop"))).In(repository).With("SentryReleaseCommitSource", "Refs");

        var report = await scenario.RunAsync();

        var reference = scenario.Sentry.Releases.Single().Refs.Single();
        Assert.AreEqual($"acme/shop {head} {previous}", $"{reference.Repository} {reference.Commit} {reference.PreviousCommit}");
        Assert.IsFalse(scenario.Body.TryGetProperty("commits", out _));
        Assert.Contains(" with refs of 1 repository since v1 in ", ReleaseSummary.Of(report)!);
        Assert.AreEqual(0, report.Commits);
    }

    [TestMethod]
    [DataRow("Refs")]
    [DataRow("Auto")]
    public async Task Submodules_that_Sentry_knows_are_sent_as_refs_too(string source)
    {
        using var repository = ShopRepository.Tagged(out _, out _);
        var recorded = ShopRepository.AddSubmodule(repository, "https://github.com/acme/lib.git");
        var options = new StandInOptions
        {
            Repositories = [new("acme/shop", Url: "https://github.com/acme/shop"), new("acme/lib", Url: "https://github.com/acme/lib")],
        };
        await using var scenario = (await CreationScenario.StartAsync(options)).In(repository).With("SentryReleaseCommitSource", source);

        var report = await scenario.RunAsync();

        var references = scenario.Sentry.Releases.Single().Refs;
        Assert.AreEqual($"acme/lib {recorded}", $"{references[1].Repository} {references[1].Commit}");
        Assert.HasCount(2, references);
        Assert.Contains(" with refs of 2 repositories since v1 in ", ReleaseSummary.Of(report)!);
    }

    [TestMethod]
    public async Task A_submodule_that_Sentry_does_not_know_costs_only_itself()
    {
        using var repository = ShopRepository.Tagged(out _, out var head);
        ShopRepository.AddSubmodule(repository, "https://github.com/acme/unknown.git");
        await using var scenario = (await CreationScenario.StartAsync(ShopRepository.Connected("acme/shop"))).In(repository).With("SentryReleaseCommitSource", "Refs");

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
        using var repository = ShopRepository.Tagged(out _, out _);
        await using var scenario = (await CreationScenario.StartAsync(ShopRepository.Connected(name, url))).In(repository).With("SentryReleaseCommitSource", "Auto");

        await scenario.RunAsync();

        Assert.AreEqual("GET POST", scenario.Methods);
        Assert.AreEqual(connected, scenario.Body.TryGetProperty("refs", out _));
        Assert.AreEqual(!connected, scenario.Body.TryGetProperty("commits", out _));
        Assert.AreEqual(connected ? "" : "SRM6001", string.Join(' ', scenario.Codes()));
        Assert.AreEqual(connected, !scenario.Diagnostics.Exists(diagnostic => diagnostic.Message.StartsWith("The repository acme/shop is not connected to Sentry.", StringComparison.Ordinal)));
        Assert.IsTrue(scenario.Diagnostics.All(diagnostic => diagnostic.Severity == Severity.Message));
    }

    [TestMethod]
    public async Task Auto_sends_local_commits_when_the_token_may_not_list_repositories()
    {
        using var repository = ShopRepository.Tagged(out _, out _);
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
        using var repository = ShopRepository.Tagged(out _, out _);
        await using var scenario = (await CreationScenario.StartAsync()).In(repository).With("SentryReleaseCommitSource", "Refs");

        var report = await scenario.RunAsync();

        Assert.AreEqual("SRM3009", scenario.Codes().Single());
        Assert.AreEqual(ReleaseOutcome.Updated, report.Outcome);
    }

    [TestMethod]
    public async Task Without_a_repository_refs_come_from_the_CI_service()
    {
        var commit = new string('c', 40);
        await using var scenario = (await CreationScenario.StartAsync(ShopRepository.Connected("acme/shop"))).With("SentryReleaseCommitSource", "Refs");
        scenario.Machine.Variables["GITHUB_SHA"] = commit;
        scenario.Machine.Variables["GITHUB_REPOSITORY"] = "acme/shop";

        await scenario.RunAsync();

        Assert.AreEqual(commit, scenario.Sentry.Releases.Single().Refs.Single().Commit);
    }

    [TestMethod]
    public async Task Refs_for_an_unknown_repository_are_left_out_with_a_warning()
    {
        await using var scenario = (await CreationScenario.StartAsync()).With("SentryReleaseCommitSource", "Refs");

        await scenario.RunAsync();

        CollectionAssert.AreEqual(new[] { "SRM2001", "SRM2001" }, scenario.Codes().ToArray());
        Assert.HasCount(1, scenario.Sentry.Releases);
    }
}
