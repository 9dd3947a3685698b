using Sentry.Releases.MSBuild.Tests.Infrastructure;
using Sentry.StandIn;

namespace Sentry.Releases.MSBuild.Tests.Hooks;

/// <summary>What is published with its runtime: the published file is another than the compiled one, the name is the same.</summary>
[TestClass]
public sealed class RuntimeTests
{
    [TestMethod]
    [DataRow("--self-contained")]
    [DataRow("--self-contained -p:PublishSingleFile=true")]
    [DataRow("--self-contained -p:PublishTrimmed=true")]
    public async Task One_request_with_the_name_that_the_published_program_reports(string options)
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = TestProject.Create(sentry, "<UseAppHost>true</UseAppHost><InvariantGlobalization>true</InvariantGlobalization>");
        project.UseFeedsOfThisMachine();

        var published = await project.DotnetAsync(["publish", "-r", "linux-x64", "-o", "out", .. options.Split(' ')]);
        if (published.Output.Contains("NU1101", StringComparison.Ordinal) || published.Output.Contains("NU1102", StringComparison.Ordinal) || published.Output.Contains("NU1301", StringComparison.Ordinal))
            Assert.Inconclusive($"No feed of this machine has the runtime pack: {published.Lines("NU1")[0]}");

        sentry.AssertRequested(published.Succeeded(), "app@1.2.3");
        var running = await Command.RunAsync(Path.Combine(project.Directory, "out", "app"), [], project.Directory);
        Assert.AreEqual("app@1.2.3", running.Succeeded().Output);
    }
}
