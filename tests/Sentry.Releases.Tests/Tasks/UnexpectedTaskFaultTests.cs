using Sentry.Releases.Diagnostics;
using Sentry.Releases.MSBuild.Tasks;

namespace Sentry.Releases.Tests.Tasks;

/// <summary>No exception leaves a task: MSBuild would show its stack and fail the build.</summary>
[TestClass]
internal sealed class UnexpectedTaskFaultTests
{
    [TestMethod]
    [DataRow(Severity.Warning, "warning-SRM5001", true)]
    [DataRow(Severity.Error, "error-SRM5001", false)]
    public void A_fault_is_one_line_without_a_stack_and_without_the_faults_own_words(Severity severity, string codes, bool succeeded)
    {
        var engine = new RecordingEngine();
        using var task = new FailingTask(severity) { BuildEngine = engine };

        Assert.AreEqual(succeeded, task.Execute());

        Assert.AreEqual(codes, engine.Codes);
        Assert.Contains("an unexpected InvalidOperationException in FailingTask.", engine.Text);
        Assert.Contains("report it", engine.Text);
        Assert.DoesNotContain(FailingTask.Secret, engine.Text);
        Assert.DoesNotContain('\n', engine.Text);
        Assert.DoesNotContain("   at ", engine.Text);
    }

    private sealed class FailingTask(Severity severity) : SentryTask
    {
        public const string Secret = "sntryu_0123";

        private protected override Severity FaultSeverity => severity;

        private protected override void Run() => throw new InvalidOperationException($"{Secret} is not\nvalid");
    }
}
