using Sentry.Releases.MSBuild.Tests.Infrastructure;
using Sentry.StandIn;

namespace Sentry.Releases.MSBuild.Tests;

/// <summary>
/// Applications of mobile frameworks need workloads to build; here a console project says, just before its properties are read, that it is
/// one.
/// </summary>
[TestClass]
public sealed class MobileTests
{
    [TestMethod]
    [DataRow("android")]
    [DataRow("ios")]
    [DataRow("maccatalyst")]
    public async Task The_name_is_made_of_the_applications_id_and_versions(string platform)
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = await BuiltProject.CopyAsync(sentry);
        project.Write("Directory.Build.targets", Imitate(platform, "<ApplicationVersion>42</ApplicationVersion>"));

        var published = await project.RunAsync("publish --no-build");

        sentry.AssertRequested(published, "com.example.shop@2.5+42");
        Assert.Contains("AndroidManifest.xml or Info.plist", published.Lines("SRM4002").Single());
        Assert.DoesNotContain("warning SRM4", published.Output);
    }

    [TestMethod]
    public async Task What_is_missing_is_named()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = await BuiltProject.CopyAsync(sentry);
        project.Write("Directory.Build.targets", Imitate("android", ""));

        var published = await project.RunAsync("publish --no-build");

        sentry.AssertRequested(published);
        Assert.Contains("ApplicationVersion is not set", published.Lines("SRM4001").Single());
    }

    private static string Imitate(string platform, string properties) => $"""
        <Project>
          <Target Name="Imitate" BeforeTargets="_SentryReleaseCollect">
            <PropertyGroup>
              <TargetPlatformIdentifier>{platform}</TargetPlatformIdentifier>
              <ApplicationId>com.example.shop</ApplicationId>
              <ApplicationDisplayVersion>2.5</ApplicationDisplayVersion>
              {properties}
            </PropertyGroup>
          </Target>
        </Project>
        """;
}
