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

        await AssertLoadsAsync(project, "build -c Release", loads: false);
        await AssertLoadsAsync(project, "publish --no-restore", loads: true);
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
        Assert.IsNotEmpty(assemblies);
        Assert.AreEqual(loads, assemblies.Exists(text => text.Contains("Sentry.Releases", StringComparison.Ordinal)));
    }
}
