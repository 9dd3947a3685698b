using System.Text.Json;
using Sentry.Releases.Publishing;
using Sentry.StandIn;

namespace Sentry.Releases.Tests.Faults;

/// <summary>The report is whole or not there, and never costs the release.</summary>
[TestClass]
public sealed class ReportFaultTests
{
    [TestMethod]
    public async Task A_path_that_cannot_be_written_is_a_warning()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        using var scenario = FaultScenario.On(sentry);
        scenario.Properties["SentryReleaseReport"] = ".sentryclirc/report.json";

        await AssertCreatedWithWarningAsync(scenario);
    }

    [TestMethod]
    public async Task A_path_that_is_a_folder_is_a_warning_and_the_folder_stays()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        using var scenario = FaultScenario.On(sentry);
        var folder = Directory.CreateDirectory(scenario.FolderOf("taken/inside")).Parent!.FullName;
        scenario.Properties["SentryReleaseReport"] = folder;

        await AssertCreatedWithWarningAsync(scenario);

        Assert.IsTrue(Directory.Exists(Path.Combine(folder, "inside")));
        Assert.IsEmpty(Directory.GetFiles(Path.GetDirectoryName(folder)!, "*.tmp"));
    }

    [TestMethod]
    [DataRow("/", DisplayName = "the root")]
    [DataRow("{0}/report.json", DisplayName = "a folder's name too long")]
    [DataRow("{0}", DisplayName = "a file's name too long")]
    [DataRow("{1}", DisplayName = "a path too long")]
    [DataRow("obj/re\u001b[31m\nport/", DisplayName = "a name of a folder that would steer a terminal")]
    public async Task A_path_that_cannot_be_is_a_warning(string path)
    {
        await using var sentry = await SentryStandIn.StartAsync();
        using var scenario = FaultScenario.On(sentry);
        var endless = string.Concat(Enumerable.Repeat("folder/", 1000));
        scenario.Properties["SentryReleaseReport"] = path.Replace("{0}", new string('x', 300), StringComparison.Ordinal).Replace("{1}", endless, StringComparison.Ordinal);

        await AssertCreatedWithWarningAsync(scenario);

        Assert.DoesNotContain(char.IsControl, scenario.Diagnostics[0].Message);
    }

    [TestMethod]
    public async Task Its_lines_end_alike_on_every_system()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        using var scenario = FaultScenario.On(sentry);

        await scenario.RunCreatedAsync();

        var report = await File.ReadAllTextAsync(scenario.ReportPath);
        Assert.Contains('\n', report);
        Assert.DoesNotContain('\r', report);
    }

    [TestMethod]
    public async Task A_path_that_no_file_can_have_is_said_before_anything_is_sent()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        using var scenario = FaultScenario.On(sentry);
        scenario.Properties["SentryReleaseReport"] = "obj/\0.json";

        await scenario.RunFailedAsync("SRM1005", "SentryReleaseReport");

        Assert.IsEmpty(sentry.Requests);
    }

    [TestMethod]
    public async Task A_name_as_long_as_a_name_can_be_is_written()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        using var scenario = FaultScenario.On(sentry);
        scenario.Properties["SentryReleaseReport"] = "obj/" + new string('x', 255);

        await scenario.RunCreatedAsync();

        Assert.AreEqual("created", Outcome(scenario.FolderOf(scenario.Properties["SentryReleaseReport"])));
    }

    [TestMethod]
    public async Task What_a_killed_build_left_half_written_does_no_harm()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        using var scenario = FaultScenario.On(sentry);
        await scenario.RunCreatedAsync();
        var report = await File.ReadAllTextAsync(scenario.ReportPath);
        await File.WriteAllTextAsync(scenario.ReportPath, report[..^100]);
        await File.WriteAllTextAsync(Path.Combine(Path.GetDirectoryName(scenario.ReportPath)!, $"sentry-release.{Guid.NewGuid():N}.tmp"), report[..^100]);

        await scenario.RunAsync();

        Assert.IsEmpty(scenario.Diagnostics);
        Assert.AreEqual("updated", Outcome(scenario.ReportPath));
    }

    [TestMethod]
    public async Task A_path_outside_the_project_is_the_users_choice()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        using var scenario = FaultScenario.On(sentry);
        using var elsewhere = new Settings.TemporaryFolder();
        scenario.Properties["SentryReleaseReport"] = elsewhere.PathOf("deep/report.json");

        await scenario.RunCreatedAsync();

        Assert.AreEqual("created", Outcome(elsewhere.PathOf("deep/report.json")));
    }

    [TestMethod]
    public async Task Ten_runs_at_once_make_one_release_and_one_whole_report()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var scenarios = Enumerable.Range(0, 10).Select(_ => FaultScenario.On(sentry)).ToList();
        using var shared = new Settings.TemporaryFolder();
        var path = shared.PathOf("sentry-release.json");
        scenarios.ForEach(scenario => scenario.Properties["SentryReleaseReport"] = path);

        var reports = await Task.WhenAll(scenarios.Select(scenario => Task.Run(() => scenario.RunAsync())));

        Assert.AreEqual("", string.Join('\n', scenarios.SelectMany(scenario => scenario.Diagnostics)));
        Assert.HasCount(1, sentry.Releases);
        Assert.AreEqual(1, reports.Count(report => report.Outcome == ReleaseOutcome.Created));
        Assert.AreEqual(9, reports.Count(report => report.Outcome == ReleaseOutcome.Updated));
        Assert.Contains(Outcome(path), new[] { "created", "updated" });
        Assert.HasCount(1, Directory.GetFiles(shared.Root));
        scenarios.ForEach(scenario => scenario.Dispose());
    }

    [TestMethod]
    public async Task Ten_projects_at_once_make_ten_releases()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var scenarios = Enumerable.Range(0, 10).Select(_ => FaultScenario.On(sentry)).ToList();
        for (var i = 0; i < scenarios.Count; i++)
            scenarios[i].Properties["SentryRelease"] = $"app{i}@1.0.0";

        await Task.WhenAll(scenarios.Select(scenario => Task.Run(scenario.RunCreatedAsync)));

        Assert.HasCount(10, sentry.Releases);
        scenarios.ForEach(scenario => scenario.Dispose());
    }

    [TestMethod]
    public async Task A_reader_never_sees_half_a_report()
    {
        using var folder = new Settings.TemporaryFolder();
        var path = folder.PathOf("report.json");
        var report = new ReleaseReport { Release = new string('x', 100_000) };
        ReportFile.Write(path, report);
        using var done = new CancellationTokenSource();
        var reading = Task.Run(() =>
        {
            var read = 0;
            for (; !done.IsCancellationRequested; read++)
                Assert.AreEqual("failed", Outcome(path));

            return read;
        });

        for (var i = 0; i < 200; i++)
            ReportFile.Write(path, report);

        await done.CancelAsync();
        Assert.IsGreaterThan(0, await reading);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void What_is_among_the_devices_is_written_to_and_not_replaced()
    {
        // A link stands for the device here, which the test could not give back.
        var folder = Directory.CreateDirectory($"/dev/shm/{Guid.NewGuid():N}").FullName;
        try
        {
            var link = File.CreateSymbolicLink(Path.Combine(folder, "link"), Path.Combine(folder, "target"));

            ReportFile.Write(link.FullName, new ReleaseReport());

            Assert.AreEqual("failed", Outcome(Path.Combine(folder, "target")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task AssertCreatedWithWarningAsync(FaultScenario scenario)
    {
        var report = await scenario.RunAsync();

        Assert.AreEqual("SRM1009", string.Join(' ', scenario.Codes));
        Assert.Contains("SentryReleaseReport", scenario.Diagnostics[0].Message);
        Assert.AreEqual(ReleaseOutcome.Created, report.Outcome);
    }

    private static string? Outcome(string path)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        return json.RootElement.GetProperty("outcome").GetString();
    }
}
