using Sentry.Releases.MSBuild.Tests.Infrastructure;

namespace Sentry.Releases.MSBuild.Tests;

/// <summary>The benchmarks take minutes to run, and measure nothing here; but they are not left to rot.</summary>
[TestClass]
public sealed class BenchmarkTests
{
    [TestMethod]
    public async Task The_benchmark_compiles()
    {
        var built = await Command.RunAsync("dotnet", ["build", "build/bench.cs"], Package.RepositoryRoot);

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
