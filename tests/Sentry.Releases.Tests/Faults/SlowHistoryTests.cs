using System.Diagnostics;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.Publishing;
using Sentry.Releases.Tests.Git;
using Sentry.Releases.Tests.Publishing;
using Sentry.StandIn;

namespace Sentry.Releases.Tests.Faults;

/// <summary>Reading the history has an end: SRM2007, and a release without commits.</summary>
[TestClass]
public sealed class SlowHistoryTests
{
    private static readonly TimeSpan Generous = TimeSpan.FromSeconds(60);

    [TestMethod]
    public async Task A_reader_that_takes_too_long_is_ended()
    {
        var ended = new TaskCompletionSource();
        await using var sentry = await SentryStandIn.StartAsync();
        using var scenario = FaultScenario.On(sentry).Within(1);
        scenario.Steps = scenario.Steps with
        {
            ReadHistory = (_, _, cancellation) =>
            {
                cancellation.WaitHandle.WaitOne();
                ended.SetResult();
                throw new OperationCanceledException(cancellation);
            },
        };

        await AssertCreatedWithoutCommitsAsync(scenario, sentry);

        await ended.Task.WaitAsync(Generous);
    }

    [TestMethod]
    public async Task The_time_that_reading_takes_is_not_taken_from_a_server_that_was_asked_before()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        using var scenario = FaultScenario.On(sentry).Within(2);
        scenario.Properties["SentryReleasePreviousRevision"] = "deployed:production";
        scenario.Steps = scenario.Steps with
        {
            ReadHistory = (_, _, cancellation) =>
            {
                cancellation.WaitHandle.WaitOne();
                throw new OperationCanceledException(cancellation);
            },
        };

        var report = await scenario.RunAsync().WaitAsync(Generous);

        Assert.AreEqual($"{DiagnosticCodes.DeployedBaseNotFound} {DiagnosticCodes.UnreadableRepository}", string.Join(' ', scenario.Codes));
        Assert.AreEqual(ReleaseOutcome.Created, report.Outcome);
    }

    [TestMethod]
    public async Task A_reader_that_never_returns_is_left_behind_and_not_heard_again()
    {
        using var returning = new ManualResetEventSlim();
        var returned = new TaskCompletionSource();
        await using var sentry = await SentryStandIn.StartAsync();
        using var scenario = FaultScenario.On(sentry).Within(1);
        scenario.Steps = scenario.Steps with
        {
            ReadHistory = (_, report, _) =>
            {
                returning.Wait(CancellationToken.None);
                report(new Diagnostic(DiagnosticCodes.CommitsLeftOut, Severity.Warning, "too late"));
                returned.SetResult();
                return FaultScenario.History;
            },
        };

        await AssertCreatedWithoutCommitsAsync(scenario, sentry);

        returning.Set();
        await returned.Task.WaitAsync(Generous);
        Assert.HasCount(1, scenario.Diagnostics);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux | OperatingSystems.OSX)]
    [DataRow("Git")]
    [DataRow("LibGit2")]
    [DataRow("Auto")]
    public async Task A_repository_in_which_a_file_never_ends_costs_its_commits(string reader)
    {
        using var repository = new GitRepository();
        repository.CommitFile("a.txt");
        using (var made = Process.Start("mkfifo", [Path.Combine(repository.Folder, ".git", "shallow")]))
            await made.WaitForExitAsync();

        await using var scenario = await CreationScenario.StartAsync();
        scenario.In(repository).With("SentryReleaseGitReader", reader).With("SentryReleaseTimeout", "1");

        var report = await scenario.RunAsync().WaitAsync(Generous);

        Assert.AreEqual("SRM2007", string.Join(' ', scenario.Codes()), string.Join('\n', scenario.Diagnostics));
        Assert.AreEqual(ReleaseOutcome.Created, report.Outcome);
    }

    [TestMethod]
    public async Task Cancelling_does_not_wait_for_a_reader_that_never_returns()
    {
        using var returning = new ManualResetEventSlim();
        var asked = new TaskCompletionSource();
        using var scenario = new FaultScenario(new Uri("http://127.0.0.1:1/")).Within(3600);
        scenario.Steps = scenario.Steps with
        {
            ReadHistory = (_, _, _) =>
            {
                asked.SetResult();
                returning.Wait(CancellationToken.None);
                return null;
            },
        };
        using var cancelling = new CancellationTokenSource();
        var run = scenario.RunAsync(cancelling.Token);
        await asked.Task.WaitAsync(Generous);

        await cancelling.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => run.WaitAsync(Generous));
        returning.Set();
        Assert.IsEmpty(scenario.Diagnostics);
    }

    private static async Task AssertCreatedWithoutCommitsAsync(FaultScenario scenario, SentryStandIn sentry)
    {
        var report = await scenario.RunAsync().WaitAsync(Generous);

        Assert.AreEqual("SRM2007", string.Join(' ', scenario.Codes), string.Join('\n', scenario.Diagnostics));
        Assert.Contains("longer than 1 s", scenario.Diagnostics[0].Message);
        Assert.Contains("SentryReleaseTimeout", scenario.Diagnostics[0].Message);
        Assert.AreEqual(ReleaseOutcome.Created, report.Outcome);
        Assert.IsEmpty(sentry.Releases.Single().Commits);
    }
}
