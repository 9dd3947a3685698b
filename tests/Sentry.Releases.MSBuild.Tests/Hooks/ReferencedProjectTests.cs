using Sentry.Releases.MSBuild.Tests.Infrastructure;
using Sentry.StandIn;

namespace Sentry.Releases.MSBuild.Tests.Hooks;

/// <summary>An application is not released because another project refers to it.</summary>
[TestClass]
public sealed class ReferencedProjectTests
{
    [TestMethod]
    public async Task Only_the_application_that_was_asked_for_is_released()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var tool = TestProject.Create(sentry, "<Version>9.9.9</Version>", "tool");
        tool.Write("Program.cs", "System.Console.WriteLine();");
        var library = TestProject.Create(sentry, "<OutputType>Library</OutputType>", "library", tool);
        library.Write("Program.cs", "public class Page;");

        await sentry.AssertRequestsAsync(
            TestProject.Create(sentry, beside: tool, references: ["tool", "library"]),
            ("publish", "app@1.2.3"),
            ("publish --no-restore -graph", "app@1.2.3"),
            ("publish --no-restore -p:SentryReleaseEnabled=true", "app@1.2.3"),
            ("publish --no-restore -p:SentryReleaseOn=Publish", "app@1.2.3"),
            ("publish --no-restore -p:SentryReleaseOn=Build -p:SentryReleaseEnabled=true", "app@1.2.3"),
            ("publish --no-restore -p:SentryRelease=shop@7", "shop@7"),
            ("build --no-restore -p:SentryReleaseOn=Build -p:SentryReleaseEnabled=true", "app@1.2.3"),
            ("build --no-restore -p:SentryReleaseOn=Build -m:4", "app@1.2.3"),
            ("build --no-restore -p:SentryReleaseOn=Build -mt", "app@1.2.3"),
            ("build -p:SentryReleaseOn=Build -r linux-x64 --no-self-contained", "app@1.2.3"));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("<TargetFramework /><TargetFrameworks>net10.0;net10.0-windows</TargetFrameworks><EnableWindowsTargeting>true</EnableWindowsTargeting><DisableTransitiveFrameworkReferenceDownloads>true</DisableTransitiveFrameworkReferenceDownloads>")]
    public async Task An_application_that_releases_on_build_is_not_released_by_building_its_tests(string properties)
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var app = TestProject.Create(sentry, $"<SentryReleaseOn>Build</SentryReleaseOn>{properties}");
        var tests = TestProject.Create(sentry, "<IsTestProject>true</IsTestProject>", "tests", app, "app");

        sentry.AssertRequested(await tests.RunAsync("build"));
    }
}
