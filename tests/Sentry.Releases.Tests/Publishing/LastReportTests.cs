using System.Text;
using System.Text.Json;
using Sentry.Releases.Publishing;
using Sentry.Releases.SentryApi;
using Sentry.Releases.Tests.Settings;

namespace Sentry.Releases.Tests.Publishing;

/// <summary>Which report is the last one of a release that Sentry has.</summary>
[TestClass]
public sealed class LastReportTests : IDisposable
{
    private static readonly DateTime Noon = new(2026, 1, 31, 12, 0, 0, DateTimeKind.Utc);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void It_is_the_newest_wherever_it_lies()
    {
        Write("obj/Release/net10.0/sentry-release.json", "created", "old@1", Noon);
        Write("obj/Release/net10.0/linux-x64/sentry-release.json", "updated", "new@1", Noon.AddHours(1));
        Write("obj/Release/net8.0/sentry-release.json", "created", "older@1", Noon.AddHours(-1));

        Assert.AreEqual("new@1", Find());
    }

    [TestMethod]
    [DataRow("dry-run")]
    [DataRow("failed")]
    [DataRow("skipped")]
    public void It_is_no_report_of_something_that_Sentry_has_not_got(string outcome)
    {
        Write("obj/Release/net10.0/sentry-release.json", "created", "old@1", Noon);
        Write("obj/Release/net10.0/win-x64/sentry-release.json", outcome, "new@1", Noon.AddHours(1));

        Assert.AreEqual("old@1", Find());
    }

    [TestMethod]
    [DataRow("obj/Debug/net10.0/sentry-release.json", false)]
    [DataRow("obj/release/net10.0/sentry-release.json", true)]
    [DataRow("obj/release_net10.0_linux-x64/sentry-release.json", true)]
    [DataRow("obj/debug_release/sentry-release.json", false)]
    [DataRow("obj/Release/net10.0/other.json", false)]
    public void It_is_one_of_the_configuration(string path, bool isFound)
    {
        Write(path, "created", "app@1", Noon);

        Assert.AreEqual(isFound ? "app@1" : null, Find());
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("{")]
    [DataRow("[]")]
    [DataRow("{\"outcome\": \"created\"}")]
    public void What_is_no_report_is_passed_over(string content)
    {
        Write("obj/Release/net10.0/sentry-release.json", "created", "old@1", Noon);
        File.SetLastWriteTimeUtc(_folder.Write("obj/Release/net8.0/sentry-release.json", content), Noon.AddHours(1));

        Assert.AreEqual("old@1", Find());
    }

    [TestMethod]
    public void Its_assembly_is_found_from_where_the_report_lies()
    {
        Write("obj/Release/net10.0/sentry-release.json", "created", "app@1", Noon);

        Assert.AreEqual(_folder.PathOf("obj/Release/net10.0/app.dll"), LastReport.Find(_folder.PathOf("obj"), "Release")!.Assembly);
    }

    [TestMethod]
    public void It_is_read_however_much_it_holds()
    {
        var commits = Enumerable.Range(0, 5_000).Select(number => new ReleaseCommit($"{number:x40}", "Fix it\r\n", null, null, DateTimeOffset.UnixEpoch, null, null)).ToList();
        var report = new ReleaseReport { Release = "app@1", Outcome = ReleaseOutcome.Created, Request = new ReleaseRequest { Version = "app@1", Projects = ["web"], Commits = commits } };
        var path = _folder.PathOf("obj/Release/net10.0/sentry-release.json");
        ReportFile.Write(path, report);

        Assert.AreEqual("app@1", Find());
        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        var written = json.RootElement.GetProperty("request").GetProperty("commits").EnumerateArray().Select(commit => commit.GetProperty("id").GetString());
        CollectionAssert.AreEqual(commits.Select(commit => commit.Id).ToArray(), written.ToArray());
        Assert.DoesNotContain('\r', File.ReadAllText(path));
    }

    [TestMethod]
    public void Without_a_folder_there_is_none() => Assert.IsNull(LastReport.Find(_folder.PathOf("nowhere"), "Release"));

    private string? Find() => LastReport.Find(_folder.PathOf("obj"), "Release")?.Release;

    private void Write(string path, string outcome, string release, DateTime time)
    {
        var json = $$"""{"schema": 1, "release": "{{release}}", "assembly": "app.dll", "outcome": "{{outcome}}"}""";
        File.SetLastWriteTimeUtc(_folder.Write(path, Encoding.UTF8.GetBytes(json)), time);
    }
}
