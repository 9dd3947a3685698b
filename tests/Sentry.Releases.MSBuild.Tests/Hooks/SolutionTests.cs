using Sentry.Releases.MSBuild.Tests.Infrastructure;
using Sentry.StandIn;

namespace Sentry.Releases.MSBuild.Tests.Hooks;

/// <summary>Two applications, one of which refers to the other, a library, tests, and an application that is not published.</summary>
[TestClass]
public sealed class SolutionTests
{
    [TestMethod]
    public async Task Each_application_is_released_once()
    {
        const string both = "api@1.2.3 web@1.2.3";
        await using var sentry = await SentryStandIn.StartAsync();

        await sentry.AssertRequestsAsync(
            Create(sentry),
            ("publish ../all.slnx", both),
            ("publish ../all.slnx --no-restore -graph", both),
            ("msbuild ../all.slnx -restore -t:Publish", both),
            ("build ../all.slnx --no-restore", ""),
            ("build ../all.slnx --no-restore -p:SentryReleaseOn=Build", both),
            ("build ../all.slnx --no-restore -p:SentryReleaseOn=Build -m:4", both),
            ("build ../all.slnx --no-restore -p:SentryReleaseOn=Build -graph", both));
    }

    private static TestProject Create(SentryStandIn sentry)
    {
        var library = TestProject.Create(sentry, "<OutputType>Library</OutputType>", "library");
        library.Write("Program.cs", "public class Page;");
        var api = TestProject.Create(sentry, "", "api", library, "library");
        TestProject.Create(sentry, "", "web", library, "library", "api");
        TestProject.Create(sentry, "<IsTestProject>true</IsTestProject>", "tests", library, "api", "library");
        TestProject.Create(sentry, "<IsPublishable>false</IsPublishable>", "migrations", library, "library");
        api.WriteSolution("library", "api", "web", "tests", "migrations");
        return api;
    }
}
