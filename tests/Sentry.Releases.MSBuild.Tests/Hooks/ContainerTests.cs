using Sentry.Releases.MSBuild.Tests.Infrastructure;
using Sentry.StandIn;

namespace Sentry.Releases.MSBuild.Tests.Hooks;

/// <summary>A container image is one publish, however many runtimes are in it.</summary>
[TestClass]
public sealed class ContainerTests
{
    /// <summary>Without the packs that a self-contained image would need.</summary>
    private const string TwoRuntimes = """
        <RuntimeIdentifiers>linux-x64;linux-arm64</RuntimeIdentifiers>
        <EnableRuntimePackDownload>false</EnableRuntimePackDownload>
        <EnableAppHostPackDownload>false</EnableAppHostPackDownload>
        """;

    [TestMethod]
    [DataRow("")]
    [DataRow(TwoRuntimes)]
    public async Task One_request_for_an_image_in_an_archive(string properties)
    {
        await using var sentry = await SentryStandIn.StartAsync();
        await using var registry = await ImageRegistry.StartAsync();
        var project = TestProject.Create(sentry, $"""
            <ContainerBaseImage>{registry.BaseImage}</ContainerBaseImage>
            <ContainerArchiveOutputPath>image.tar.gz</ContainerArchiveOutputPath>
            {properties}
            """);

        await sentry.AssertRequestsAsync(
            project,
            ("publish -t:PublishContainer", "app@1.2.3"),
            (properties == "" ? "msbuild -t:Publish;PublishContainer" : "msbuild -t:PublishContainer", "app@1.2.3"));
        Assert.IsTrue(File.Exists(Path.Combine(project.Directory, "image.tar.gz")));
    }
}
