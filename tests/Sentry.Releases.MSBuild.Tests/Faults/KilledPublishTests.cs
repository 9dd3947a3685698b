using System.Diagnostics;
using System.Globalization;
using Sentry.Releases.MSBuild.Tests.Infrastructure;
using Sentry.Releases.Tests.Faults;
using Sentry.StandIn;

namespace Sentry.Releases.MSBuild.Tests.Faults;

/// <summary>A publish that is ended while it waits for the server leaves nothing that the next one would stumble over.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class KilledPublishTests
{
    private const string Token = "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";

    private static readonly TimeSpan Generous = TimeSpan.FromMinutes(2);

    [TestMethod]
    public async Task The_next_publish_after_a_killed_one_works()
    {
        var (project, ended) = await EndWhileWaitingAsync(process => process.Kill(entireProcessTree: true));
        Assert.AreNotEqual(0, ended.ExitCode);
        AssertNoReport(project);
        await using var sentry = await SentryStandIn.StartAsync(new StandInOptions { Tokens = [new StandInToken(Token)] });

        project.Set("SENTRY_URL", sentry.Url.AbsoluteUri);
        (await project.PublishAsync("--no-build")).Succeeded();

        Assert.AreEqual("created", project.Report.GetProperty("outcome").GetString());
        Assert.HasCount(1, sentry.Releases);
    }

    [TestMethod]
    public async Task Ctrl_C_ends_the_build_at_once_and_without_a_stack()
    {
        var (project, ended) = await EndWhileWaitingAsync(Interrupt);

        Assert.AreNotEqual(0, ended.ExitCode);
        Assert.DoesNotContain("SRM", ended.Output);
        Assert.DoesNotContain("MSB4", ended.Output);
        Assert.DoesNotContain("   at ", ended.Output);
        AssertNoReport(project);
    }

    private static async Task<(TestProject Project, CommandResult Ended)> EndWhileWaitingAsync(Action<Process> end)
    {
        var asked = new TaskCompletionSource();
        await using var silent = new RawServer((_, cancellation) =>
        {
            asked.TrySetResult();
            return Task.Delay(Timeout.Infinite, cancellation);
        });
        var project = await BuiltProject.CopyAsync(silent.Url, Token);
        var running = new TaskCompletionSource<Process>();

        // A shell that starts tests in the background lets them ignore the interrupt, and their children inherit it.
        string[] arguments = ["--default-signal=INT", "dotnet", "publish", "--no-build", "-p:SentryReleaseTimeout=3600"];
        var publishing = Command.RunAsync("env", arguments, project.Directory, project.Environment, running.SetResult);
        await asked.Task.WaitAsync(Generous);
        end(await running.Task);

        return (project, await publishing.WaitAsync(Generous));
    }

    private static void AssertNoReport(TestProject project) =>
        Assert.IsEmpty(Directory.GetFiles(Path.Combine(project.Directory, "obj"), "sentry-release*", SearchOption.AllDirectories));

    private static void Interrupt(Process process) =>
        Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();
}
