using Sentry.Releases.MSBuild.Tests.Infrastructure;
using Sentry.StandIn;

namespace Sentry.Releases.MSBuild.Tests.Hooks;

/// <summary>What is published with its runtime: the published file is another than the compiled one, the name is the same.</summary>
[TestClass]
public sealed class RuntimeTests
{
    private static readonly string[] Unavailable = ["NU1101", "NU1102", "NU1301"];

    [TestMethod]
    public async Task One_request_with_the_name_that_the_published_program_reports()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = TestProject.Create(sentry, "<UseAppHost>true</UseAppHost><InvariantGlobalization>true</InvariantGlobalization>");
        project.UseFeedsOfThisMachine();

        foreach (var options in new[] { "--self-contained", "--self-contained -p:PublishSingleFile=true", "--self-contained -p:PublishTrimmed=true" })
        {
            var before = sentry.Requests.Count;
            var published = await project.DotnetAsync(["publish", "-r", "linux-x64", "-o", "out", .. options.Split(' ')]);
            if (Unavailable.Any(code => published.Output.Contains(code, StringComparison.Ordinal)))
                Assert.Inconclusive($"No feed of this machine has the packs for {options}: {published.Lines("NU1")[0]}");

            Assert.HasCount(before + 1, sentry.Requests, published.Succeeded().Output);
            Assert.AreEqual("app@1.2.3", sentry.RequestedNames()[^1]);
            var running = await Command.RunAsync(Path.Combine(project.Directory, "out", "app"), [], project.Directory);
            Assert.AreEqual("app@1.2.3", running.Succeeded().Output);
        }
    }
}
