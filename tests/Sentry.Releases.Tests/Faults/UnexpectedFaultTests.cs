using Sentry.Releases.Publishing;
using Sentry.StandIn;

namespace Sentry.Releases.Tests.Faults;

/// <summary>What nobody foresaw costs the release, never the build.</summary>
[TestClass]
public sealed class UnexpectedFaultTests
{
    private const string Message = "it broke\nin two lines";

    [TestMethod]
    public async Task Reading_the_name_fails_as_SRM4003()
    {
        using var scenario = NoServer();
        scenario.Steps = scenario.Steps with { ChooseName = (_, _, _) => throw new InvalidOperationException(Message) };

        await scenario.RunFailedAsync("SRM4003", "InvalidOperationException", "it broke in two lines", "report it");
    }

    [TestMethod]
    public async Task Reading_the_history_fails_as_SRM2007_and_the_release_has_no_commits()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        using var scenario = FaultScenario.On(sentry);
        scenario.Steps = scenario.Steps with { ReadHistory = (_, _, _) => throw new OverflowException(Message) };

        var report = await scenario.RunAsync();

        Assert.AreEqual("SRM2007", string.Join(' ', scenario.Codes));
        Assert.AreEqual(ReleaseOutcome.Created, report.Outcome);
        Assert.HasCount(1, sentry.Releases);
    }

    [TestMethod]
    public async Task Speaking_to_the_server_fails_as_SRM3008()
    {
        using var scenario = NoServer();
        scenario.Steps = scenario.Steps with { Connect = (_, _) => throw new NotSupportedException(Message) };

        await scenario.RunFailedAsync("SRM3008", "NotSupportedException", "report it");
    }

    [TestMethod]
    [DataRow("SENTRY_RELEASE", "SRM4003")]
    [DataRow("SENTRY_AUTH_TOKEN", "SRM1005")]
    public async Task Reading_a_variable_fails_with_the_code_of_the_step(string variable, string code)
    {
        using var scenario = NoServer();
        scenario.Properties.Remove("SentryRelease");
        scenario.Properties["SentryReleaseDryRun"] = "false";
        scenario.Machine.Variables["SENTRY_RELEASE"] = "app@1.0.0";
        scenario.Machine.Failing = variable;

        await scenario.RunFailedAsync(code, "report it");
    }

    [TestMethod]
    public async Task A_cancellation_that_nobody_asked_for_is_a_fault_like_any_other()
    {
        using var scenario = NoServer();
        scenario.Steps = scenario.Steps with { Connect = (_, _) => throw new TaskCanceledException(Message) };

        await scenario.RunFailedAsync("SRM3008", "TaskCanceledException");
    }

    private static FaultScenario NoServer() => new(new Uri("http://127.0.0.1:1/"));
}
