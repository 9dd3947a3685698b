using Sentry.Releases.MSBuild.Tests.Infrastructure;
using Sentry.StandIn;

namespace Sentry.Releases.MSBuild.Tests.Hooks;

/// <summary>Two applications, one of which refers to the other, a library, tests, and an application that is not published.</summary>
[TestClass]
public sealed class SolutionTests
{
    [TestMethod]
    [DataRow("build ../all.slnx", 0)]
    [DataRow("publish ../all.slnx", 1)]
    [DataRow("publish ../all.slnx -m:4", 1)]
    [DataRow("publish ../all.slnx -graph", 1)]
    [DataRow("msbuild ../all.slnx -restore -t:Publish", 1)]
    [DataRow("build ../all.slnx -p:SentryReleaseOn=Build", 1)]
    [DataRow("build ../all.slnx -p:SentryReleaseOn=Build -m:4", 1)]
    [DataRow("build ../all.slnx -p:SentryReleaseOn=Build -graph", 1)]
    public async Task Each_application_is_released_once(string command, int requests)
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var api = Create(sentry);

        var result = await api.RunAsync(command);

        sentry.AssertRequested(result, [.. Enumerable.Repeat("api@1.2.3", requests), .. Enumerable.Repeat("web@1.2.3", requests)]);
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
