using Sentry.Releases.Benchmarks.Comparison;
using Sentry.Releases.MSBuild.Tests.Infrastructure;
using Sentry.StandIn;
using BaseNode = Microsoft.Build.Logging.StructuredLogger.BaseNode;
using BinaryLog = Microsoft.Build.Logging.StructuredLogger.BinaryLog;
using LoggedTask = Microsoft.Build.Logging.StructuredLogger.Task;

namespace Sentry.Releases.MSBuild.Tests;

/// <summary>What the package does in a build, as the binary log shows it.</summary>
[TestClass]
public sealed class InstalledCostTests
{
    [TestMethod]
    public async Task Only_a_build_that_releases_runs_and_loads_a_task()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = TestProject.Create(sentry);
        await project.InitializeGitAsync();

        await AssertLoadsAsync(project, "build -c Release", loads: false);
        await AssertLoadsAsync(project, "publish --no-restore", loads: true);
        await AssertLoadsAsync(project, "publish --no-restore -p:SentryReleaseEnabled=false", loads: false);
    }

    /// <summary>What a release costs a build's new process, as far as it can be counted; the benchmark has the seconds.</summary>
    [TestMethod]
    [CompiledTasksCondition]
    public async Task A_release_compiles_few_methods_and_sends_one_request()
    {
        var connections = new HashSet<string>();
        await using var sentry = await SentryStandIn.StartAsync(new StandInOptions
        {
            Before = (context, answer) =>
            {
                lock (connections)
                    connections.Add(context.Connection.Id);
                return answer(context);
            },
        });
        var project = TestProject.Create(sentry);
        await project.InitializeGitAsync();
        await project.RunAsync("build -c Release");

        var without = await CountMethodsAsync(project, "-p:SentryReleaseEnabled=false");
        var with = await CountMethodsAsync(project, "-p:SentryReleaseTagPattern=v*");

        Assert.HasCount(1, sentry.Requests);
        Assert.HasCount(1, connections);
        Assert.IsGreaterThan(1_000, without);
        Assert.IsLessThan(150, with - without);
    }

    private static async Task<int> CountMethodsAsync(TestProject project, string property)
    {
        using var compiled = new CompiledMethods();
        foreach (var (name, value) in compiled.Environment)
            project.Set(name, value);

        await project.RunAsync($"publish --no-build {property}");
        return compiled.Count();
    }

    private static async Task AssertLoadsAsync(TestProject project, string command, bool loads)
    {
        await project.RunAsync($"{command} -bl:log.binlog");

        var build = BinaryLog.ReadBuild(Path.Combine(project.Directory, "log.binlog"));
        var tasks = new List<string>();
        var assemblies = new List<string>();
        build.VisitAllChildren<LoggedTask>(task => tasks.Add(task.Name));
        build.VisitAllChildren<BaseNode>(node => assemblies.Add(node.ToString() ?? ""));
        assemblies.RemoveAll(text => !text.Contains("Assembly loaded", StringComparison.Ordinal));

        CollectionAssert.Contains(tasks, "ResolvePackageAssets");
        Assert.AreEqual(loads, tasks.Contains("CreateSentryRelease"));
        Assert.AreEqual(loads, tasks.Contains("WarmUpSentryRelease"));
        Assert.IsNotEmpty(assemblies);
        // The warm-up loads LibGit2Sharp between the tasks, where MSBuild does not look.
        string[] ours = loads ? ["Sentry.Releases.MSBuild", "Sentry.Releases"] : ["Sentry.Releases.MSBuild", "Sentry.Releases", "LibGit2Sharp"];
        foreach (var name in ours)
            Assert.AreEqual(loads, assemblies.Exists(text => text.Contains($"{name}, Version=", StringComparison.Ordinal)), name);
    }
}
