using Sentry.Releases.Naming;
using Sentry.Releases.Tests.Naming;

namespace Sentry.Releases.Tests.Publishing;

/// <summary>A deploy that is recorded on its own, of a release that is there.</summary>
[TestClass]
public sealed class DeployRecordingTests
{
    [TestMethod]
    public async Task It_touches_nothing_but_the_deploys()
    {
        await using var scenario = await StartAsync("app@1.0");

        var line = scenario.RecordDeploy();

        Assert.AreEqual($"Recorded the deploy of Sentry release app@1.0 to production: {scenario.Sentry.Url}organizations/acme/releases/app%401.0/", line);
        Assert.AreEqual("POST", scenario.Methods);
        Assert.AreEqual("production", scenario.Release.Deploys.Single().Environment);
        Assert.IsNull(scenario.Release.DateReleased);
        Assert.IsEmpty(scenario.Diagnostics);
        Assert.IsFalse(File.Exists(scenario.ReportPath));
    }

    [TestMethod]
    public async Task No_project_is_needed()
    {
        await using var scenario = (await StartAsync("app@1.0")).With("SentryProject", "");

        Assert.IsNotNull(scenario.RecordDeploy());
        Assert.IsEmpty(scenario.Diagnostics);
    }

    [TestMethod]
    public async Task Without_an_environment_nothing_is_sent()
    {
        await using var scenario = (await StartAsync("app@1.0")).With("SentryReleaseDeployEnvironment", "");

        Assert.IsNull(scenario.RecordDeploy());

        Assert.AreEqual("SRM1005", scenario.Codes().Single());
        Assert.Contains("Set SentryReleaseDeployEnvironment", scenario.Diagnostics[0].Message);
        Assert.IsEmpty(scenario.Sentry.Requests);
    }

    [TestMethod]
    public async Task The_release_is_the_given_one_before_all_others()
    {
        await using var scenario = (await StartAsync("given@1", "reported@1", "app@1.0")).With("SentryRelease", "given@1");
        scenario.WriteReport("obj/Release/sentry-release.json", "reported@1");

        scenario.RecordDeploy();

        Assert.AreEqual("given@1", scenario.Deployed());
    }

    [TestMethod]
    public async Task The_release_is_that_of_the_assembly_that_is_named()
    {
        await using var scenario = await StartAsync("named@2.0", "reported@1", "app@1.0");
        scenario.WriteReport("obj/Release/sentry-release.json", "reported@1");
        var assembly = scenario.Write("published/named.dll", CompiledAssembly.Emit("named", "\"2.0\""));

        scenario.With("SentryReleaseAssembly", assembly).RecordDeploy(scenario.Build() with { Application = new BuiltApplication(assembly) });

        Assert.AreEqual("named@2.0", scenario.Deployed());
    }

    [TestMethod]
    public async Task The_release_is_that_of_the_last_report()
    {
        await using var scenario = await StartAsync("reported@1", "app@1.0");
        scenario.WriteReport("obj/Release/net10.0/linux-x64/sentry-release.json", "reported@1");

        scenario.RecordDeploy();

        Assert.AreEqual("reported@1", scenario.Deployed());
    }

    [TestMethod]
    public async Task The_release_is_that_of_the_built_assembly_where_there_is_no_report()
    {
        await using var scenario = await StartAsync("app@1.0");

        scenario.RecordDeploy();

        Assert.AreEqual("app@1.0", scenario.Deployed());
    }

    [TestMethod]
    public async Task A_release_that_is_not_there_is_said()
    {
        await using var scenario = await StartAsync();

        Assert.IsNull(scenario.RecordDeploy());

        Assert.AreEqual("SRM3004", scenario.Codes().Single());
        Assert.AreEqual(Sentry.Releases.Diagnostics.Severity.Warning, scenario.Diagnostics[0].Severity);
    }

    [TestMethod]
    public async Task A_failure_is_an_error_where_that_is_asked_for()
    {
        await using var scenario = (await StartAsync()).With("SentryReleaseFailure", "Error");

        scenario.RecordDeploy();

        Assert.AreEqual(Sentry.Releases.Diagnostics.Severity.Error, scenario.Diagnostics.Single().Severity);
    }

    [TestMethod]
    public async Task A_fault_of_the_package_is_said_and_not_thrown()
    {
        await using var scenario = await StartAsync("app@1.0");
        scenario.Machine.Failing = "SENTRY_AUTH_TOKEN";

        Assert.IsNull(scenario.RecordDeploy());

        Assert.AreEqual("SRM5001", scenario.Codes().Single());
    }

    [TestMethod]
    public async Task Elsewhere_than_in_unattended_builds_it_is_held_back_where_that_is_asked_for()
    {
        await using var scenario = (await StartAsync("app@1.0")).With("SentryReleaseOnlyInCI", "true");

        Assert.Contains("SentryReleaseOnlyInCI", (scenario.RecordDeploy())!);

        Assert.IsEmpty(scenario.Sentry.Requests);
    }

    private static async Task<CreationScenario> StartAsync(params string[] releases)
    {
        var scenario = (await CreationScenario.StartAsync()).With("SentryReleaseDeployEnvironment", "production");
        foreach (var release in releases)
            scenario.Sentry.AddRelease(release, "web");

        return scenario;
    }
}

internal static class DeployRecordingExtensions
{
    /// <summary>The release that has a deploy.</summary>
    public static string Deployed(this CreationScenario scenario) => scenario.Sentry.Releases.Single(release => release.Deploys.Count > 0).Version;

    public static string WriteReport(this CreationScenario scenario, string path, string release, string outcome = "created") =>
        scenario.Write(path, System.Text.Encoding.UTF8.GetBytes($$"""{"schema": 1, "release": "{{release}}", "assembly": "app.dll", "outcome": "{{outcome}}"}"""));
}
