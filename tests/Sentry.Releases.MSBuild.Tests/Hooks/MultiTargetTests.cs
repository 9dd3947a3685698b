using Sentry.Releases.MSBuild.Tests.Infrastructure;
using Sentry.StandIn;

namespace Sentry.Releases.MSBuild.Tests.Hooks;

/// <summary>A project of several frameworks is one application with one release.</summary>
[TestClass]
public sealed class MultiTargetTests
{
    [TestMethod]
    [DataRow("", "build", 0)]
    [DataRow("", "publish -f net10.0", 1)]
    [DataRow("", "publish -f net10.0-windows", 1)]
    [DataRow("", "pack", 0)]
    [DataRow("", "build -t:Build;CreateSentryRelease", 1)]
    [DataRow("Build", "build", 1)]
    [DataRow("Build", "build -m:4", 1)]
    [DataRow("Build", "build -graph", 1)]
    [DataRow("Build", "build -f net10.0", 1)]
    [DataRow("Build", "build -f net10.0-windows", 1)]
    [DataRow("Build", "publish -f net10.0", 1)]
    [DataRow("Pack", "build", 0)]
    [DataRow("Pack", "pack", 1)]
    [DataRow("Build;Pack", "pack", 1)]
    public async Task One_request_at_most(string on, string command, int requests)
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = Create(sentry, on);

        sentry.AssertRequested(await project.RunAsync(command), [.. Enumerable.Repeat("app@1.2.3", requests)]);
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

        var published = await Create(sentry, "").PublishAsync();

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
    private static TestProject Create(SentryStandIn sentry, string on) => TestProject.Create(sentry, $"""
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
