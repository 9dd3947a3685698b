using Sentry.Releases.MSBuild.Tests.Infrastructure;
using Sentry.StandIn;

namespace Sentry.Releases.MSBuild.Tests;

/// <summary>An explicit name and the one that the running application reports.</summary>
[TestClass]
public sealed class EmbedTests
{
    [TestMethod]
    public async Task An_embedded_name_is_what_the_running_application_reports()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = TestProject.Create(sentry, "<SentryReleaseEmbed>true</SentryReleaseEmbed>");
        await project.InitializeGitAsync();

        var first = await project.RunAsync("publish -o out -p:SentryRelease=shop@2026.11+7");
        sentry.AssertRequested(first, "shop@2026.11+7");
        Assert.AreEqual("shop@2026.11+7", (await project.RunAsync("out/app.dll")).Output);
        Assert.IsEmpty(first.Lines("SRM4002"));

        var second = await project.RunAsync("publish --no-restore -o out -p:SentryRelease=shop@2026.12");
        sentry.AssertRequested(second, "shop@2026.11+7", "shop@2026.12");
        Assert.AreEqual("shop@2026.12", (await project.RunAsync("out/app.dll")).Output);
        Assert.IsEmpty(second.Lines("SRM4002"));
    }

    [TestMethod]
    public async Task A_name_that_the_application_will_not_report_is_said_with_the_fix()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = TestProject.Create(sentry);
        await project.RunAsync("restore");
        foreach (var (properties, fix) in new[]
        {
            ("-p:SentryRelease=shop@7", "Build again with both SentryRelease and SentryReleaseEmbed=true"),
            ("-p:SentryRelease=seven -p:SentryReleaseEmbed=true", "give SentryRelease a name that contains @"),
            ("-p:SentryRelease=shop@7 -p:SentryReleaseEmbed=true -p:GenerateAssemblyInfo=false", "unless GenerateAssemblyInfo is false"),
        })
        {
            var published = await project.RunAsync($"publish --no-restore -o out {properties}");

            var running = (await project.RunAsync("out/app.dll")).Output;
            var line = published.Lines("SRM4002").Single();
            Assert.Contains($"will report '{running}'", line);
            Assert.Contains(fix, line);
        }
    }
}
