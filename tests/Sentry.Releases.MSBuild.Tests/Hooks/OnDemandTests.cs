using System.Text.Json;
using Sentry.Releases.MSBuild.Tests.Infrastructure;
using Sentry.StandIn;

namespace Sentry.Releases.MSBuild.Tests.Hooks;

/// <summary>Targets that are run by themselves, after a publish or in a job that has only what was published.</summary>
[TestClass]
public sealed class OnDemandTests
{
    private const string Deploy = "msbuild -restore -t:RecordSentryDeploy -p:Configuration=Release -p:SentryReleaseDeployEnvironment=production";

    /// <summary>The runtime identifier is known only while it is published, and with it the folder of the assembly.</summary>
    [TestMethod]
    public async Task After_a_publish_for_one_runtime_they_are_about_what_it_released()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = TestProject.Create(sentry);
        await project.RunAsync("publish -r linux-x64 --no-self-contained -p:Version=2.0.0");
        await project.RunAsync(Deploy);
        await project.RunAsync("msbuild -t:CreateSentryRelease -p:Configuration=Release");
        var listed = await project.RunAsync("msbuild -t:ListSentryReleaseDeploys -p:Configuration=Release -getItem:SentryDeployEntry -getProperty:SentryReleaseHasMore");

        var release = sentry.Releases.Single();
        Assert.AreEqual("app@2.0.0", release.Version);
        Assert.AreEqual("production", release.Deploys.Single().Environment);
        Assert.Contains("production", listed.Output);
        Assert.AreEqual("false", JsonDocument.Parse(listed.Output).RootElement.GetProperty("Properties").GetProperty("SentryReleaseHasMore").GetString());
    }

    [TestMethod]
    public async Task What_was_built_since_counts_more_than_what_was_released()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = TestProject.Create(sentry);
        await project.RunAsync("publish -r linux-x64 --no-self-contained -p:Version=2.0.0");
        await project.RunAsync("build -c Release -p:Version=2.0.1");

        await project.RunAsync("msbuild -t:CreateSentryRelease -p:Configuration=Release");
        await project.RunAsync("build -c Release -p:Version=2.0.2 -t:Build;CreateSentryRelease");

        CollectionAssert.AreEqual(new[] { "app@2.0.0", "app@2.0.1", "app@2.0.2" }, sentry.RequestedNames().ToArray());
    }

    [TestMethod]
    public async Task A_deploy_needs_an_environment_and_changes_nothing_else()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = TestProject.Create(sentry);
        await project.RunAsync("publish");

        var without = await project.RunAsync("msbuild -t:RecordSentryDeploy -p:Configuration=Release");
        Assert.Contains("SentryReleaseDeployEnvironment", without.Lines("SRM1005").Single());
        Assert.HasCount(1, sentry.Requests);

        var failing = await project.DotnetAsync("msbuild", "-t:RecordSentryDeploy", "-p:Configuration=Release", "-p:SentryReleaseFailure=Error");
        Assert.AreEqual(1, failing.ExitCode, failing.Output);

        var report = File.ReadAllText(project.ReportPath);
        await project.RunAsync(Deploy);
        Assert.HasCount(2, sentry.Requests);
        Assert.AreEqual(report, File.ReadAllText(project.ReportPath));
    }
}
