using Sentry.Releases.MSBuild.Tests.Infrastructure;
using Sentry.StandIn;

namespace Sentry.Releases.MSBuild.Tests.Hooks;

/// <summary>A project of several frameworks is one application with one release.</summary>
[TestClass]
public sealed class MultiTargetTests
{
    [TestMethod]
    public async Task One_request_at_most()
    {
        await using var sentry = await SentryStandIn.StartAsync();

        await sentry.AssertRequestsAsync(
            Create(sentry),
            ("build", ""),
            ("pack --no-restore", ""),
            ("publish --no-restore -f net10.0", "app@1.2.3"),
            ("publish --no-restore -f net10.0-windows", "app@1.2.3"),
            ("build --no-restore -t:Build;CreateSentryRelease", "app@1.2.3"));
    }

    [TestMethod]
    public async Task One_request_for_a_build_of_one_or_all_frameworks()
    {
        await using var sentry = await SentryStandIn.StartAsync();

        await sentry.AssertRequestsAsync(
            Create(sentry, "Build"),
            ("build", "app@1.2.3"),
            ("build --no-restore -m:4", "app@1.2.3"),
            ("build --no-restore -graph", "app@1.2.3"),
            ("build --no-restore -f net10.0", "app@1.2.3"),
            ("build --no-restore -f net10.0-windows", "app@1.2.3"),
            ("publish --no-restore -f net10.0", "app@1.2.3"));
    }

    [TestMethod]
    public async Task One_request_for_a_package_of_all_frameworks()
    {
        await using var sentry = await SentryStandIn.StartAsync();

        await sentry.AssertRequestsAsync(
            Create(sentry),
            ("build -p:SentryReleaseOn=Pack", ""),
            ("pack --no-restore -p:SentryReleaseOn=Build", "app@1.2.3"),
            ("pack --no-restore -p:SentryReleaseOn=Pack", "app@1.2.3"),
            ("pack --no-restore -p:SentryReleaseOn=Build%3BPack", "app@1.2.3"));
    }

    [TestMethod]
    public async Task Later_targets_of_the_outer_build_see_name_outcome_and_commit_count()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = Create(sentry, "Build");
        project.Write("../Directory.Build.targets", """
            <Project>
              <Target Name="Tell" AfterTargets="CreateSentryRelease" Condition="'$(TargetFramework)' == ''">
                <Message Importance="High" Text="[$(SentryReleaseName)|$(SentryReleaseOutcome)|$(SentryReleaseCommitCount)]" />
              </Target>
            </Project>
            """);

        var built = (await project.DotnetAsync("build", "-p:SentryRelease=odd%3Bname+%25@1.2.3")).Succeeded();

        Assert.HasCount(1, built.Lines("[odd;name+%@1.2.3|created|0]"), built.Output);
    }

    [TestMethod]
    public async Task Publishing_without_a_framework_fails_and_releases_nothing()
    {
        await using var sentry = await SentryStandIn.StartAsync();

        var published = await Create(sentry).PublishAsync();

        Assert.AreNotEqual(0, published.ExitCode);
        Assert.Contains("NETSDK1129", published.Output);
        sentry.AssertRequested(published);
    }

    [TestMethod]
    public async Task A_failed_framework_releases_nothing()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = Create(sentry, "Build");
        project.Write("Broken.cs", "#if WINDOWS\nthis is no C#\n#endif");

        var built = await project.DotnetAsync("build");

        Assert.AreNotEqual(0, built.ExitCode);
        sentry.AssertRequested(built);
    }

    /// <summary>The Windows flavour of the framework needs no reference pack that the plain one does not need.</summary>
    private static TestProject Create(SentryStandIn sentry, string on = "") => TestProject.Create(sentry, $"""
        <TargetFramework />
        <TargetFrameworks>
          net10.0;
          net10.0-windows;
        </TargetFrameworks>
        <EnableWindowsTargeting>true</EnableWindowsTargeting>
        <DisableTransitiveFrameworkReferenceDownloads>true</DisableTransitiveFrameworkReferenceDownloads>
        <SentryReleaseOn>{on}</SentryReleaseOn>
        """);
}
