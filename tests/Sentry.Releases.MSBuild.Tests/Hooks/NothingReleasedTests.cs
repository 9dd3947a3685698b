using Sentry.Releases.MSBuild.Tests.Infrastructure;
using Sentry.StandIn;

namespace Sentry.Releases.MSBuild.Tests.Hooks;

/// <summary>What people run all day speaks to nobody.</summary>
[TestClass]
public sealed class NothingReleasedTests
{
    [TestMethod]
    public async Task Restoring_building_running_and_cleaning_release_nothing()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = TestProject.Create(sentry);

        await project.RunAsync("restore");
        await project.RunAsync("build --no-restore");
        await project.RunAsync("build --no-restore");
        await project.RunAsync("build --no-restore -t:Rebuild");
        await project.RunAsync("run --no-restore");
        var last = await project.RunAsync("clean");

        sentry.AssertRequested(last);
    }

    [TestMethod]
    [DataRow("msbuild -restore -t:Compile -p:DesignTimeBuild=true -p:SkipCompilerExecution=true -p:ProvideCommandLineArgs=true", DisplayName = "as editors do it")]
    [DataRow("build -p:DesignTimeBuild=true", DisplayName = "with the target Build")]
    public async Task A_design_time_build_releases_nothing(string command)
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = TestProject.Create(sentry, "<SentryReleaseOn>Build;Publish</SentryReleaseOn>");

        sentry.AssertRequested(await project.RunAsync(command));
    }

    [TestMethod]
    public async Task A_failed_build_releases_nothing()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = TestProject.Create(sentry, "<SentryReleaseOn>Build;Publish</SentryReleaseOn>");
        project.Write("Program.cs", "this is no C#");

        var published = await project.PublishAsync();

        Assert.AreEqual(1, published.ExitCode, published.Output);
        sentry.AssertRequested(published);
    }

    [TestMethod]
    public async Task A_project_that_is_no_application_releases_nothing_wherever_it_says_so()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = TestProject.Create(sentry);
        await project.RunAsync("build -c Release");
        foreach (var property in new[] { "<IsPublishable>false</IsPublishable>", "<IsTestProject>true</IsTestProject>", "<SentryReleaseEnabled>false</SentryReleaseEnabled>" })
        {
            project.SetEarly(property);
            project.SetLate("");
            sentry.AssertRequested(await project.RunAsync("publish --no-build"));

            project.SetEarly("");
            project.SetLate(property);
            sentry.AssertRequested(await project.RunAsync("publish --no-build"));
        }

        project.SetLate("");
        sentry.AssertRequested(await project.RunAsync("publish --no-build"), "app@1.2.3");
    }

    [TestMethod]
    public async Task A_library_has_no_release_unless_it_is_enabled()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var library = TestProject.Create(sentry, "<OutputType>Library</OutputType>");
        library.Write("Program.cs", "public class Page;");

        sentry.AssertRequested(await library.RunAsync("publish"));

        // A classic ASP.NET application is a library.
        sentry.AssertRequested(await library.RunAsync("publish --no-restore -p:SentryReleaseEnabled=true"), "app@1.2.3");
    }

    [TestMethod]
    [DataRow("app_x1y2z3_wpftmp", "")]
    [DataRow("app_x1y2z3", "<_TargetAssemblyProjectName>app</_TargetAssemblyProjectName>")]
    public async Task The_project_that_WPF_compiles_on_the_side_releases_nothing(string name, string property)
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = TestProject.Create(sentry, $"<SentryReleaseOn>Build</SentryReleaseOn>{property}", name);

        sentry.AssertRequested(await project.RunAsync("build"));
    }

    [TestMethod]
    public async Task On_demand_it_is_said_why_a_project_has_no_release()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = TestProject.Create(sentry, "<SentryReleaseEnabled>false</SentryReleaseEnabled>");

        var result = await project.RunAsync("build -t:CreateSentryRelease");

        sentry.AssertRequested(result);
        Assert.HasCount(1, result.Lines("app has no Sentry release"), result.Output);
    }
}
