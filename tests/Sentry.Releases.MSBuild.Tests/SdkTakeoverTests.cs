using Sentry.Releases.MSBuild.Tests.Infrastructure;
using Sentry.StandIn;

namespace Sentry.Releases.MSBuild.Tests;

/// <summary>Beside a stand-in of the targets by which Sentry's own SDK creates releases and uploads symbols.</summary>
[TestClass]
public sealed class SdkTakeoverTests
{
    /// <summary>Names, order and conditions are those of <c>Sentry.targets</c> in getsentry/sentry-dotnet; what would run is said instead.</summary>
    private const string SdkTargets = """
        <Project>
          <PropertyGroup>
            <_SentryRelease>$(SENTRY_RELEASE)</_SentryRelease>
          </PropertyGroup>
          <Target Name="CheckSentryCLI" AfterTargets="Build" Condition="'$(InnerTargets)' == ''">
            <PropertyGroup>
              <SentryCreateRelease Condition="'$(SentrySetCommits)' == 'true'">true</SentryCreateRelease>
              <UseSentryCLI Condition="'$(UseSentryCLI)' == '' and ('$(SentryCreateRelease)' == 'true' or '$(SentryUploadSymbols)' == 'true')">true</UseSentryCLI>
            </PropertyGroup>
          </Target>
          <Target Name="UploadDebugInfoToSentry" AfterTargets="Build" DependsOnTargets="CheckSentryCLI" Condition="'$(SentryUploadSymbols)' == 'true'">
            <Message Importance="High" Text="SDK: symbols uploaded" />
          </Target>
          <Target Name="_GetSentryRelease" AfterTargets="DispatchToInnerBuilds;AfterBuild" Condition="'$(SentryCreateRelease)' == 'true' and '$(UseSentryCLI)' == 'true'">
            <PropertyGroup>
              <_SentryRelease Condition="'$(_SentryRelease)' == ''">app@1.2.3</_SentryRelease>
            </PropertyGroup>
          </Target>
          <Target Name="_CreateSentryRelease" AfterTargets="Build" DependsOnTargets="_GetSentryRelease" Condition="'$(SentryCreateRelease)' == 'true' and '$(_SentryRelease)' != ''">
            <Message Importance="High" Text="SDK: release created" />
          </Target>
          <Target Name="_SentrySetCommits" AfterTargets="Build" DependsOnTargets="_GetSentryRelease" Condition="'$(SentryCreateRelease)' == 'true' and '$(SentrySetCommits)' == 'true' and '$(_SentryRelease)' != ''">
            <Message Importance="High" Text="SDK: commits set" />
          </Target>
        </Project>
        """;

    private const string Everything = "-p:SentryCreateRelease=true -p:SentrySetCommits=true -p:UseSentryCLI=true -p:SentryUploadSymbols=true";

    [TestMethod]
    [DataRow("publish -p:SentryCreateRelease=true", DisplayName = "given on the command line")]
    [DataRow("publish -p:SentrySetCommits=true")]
    [DataRow("publish -p:SentrySetCommits=true -p:SENTRY_RELEASE=app@1.2.3")]
    [DataRow($"publish {Everything}")]
    public async Task The_SDK_creates_nothing_and_uploads_as_before(string command)
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = Create(sentry);

        var published = await project.RunAsync(command);

        sentry.AssertRequested(published, "app@1.2.3");
        Assert.DoesNotContain("SDK: release created", published.Output);
        Assert.DoesNotContain("SDK: commits set", published.Output);
        Assert.AreEqual(command.Contains("UploadSymbols", StringComparison.Ordinal), published.Output.Contains("SDK: symbols uploaded", StringComparison.Ordinal));
        Assert.IsEmpty(published.Lines("SRM1005"));
    }

    [TestMethod]
    public async Task Without_the_takeover_both_create_the_release_and_it_is_said()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = Create(sentry);

        var published = await project.RunAsync($"publish {Everything} -p:SentryReleaseSdkTakeover=false");

        sentry.AssertRequested(published, "app@1.2.3");
        Assert.Contains("SDK: release created", published.Output);
        Assert.Contains("SDK: commits set", published.Output);
        Assert.Contains("warning SRM1005: SentryReleaseSdkTakeover is false", published.Lines("SRM1005").Single());
    }

    [TestMethod]
    [DataRow("SentryReleaseSdkTakeover")]
    [DataRow("SentryReleaseEnabled")]
    public async Task Where_this_package_is_off_the_SDK_is_left_alone_and_nothing_is_said(string property)
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = Create(sentry);

        var built = await project.RunAsync($"build {Everything} -p:{property}=false");

        sentry.AssertRequested(built);
        Assert.Contains("SDK: release created", built.Output);
        Assert.IsEmpty(built.Lines("SRM1005"));
    }

    private static TestProject Create(SentryStandIn sentry)
    {
        var project = TestProject.Create(sentry);
        project.Write("Directory.Build.targets", SdkTargets);
        return project;
    }
}
