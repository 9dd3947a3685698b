using Sentry.Releases.MSBuild.Tests.Infrastructure;
using Sentry.StandIn;

namespace Sentry.Releases.MSBuild.Tests.Hooks;

/// <summary>An application is not released because another project refers to it.</summary>
[TestClass]
public sealed class ReferencedProjectTests
{
    [TestMethod]
    [DataRow("publish")]
    [DataRow("publish -graph")]
    [DataRow("publish -p:SentryReleaseEnabled=true")]
    [DataRow("publish -p:SentryReleaseOn=Publish")]
    [DataRow("publish -p:SentryReleaseOn=Build -p:SentryReleaseEnabled=true")]
    [DataRow("build -p:SentryReleaseOn=Build -p:SentryReleaseEnabled=true")]
    [DataRow("build -p:SentryReleaseOn=Build -m:4")]
    [DataRow("build -p:SentryReleaseOn=Build -mt")]
    [DataRow("build -p:SentryReleaseOn=Build -r linux-x64 --no-self-contained")]
    [DataRow("publish -p:SentryRelease=shop@7")]
    public async Task Only_the_application_that_was_asked_for_is_released(string command)
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var tool = TestProject.Create(sentry, "<Version>9.9.9</Version>", "tool");
        tool.Write("Program.cs", "System.Console.WriteLine();");
        var library = TestProject.Create(sentry, "<OutputType>Library</OutputType>", "library", tool);
        library.Write("Program.cs", "public class Page;");
        var app = TestProject.Create(sentry, beside: tool, references: ["tool", "library"]);

        var name = command.Contains("shop@7", StringComparison.Ordinal) ? "shop@7" : "app@1.2.3";
        sentry.AssertRequested(await app.RunAsync(command), name);
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
