using Sentry.Releases.MSBuild.Tests.Infrastructure;
using Sentry.StandIn;

namespace Sentry.Releases.MSBuild.Tests.Hooks;

/// <summary>A container image is one publish, however many runtimes are in it, and it is published when it was made.</summary>
[TestClass]
public sealed class ContainerTests
{
    /// <summary>Without the packs that a self-contained image would need.</summary>
    private const string TwoRuntimes = """
        <RuntimeIdentifiers>linux-x64;linux-arm64</RuntimeIdentifiers>
        <EnableRuntimePackDownload>false</EnableRuntimePackDownload>
        <EnableAppHostPackDownload>false</EnableAppHostPackDownload>
        """;

    private const string Profile = "publish -p:PublishProfile=DefaultContainer";

    [TestMethod]
    [DataRow("publish -t:PublishContainer", "")]
    [DataRow("publish --target:PublishContainer", "")]
    [DataRow("msbuild -restore -t:Publish;PublishContainer", "")]
    [DataRow("publish -t:PublishContainer", TwoRuntimes)]
    [DataRow("msbuild -restore -t:PublishContainer", TwoRuntimes)]
    [DataRow(Profile, "")]
    [DataRow(Profile, TwoRuntimes)]
    public async Task One_request_when_the_image_is_there_and_none_when_it_cannot_be_made(string command, string properties)
    {
        await using var sentry = await SentryStandIn.StartAsync();
        await using var registry = await ImageRegistry.StartAsync();
        var project = CreateProject(sentry, properties, isWeb: command == Profile);

        var failed = await project.DotnetAsync([.. command.Split(' '), $"-p:ContainerBaseImage={registry.BaseImage}-that-is-missing"]);
        Assert.AreNotEqual(0, failed.ExitCode, failed.Output);
        sentry.AssertRequested(failed);

        var published = await project.RunAsync($"{command} -p:ContainerBaseImage={registry.BaseImage}");
        sentry.AssertRequested(published, "app@1.2.3");
        Assert.HasCount(1, published.Lines("The image is there: True"), published.Output);
    }

    [TestMethod]
    public async Task A_profile_of_which_the_files_cannot_be_sent_makes_no_release()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = CreateProject(sentry, "", isWeb: true);
        project.Write("Properties/PublishProfiles/Refused.pubxml", """
            <Project>
              <PropertyGroup><WebPublishMethod>ZipDeploy</WebPublishMethod><PublishUrl>http://127.0.0.1:1/</PublishUrl></PropertyGroup>
            </Project>
            """);

        var failed = await project.PublishAsync("-p:PublishProfile=Refused", "-p:UserName=ada", "-p:Password=none");

        Assert.AreNotEqual(0, failed.ExitCode, failed.Output);
        sentry.AssertRequested(failed);
    }

    private static TestProject CreateProject(SentryStandIn sentry, string properties, bool isWeb)
    {
        var project = TestProject.Create(sentry, $"<ContainerArchiveOutputPath>image.tar.gz</ContainerArchiveOutputPath>{properties}");
        project.Write("Directory.Build.targets", """
            <Project>
              <Target Name="Look" BeforeTargets="CreateSentryRelease">
                <Message Importance="High" Text="The image is there: $([System.IO.File]::Exists('$(MSBuildProjectDirectory)/image.tar.gz'))" />
              </Target>
            </Project>
            """);
        if (isWeb)
        {
            var file = Path.Combine(project.Directory, "app.csproj");
            File.WriteAllText(file, File.ReadAllText(file).Replace("Microsoft.NET.Sdk", "Microsoft.NET.Sdk.Web", StringComparison.Ordinal));
        }

        return project;
    }
}
