using Sentry.Releases.MSBuild.Tests.Infrastructure;
using Sentry.StandIn;

namespace Sentry.Releases.MSBuild.Tests;

/// <summary>A failing Sentry is a warning, and what a project makes of warnings is its own business.</summary>
[TestClass]
public sealed class WarningsTests
{
    private const string Frameworks = """
        <TargetFramework /><TargetFrameworks>net10.0;net10.0-windows</TargetFrameworks><EnableWindowsTargeting>true</EnableWindowsTargeting>
        <DisableTransitiveFrameworkReferenceDownloads>true</DisableTransitiveFrameworkReferenceDownloads><SentryReleaseOn>Build</SentryReleaseOn>
        """;

    [TestMethod]
    [DataRow("", "publish", DisplayName = "one framework")]
    [DataRow(Frameworks, "build", DisplayName = "the outer build of several")]
    public async Task Only_a_code_that_the_project_calls_an_error_fails_the_build(string properties, string command)
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = TestProject.Create(sentry, properties);
        project.Set("SENTRY_AUTH_TOKEN", "sntryu_0123456789");
        string[] arguments = command.Split(' ');

        var strict = await project.DotnetAsync([.. arguments, "-warnaserror"]);
        Assert.AreEqual(0, strict.ExitCode, strict.Output);
        Assert.Contains("warning SRM3002", strict.Output);

        var named = await project.DotnetAsync([.. arguments, "-p:WarningsAsErrors=CS9999%3Bsrm3002"]);
        Assert.AreEqual(1, named.ExitCode, named.Output);
        Assert.Contains("error SRM3002", named.Output);

        var both = await project.DotnetAsync([.. arguments, "-warnaserror", "-p:WarningsAsErrors=SRM3001"]);
        Assert.AreEqual(0, both.ExitCode, both.Output);

        var silenced = await project.DotnetAsync([.. arguments, "-p:NoWarn=SRM3002"]);
        Assert.IsEmpty(silenced.Lines("warning SRM3002"), silenced.Output);
    }

    [TestMethod]
    public async Task A_server_that_is_down_is_waited_for_once_in_a_build()
    {
        var web = CreateProject("web");
        CreateProject("api", web);
        CreateProject("jobs", web);
        web.WriteSolution("web", "api", "jobs");

        var published = await web.RunAsync("publish ../all.slnx -m:1");

        Assert.HasCount(3, published.Lines("warning SRM3007"), published.Output);
        var requests = new[] { "web", "api", "jobs" }.Select(name => Path.Combine(web.SolutionDirectory, name, "obj", "Release", "net10.0", "sentry-release.json"))
            .Select(report => System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(report)).RootElement.GetProperty("requests").GetInt32()).Order().ToList();
        Assert.IsLessThanOrEqualTo(1, requests[1], "only one of them tries again and again");
        Assert.IsGreaterThan(1, requests[2]);

        static TestProject CreateProject(string name, TestProject? beside = null)
        {
            var project = TestProject.Create(
                sentry: null, $"<SentryOrg>acme</SentryOrg><SentryProject>web</SentryProject><SentryUrl>http://127.0.0.1:1/</SentryUrl>", name, beside);
            project.Set("SENTRY_AUTH_TOKEN", "sntryu_0123456789");
            return project;
        }
    }
}
