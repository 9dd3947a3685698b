using Sentry.Releases.MSBuild.Tests.Infrastructure;
using Sentry.StandIn;

namespace Sentry.Releases.MSBuild.Tests.Hooks;

/// <summary>Every way to publish one project: one request.</summary>
[TestClass]
public sealed class WaysToPublishTests
{
    [TestMethod]
    public async Task One_request()
    {
        await using var sentry = await SentryStandIn.StartAsync();

        await sentry.AssertRequestsAsync(
            TestProject.Create(sentry),
            ("publish", "app@1.2.3"),
            ("publish --no-restore -graph", "app@1.2.3"),
            ("publish --no-restore -m:4", "app@1.2.3"),
            ("publish --no-restore -mt", "app@1.2.3"),
            ("publish --no-restore -c Debug -o elsewhere", "app@1.2.3"),
            ("build --no-restore -t:Publish", "app@1.2.3"),
            ("msbuild -t:Publish", "app@1.2.3"),
            ("msbuild -t:Build;Publish;CreateSentryRelease", "app@1.2.3"),
            ("msbuild -restore -t:Publish", "app@1.2.3"),
            ("publish -r linux-x64 --no-self-contained", "app@1.2.3"));
    }

    [TestMethod]
    public async Task What_was_built_before_is_released_when_it_is_published()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = TestProject.Create(sentry);
        await project.RunAsync("build -c Release -p:Version=4.5.6");

        sentry.AssertRequested(await project.RunAsync("publish --no-build"), "app@4.5.6");
    }

    [TestMethod]
    public async Task Publishing_again_without_changes_releases_again()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = TestProject.Create(sentry);
        await project.RunAsync("publish");

        sentry.AssertRequested(await project.RunAsync("publish --no-restore"), "app@1.2.3", "app@1.2.3");
        Assert.HasCount(1, sentry.Releases);
    }

    [TestMethod]
    public async Task A_web_application_is_released()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = TestProject.Create(sentry);
        project.Edit(text => text.Replace("Microsoft.NET.Sdk", "Microsoft.NET.Sdk.Web", StringComparison.Ordinal));

        sentry.AssertRequested(await project.RunAsync("publish"), "app@1.2.3");
    }
}
