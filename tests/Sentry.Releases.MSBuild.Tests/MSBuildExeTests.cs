using Sentry.Releases.MSBuild.Tests.Infrastructure;

namespace Sentry.Releases.MSBuild.Tests;

/// <summary>
/// MSBuild.exe, the .NET Framework program, does not run here. What is tested is what the targets decide when they are told to be in it;
/// the two properties that say so are reserved, so they are replaced in a copy of the package's files.
/// </summary>
[TestClass]
public sealed class MSBuildExeTests
{
    private const string OnDemand = "msbuild bare.proj -t:CreateSentryRelease";
    private const string OnDemandWithOutcome = $"{OnDemand} -getProperty:_SentryReleaseTaskRuntime,SentryReleaseOutcome";

    [TestMethod]
    [DataRow("18.0.5.56406")]
    [DataRow("19.1.2.100")]
    public async Task From_version_18_on_the_tasks_are_run_in_a_NET_process(string version)
    {
        var project = await CreateAsync("Full", version);

        var result = await project.RunAsync(OnDemandWithOutcome);

        Assert.Contains("\"_SentryReleaseTaskRuntime\": \"NET\"", result.Output);
        Assert.Contains("\"SentryReleaseOutcome\": \"dry-run\"", result.Output);
    }

    [TestMethod]
    [DataRow("15.9.21.664")]
    [DataRow("17.14.23.42201")]
    public async Task An_older_one_gets_one_line_that_says_what_to_use_and_the_build_passes(string version)
    {
        var project = await CreateAsync("Full", version);

        var result = await project.RunAsync(OnDemand);

        var line = result.Lines("SRM").Single();
        Assert.Contains($"warning SRM1007: No Sentry release is created: MSBuild {version} on .NET Framework", line);
        Assert.Contains("dotnet publish", line);
    }

    [TestMethod]
    public async Task Outside_of_it_the_version_does_not_matter()
    {
        var project = await CreateAsync("Core", "17.8.3.51904");

        var result = await project.RunAsync(OnDemandWithOutcome);

        Assert.Contains("\"_SentryReleaseTaskRuntime\": \"CurrentRuntime\"", result.Output);
        Assert.Contains("\"SentryReleaseOutcome\": \"dry-run\"", result.Output);
    }

    /// <summary>A bare project that imports the package's files from a copy: the SDK's own targets would have to be told, too.</summary>
    private static async Task<TestProject> CreateAsync(string runtime, string version)
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
