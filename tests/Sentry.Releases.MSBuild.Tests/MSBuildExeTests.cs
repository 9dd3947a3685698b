using Sentry.Releases.MSBuild.Tests.Infrastructure;

namespace Sentry.Releases.MSBuild.Tests;

/// <summary>
/// MSBuild.exe, the .NET Framework program, does not run here. What is tested is what the targets decide when they are told to be in it;
/// the project is bare, because the SDK's own targets believe it, too.
/// </summary>
[TestClass]
public sealed class MSBuildExeTests
{
    [TestMethod]
    public async Task From_version_18_on_the_tasks_are_run_in_a_NET_process()
    {
        var project = await CreateAsync();

        var result = await project.RunAsync("msbuild bare.proj -t:CreateSentryRelease -p:MSBuildRuntimeType=Full -getProperty:_SentryReleaseTaskRuntime,SentryReleaseOutcome");

        Assert.Contains("\"_SentryReleaseTaskRuntime\": \"NET\"", result.Output);
        Assert.Contains("\"SentryReleaseOutcome\": \"dry-run\"", result.Output);
    }

    [TestMethod]
    public async Task An_older_one_gets_one_line_that_says_what_to_use_and_the_build_passes()
    {
        var project = await CreateAsync();
        var targets = Path.Combine(project.Directory, "build", "Sentry.Releases.Tasks.targets");
        File.WriteAllText(targets, File.ReadAllText(targets).Replace("$(MSBuildVersion)", "17.14.23.42201", StringComparison.Ordinal));

        var result = await project.RunAsync("msbuild bare.proj -t:CreateSentryRelease -p:MSBuildRuntimeType=Full");

        Assert.Contains("warning SRM1007: No Sentry release is created: MSBuild 17.14.23.42201 on .NET Framework", result.Lines("SRM").Single());
        Assert.Contains("dotnet publish", result.Lines("SRM").Single());
    }

    [TestMethod]
    public async Task The_version_does_not_matter_outside_of_it()
    {
        var project = await CreateAsync();

        var result = await project.RunAsync("msbuild bare.proj -t:CreateSentryRelease -getProperty:_SentryReleaseTaskRuntime,SentryReleaseOutcome");

        Assert.Contains("\"_SentryReleaseTaskRuntime\": \"CurrentRuntime\"", result.Output);
        Assert.Contains("\"SentryReleaseOutcome\": \"dry-run\"", result.Output);
    }

    /// <summary>A project that imports the package's files from a copy.</summary>
    private static async Task<TestProject> CreateAsync()
    {
        var project = TestProject.Create(sentry: null);
        await System.IO.Compression.ZipFile.ExtractToDirectoryAsync(Package.NupkgPath, project.Directory);
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
