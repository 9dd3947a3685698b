using Sentry.Releases.Publishing;
using Sentry.StandIn;

namespace Sentry.Releases.Tests.Faults;

/// <summary>What nobody foresaw costs the release, never the build.</summary>
[TestClass]
public sealed class UnexpectedFaultTests
{
    private const string Message = "it broke\nin two lines";

    [TestMethod]
    public async Task Reading_the_name_costs_the_release()
    {
        using var scenario = NoServer();
        scenario.Steps = scenario.Steps with { ChooseName = (_, _, _) => throw new InvalidOperationException(Message) };

        await scenario.RunFailedAsync("SRM5001", "InvalidOperationException", "it broke in two lines", "report it");
    }

    [TestMethod]
    public async Task Reading_the_history_costs_the_commits()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        using var scenario = FaultScenario.On(sentry);
        scenario.Steps = scenario.Steps with { ReadHistory = (_, _, _) => throw new OverflowException(Message) };

        var report = await scenario.RunAsync();

        Assert.AreEqual("SRM5001", string.Join(' ', scenario.Codes));
        Assert.AreEqual(ReleaseOutcome.Created, report.Outcome);
        Assert.HasCount(1, sentry.Releases);
    }

    [TestMethod]
    public async Task Connecting_costs_the_release()
    {
        using var scenario = NoServer();
        scenario.Steps = scenario.Steps with { Connect = (_, _) => throw new NotSupportedException(Message) };

        await scenario.RunFailedAsync("SRM5001", "NotSupportedException", "report it");
    }

    [TestMethod]
    [DataRow("SENTRY_RELEASE")]
    [DataRow("SENTRY_AUTH_TOKEN")]
    public async Task Reading_a_variable_costs_the_release(string variable)
    {
        using var scenario = NoServer();
        scenario.Properties.Remove("SentryRelease");
        scenario.Properties["SentryReleaseDryRun"] = "false";
        scenario.Machine.Variables["SENTRY_RELEASE"] = "app@1.0.0";
        scenario.Machine.Failing = variable;

        await scenario.RunFailedAsync("SRM5001", "report it");
    }

    [TestMethod]
    public async Task A_cancellation_that_nobody_asked_for_is_a_fault_like_any_other()
    {
        using var scenario = NoServer();
        scenario.Steps = scenario.Steps with { Connect = (_, _) => throw new TaskCanceledException(Message) };

        await scenario.RunFailedAsync("SRM5001", "TaskCanceledException");
    }

    private static FaultScenario NoServer() => new(new Uri("http://127.0.0.1:1/"));
}
