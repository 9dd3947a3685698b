using Sentry.Releases.MSBuild.Tests.Infrastructure;

namespace Sentry.Releases.MSBuild.Tests;

/// <summary>
/// What the targets decide when they are told to be in MSBuild.exe, an imitation: the two properties that say so are reserved, so they are
/// replaced in a copy of the package's files. <see cref="ApartTests"/> has the .NET Framework engine itself.
/// </summary>
[TestClass]
public sealed class MSBuildExeTests
{
    private const string OnDemand = "msbuild bare.proj -t:CreateSentryRelease";
    private const string OnDemandWithOutcome = $"{OnDemand} -getProperty:_SentryReleaseTaskRuntime,SentryReleaseOutcome";

    [TestMethod]
    [DataRow("Core", "17.8.3.51904", "8.0.100", "CurrentRuntime")]
    [DataRow("Full", "15.9.21.664", "10.0.401", "Apart")]
    [DataRow("Full", "17.14.23.42201", "10.0.401", "Apart")]
    [DataRow("Full", "18.0.5.56406", "10.0.100-rc.1.25451.107", "NET")]
    [DataRow("Full", "19.1.2.100", "11.0.100", "NET")]
    [DataRow("Full", "18.0.5.56406", "9.0.308", "Apart")]
    [DataRow("Full", "18.0.5.56406", "", "Apart")]
    [DataRow("Mono", "16.10.1.6", "", "Apart")]
    public async Task The_tasks_run_where_this_MSBuild_and_the_SDK_of_the_project_can_run_them(string runtime, string version, string sdk, string expected)
    {
        var project = await CreateAsync(runtime, version);

        var result = await project.RunAsync($"{OnDemandWithOutcome} -p:NETCoreSdkVersion={sdk}");

        Assert.Contains($"\"_SentryReleaseTaskRuntime\": \"{expected}\"", result.Output);
        Assert.Contains("\"SentryReleaseOutcome\": \"dry-run\"", result.Output);
    }

    /// <summary>A bare project that imports the package's files from a copy: the SDK's own targets would have to be told, too.</summary>
    internal static async Task<TestProject> CreateAsync(string runtime, string version)
    {
        var project = TestProject.Create(sentry: null);
        await System.IO.Compression.ZipFile.ExtractToDirectoryAsync(Package.NupkgPath, project.Directory);
        var targets = Path.Combine(project.Directory, "build", "Sentry.Releases.MSBuild.Common.targets");
        File.WriteAllText(
            targets,
            File.ReadAllText(targets)
                .Replace("$(MSBuildRuntimeType)", runtime, StringComparison.Ordinal)
                .Replace("$(MSBuildVersion)", version, StringComparison.Ordinal));
        project.Write("bare.proj", """
            <Project>
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <IntermediateOutputPath>obj/</IntermediateOutputPath>
                <SentryRelease>shop@7</SentryRelease>
                <SentryReleaseDryRun>true</SentryReleaseDryRun>
              </PropertyGroup>
              <Import Project="build/Sentry.Releases.MSBuild.targets" />
            </Project>
            """);
        return project;
    }
}
