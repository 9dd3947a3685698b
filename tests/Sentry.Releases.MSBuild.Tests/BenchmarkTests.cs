using Sentry.Releases.MSBuild.Tests.Infrastructure;

namespace Sentry.Releases.MSBuild.Tests;

/// <summary>What takes minutes to run is not run here; but it is not left to rot.</summary>
[TestClass]
public sealed class BenchmarkTests
{
    [TestMethod]
    [DataRow("bench.cs")]
    [DataRow("elsewhere.cs")]
    public async Task The_program_compiles(string file)
    {
        var built = await Command.RunAsync("dotnet", ["build", $"build/{file}"], Package.RepositoryRoot);

        built.Succeeded();
    }

    [TestMethod]
    public async Task The_parts_that_are_measured_are_listed()
    {
        var listed = await Command.RunAsync(
            "dotnet",
            ["run", "--no-build", "-c", Package.Configuration, "--project", "tests/Sentry.Releases.Benchmarks", "--", "--list", "flat", "--filter", "*Tag*"],
            Package.RepositoryRoot);

        Assert.Contains("Sentry.Releases.Benchmarks.PreviousTagBenchmarks.Find", listed.Succeeded().Output);
    }
}
