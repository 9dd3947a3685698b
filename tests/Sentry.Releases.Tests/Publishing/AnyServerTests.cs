using System.Globalization;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Sentry.Releases.Publishing;
using Sentry.StandIn;
using Sentry.StandIn.Behavior;

namespace Sentry.Releases.Tests.Publishing;

/// <summary>
/// Servers drawn at random: which fields they refuse, what they break on, what they leave out of their responses and what they do with a
/// release that they have. Every one of them accepts some body, so every one of them ends with a release.
/// </summary>
[TestClass]
public sealed partial class AnyServerTests
{
    private static readonly FieldRule[] Optional =
    [
        "url", "ref", "dateReleased", "commits", "commits.patch_set", "commits.message", "commits.repository", "commits.timestamp", "refs",
        new("commits.author_email", 75), new("commits.patch_set.path", 255), new("commits", 2), new("refs", 1),
    ];

    private static readonly string[] Told =
        ["url", "ref", "dateReleased", "commitCount", "projects", "projects.slug", "projects.id", "status", "lastCommit", "shortVersion", "versionInfo"];

    [TestMethod]
    public void A_server_that_answers_at_once_has_a_release_after_six_requests_at_most() =>
        RandomCases.Check(100, Servers([413, 501]), server => AssertEndsWithRelease(server, report => Assert.IsLessThanOrEqualTo(6, report.Requests)));

    [TestMethod]
    public void A_server_that_fails_has_a_release_when_the_time_is_up() =>
        RandomCases.Check(8, Servers([413, 500, 502, 504]), server => AssertEndsWithRelease(server, _ => { }));

    private static void AssertEndsWithRelease(Server server, Action<ReleaseReport> assert)
    {
        var (scenario, report) = RunAsync(server).GetAwaiter().GetResult();
        try
        {
            Assert.IsTrue(report.Outcome is ReleaseOutcome.Created or ReleaseOutcome.Updated, $"{server}\n{string.Join('\n', scenario.Diagnostics)}");
            assert(report);
            var held = scenario.Release.Commits.Count;
            Assert.IsLessThanOrEqualTo(held, report.Commits, server.ToString());
            Assert.AreEqual(report.Commits, scenario.Report.GetProperty("history").GetProperty("commits").GetInt32());
            Assert.AreEqual(report.Request?.Refs is null ? report.Commits : 0, Said(ReleaseSummary.Of(report)!), server.ToString());
            if (scenario.Diagnostics.Count == 0 && server.Behavior is { LeavesOut.Count: 0, KnownVersions: KnownVersion.Merges })
            {
                var link = server.Behavior.Ignores.Contains("url") ? null : "https://ci.example.com/1";
                Assert.AreEqual((SampleHistory.Head, link, true), (scenario.Release.Ref, scenario.Release.Url, scenario.Release.DateReleased is not null), server.ToString());
            }
        }
        finally
        {
            scenario.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private static async Task<(CreationScenario Scenario, ReleaseReport Report)> RunAsync(Server server)
    {
        var options = new StandInOptions { Like = server.Behavior, Repositories = [new("acme/shop"), new("acme/lib")], RateLimit = null };
        var scenario = (await CreationScenario.StartAsync(options))
            .WithSampleHistory()
            .With("SentryReleaseUrl", "https://ci.example.com/1")
            .With("SentryReleaseCommitSource", server.Refs ? "Refs" : "Git")
            .With("SentryReleaseDateReleased", server.DateGiven ? "2026-01-31T12:00:00Z" : "")
            .With("SentryReleaseTimeout", "4");
        if (server.Had is { } project)
            scenario.Sentry.AddRelease("app@1.0", project);

        return (scenario, await scenario.RunAsync());
    }

    /// <summary>The number of commits in the line that a person reads.</summary>
    private static int Said(string line) =>
        Number().Match(line) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : 0;

    private static Gen<Server> Servers(int[] statuses)
    {
        var breakage =
            from field in Gen.Elements(Optional)
            from status in Gen.Elements(statuses)
            from doesTheRest in Gen.Elements(false, true)
            select new Breakage(field, status) { DoesTheRest = doesTheRest && status >= 500 };
        return
            from refused in Some(Optional)
            from broken in breakage.ArrayOf().Resize(2)
            from leftOut in Some(Told)
            from known in Gen.Frequency((4, Gen.Constant(KnownVersion.Merges)), (1, Gen.Constant(KnownVersion.IsCreated)), (statuses.Contains(500) ? 1 : 0, Gen.Constant(KnownVersion.Breaks)))
            from erases in Gen.Elements(false, true)
            from ignores in Gen.Elements<string[]>([], [], ["url"], ["commits"])
            from had in Gen.Elements(null, null, "web", "api")
            from refs in Gen.Elements(false, false, true)
            from dateGiven in Gen.Elements(false, true)
            select new Server(
                new ServerBehavior
                {
                    Refuses = refused,
                    BreaksOn = broken,
                    // A server that keeps no commits and does not say how many it has cannot be told from one that keeps them.
                    LeavesOut = [.. leftOut.Where(field => field != "commitCount" || (ignores.Length == 0 && known != KnownVersion.IsCreated))],
                    Ignores = ignores,
                    KnownVersions = known,
                    ErasesMissingFields = erases,
                },
                had,
                refs,
                dateGiven);
    }

    /// <summary>Mostly few of them.</summary>
    private static Gen<T[]> Some<T>(T[] all) =>
        from count in Gen.Frequency((3, Gen.Constant(0)), (4, Gen.Constant(1)), (2, Gen.Constant(2)), (1, Gen.Choose(3, all.Length)))
        from shuffled in Gen.Shuffle(all)
        select shuffled[..count];

    [GeneratedRegex(" with ([0-9]+) commits?[ ,]", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    private sealed record Server(ServerBehavior Behavior, string? Had, bool Refs, bool DateGiven)
    {
        public override string ToString() =>
            $"refuses {Listed(Behavior.Refuses)}; breaks on {Listed(Behavior.BreaksOn)}; leaves out {Listed(Behavior.LeavesOut)}; ignores {Listed(Behavior.Ignores)}; "
            + $"known: {Behavior.KnownVersions}; erases: {Behavior.ErasesMissingFields}; had: {Had}; refs: {Refs}; date given: {DateGiven}";

        private static string Listed<T>(IEnumerable<T> items) => string.Join(", ", items);
    }
}
