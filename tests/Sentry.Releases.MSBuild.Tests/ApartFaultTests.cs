using System.Text.Json;
using System.Text.Json.Nodes;
using Sentry.Releases.MSBuild.Tests.Infrastructure;
using Sentry.Releases.Tests.Faults;

namespace Sentry.Releases.MSBuild.Tests;

/// <summary>What an MSBuild that cannot load the tasks says when dotnet msbuild is not there, or does not come to its end.</summary>
[TestClass]
public sealed class ApartFaultTests
{
    private static readonly string Token = $"sntryu_{Guid.NewGuid():n}{Guid.NewGuid():n}";

    private static readonly TimeSpan Generous = TimeSpan.FromSeconds(120);

    [TestMethod]
    public async Task Without_dotnet_it_is_a_skip_and_a_failure_only_when_it_shall()
    {
        if (OperatingSystem.IsWindows())
            Assert.Inconclusive("The .NET SDK cannot be hidden on Windows, where a program is also found beside the system's.");

        var host = await Host.GetFrameworkAsync();
        var project = await BuiltProject.CopyAsync(new Uri("http://localhost:9/"), "unused");
        Host.WriteProject(project, ApartTests.Shown);
        project.Write("obj/Release/net10.0/sentry-release.json", "of an earlier build");
        var path = Directory.CreateDirectory(Path.Combine(project.SolutionDirectory, "path")).FullName;
        foreach (var program in new[] { "/bin/sh", "/usr/bin/mono" })
            File.CreateSymbolicLink(Path.Combine(path, Path.GetFileName(program)), program);
        var environment = new Dictionary<string, string>(project.Environment) { ["PATH"] = path, ["DOTNET_HOST_PATH"] = "", ["NetCoreRoot"] = "" };

        var skipped = (await host.RunAsync(project, environment, "Publish")).Succeeded();
        var failed = await host.RunAsync(project, environment, "Publish", "SentryReleaseFailure=Error");
        var listed = await host.RunAsync(project, environment, "ListSentryReleases");

        Assert.Contains("warning SRM1007: ", skipped.Output);
        Assert.Contains("outcome [skipped]", skipped.Output);
        Assert.AreEqual(1, failed.ExitCode, failed.Output);
        Assert.Contains("error SRM1007: ", failed.Output);
        Assert.Contains("error SRM1007: ", listed.Output);
        var expected = await Command.RunAsync("dotnet", ["msbuild", Host.Project, "-t:Publish", "-p:SentryOrg=", "-p:SentryReleaseReport=skipped.json"], project.Directory, project.Environment);
        Assert.AreEqual("skipped", (string?)JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(project.Directory, "skipped.json")))!["outcome"], expected.Output);
        CollectionAssert.AreEqual(Names(project, "skipped.json"), Names(project, project.ReportPath), "the report has other fields than the task's own");
        Assert.AreEqual("skipped", project.Report.GetProperty("outcome").GetString());
        Assert.AreEqual("SRM1007", project.Report.GetProperty("diagnostics")[0].GetProperty("code").GetString());
        ApartTests.AssertNothingIsLeft(project);
    }

    [TestMethod]
    public async Task Cancelling_ends_it()
    {
        var host = await Host.GetFrameworkAsync();
        var asked = new TaskCompletionSource();
        await using var server = new RawServer((_, cancellation) =>
        {
            asked.TrySetResult();
            return Task.Delay(Timeout.Infinite, cancellation);
        });
        var project = await BuiltProject.CopyAsync(server.Url, Token);
        Host.WriteProject(project, "<PropertyGroup><SentryReleaseTimeout>3600</SentryReleaseTimeout></PropertyGroup>");
        var file = Path.Combine(project.SolutionDirectory, "cancel");

        var run = host.RunAsync(project, new Dictionary<string, string>(project.Environment) { ["CANCEL_FILE"] = file }, "Publish");
        await asked.Task.WaitAsync(Generous);
        var lines = OperatingSystem.IsLinux() ? await ProcessList.CommandLinesDuring(Task.CompletedTask) : "";
        await File.WriteAllTextAsync(file, "");
        var cancelled = await run.WaitAsync(Generous);

        Assert.AreEqual(1, cancelled.ExitCode, cancelled.Output);
        if (OperatingSystem.IsLinux())
            Assert.Contains("Sentry.Releases.MSBuild.Apart.proj", lines, "the test looked at the wrong processes");

        Assert.DoesNotContain(Token, lines);
        Assert.DoesNotContain("Created Sentry release", cancelled.Output);
        ApartTests.AssertNothingIsLeft(project);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public async Task A_task_that_is_cut_off_after_it_sent_is_no_skip_and_sends_nothing_again()
    {
        var host = await Host.GetFrameworkAsync();
        TestProject? project = null;
        await using var server = new RawServer((_, cancellation) =>
        {
            ProcessList.KillStartedWith("_SentryReleaseDotnet", DotnetOf(project!));
            return Task.Delay(Timeout.Infinite, cancellation);
        });
        project = await BuiltProject.CopyAsync(server.Url, Token);
        project.Set("DOTNET_HOST_PATH", DotnetOf(project));
        File.CreateSymbolicLink(DotnetOf(project), Host.Dotnet);
        project.Write("obj/Release/net10.0/sentry-release.json", "of an earlier build");
        Host.WriteProject(project, ApartTests.Shown);

        var warned = (await host.RunAsync(project, "Publish").WaitAsync(Generous)).Succeeded();
        var requests = server.Requests.Count;
        var failed = await host.RunAsync(project, "Publish", "SentryReleaseFailure=Error").WaitAsync(Generous);
        var listed = await host.RunAsync(project, "ListSentryReleases").WaitAsync(Generous);

        Assert.AreEqual(1, requests);
        Assert.Contains($"{Host.Project} : warning SRM5001: CreateSentryRelease was cut off", warned.Output);
        Assert.Contains("outcome [failed] commits [0]", warned.Output);
        Assert.DoesNotContain("SRM1007", warned.Output);
        Assert.AreEqual(1, failed.ExitCode, failed.Output);
        Assert.Contains("error SRM5001: ", failed.Output);
        Assert.Contains("error SRM5001: ListSentryReleases was cut off", listed.Output);
        Assert.AreEqual("failed", project.Report.GetProperty("outcome").GetString());
        Assert.AreEqual(JsonValueKind.Null, project.Report.GetProperty("requests").ValueKind, "how many is not known");
        ApartTests.AssertNothingIsLeft(project);
    }

    [TestMethod]
    public async Task What_a_build_left_behind_that_was_cancelled_early_is_deleted()
    {
        var host = await Host.GetFrameworkAsync();
        var project = await BuiltProject.CopyAsync(new Uri("http://localhost:9/"), "unused");
        Host.WriteProject(project);
        var (old, recent) = ($"obj/sentry-release-apart-{Guid.NewGuid()}", $"obj/sentry-release-apart-{Guid.NewGuid()}");
        project.Write(old, "CreateSentryRelease");
        project.Write(recent, "CreateSentryRelease");
        File.SetLastWriteTimeUtc(Path.Combine(project.Directory, old), DateTime.UtcNow.AddHours(-2));

        (await host.RunAsync(project, "Publish", "SentryReleaseDryRun=true")).Succeeded();

        Assert.IsFalse(File.Exists(Path.Combine(project.Directory, old)));
        Assert.IsTrue(File.Exists(Path.Combine(project.Directory, recent)), "it may be of a build that runs now");
    }

    /// <summary>A name of dotnet that no other project has, by which its processes are found.</summary>
    private static string DotnetOf(TestProject project) => Path.Combine(project.SolutionDirectory, "dotnet");

    private static string[] Names(TestProject project, string file)
    {
        using var report = JsonDocument.Parse(File.ReadAllText(Path.Combine(project.Directory, file)));
        return [.. Names(report.RootElement), .. Names(report.RootElement.GetProperty("history")), .. Names(report.RootElement.GetProperty("elapsed"))];
    }

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(property => property.Name);
}
