using Sentry.Releases.Publishing;
using Sentry.Releases.Settings;
using Sentry.Releases.Tests.Git;
using Sentry.Releases.Tests.Settings;

namespace Sentry.Releases.Tests.Publishing;

/// <summary>The release that goes nowhere takes the way of a real one to its end, and leaves nothing behind.</summary>
[TestClass]
public sealed class WarmUpTests
{
    [TestMethod]
    [DataRow("", "libgit2")]
    [DataRow("LibGit2", "libgit2")]
    [DataRow("Git", "git")]
    public void It_reads_one_commit_with_the_reader_of_the_release_and_goes_on_to_the_servers_response(string reader, string used)
    {
        using var repository = new GitRepository();
        repository.CommitFile("a.txt", "first");
        repository.CommitFile("b.txt", "second");
        var before = Files(repository.Folder);

        var report = WarmUp.Run(repository.Folder, reader, "https://sentry.invalid");

        Assert.AreEqual(ReleaseOutcome.Created, report.Outcome, string.Join('\n', report.Diagnostics));
        Assert.AreEqual(1, report.Requests);
        Assert.AreEqual(used, report.Origin!.History!.Reader);
        Assert.AreEqual("second", report.Request!.Commits!.Single().Message.Trim());
        Assert.StartsWith("Sentry.Releases@", report.Release!);
        CollectionAssert.AreEqual(before, Files(repository.Folder));
    }

    [TestMethod]
    public void Without_a_repository_it_takes_the_rest_of_the_way()
    {
        using var folder = new TemporaryFolder();

        var report = WarmUp.Run(folder.Root, "", "http://127.0.0.1:1");

        Assert.AreEqual(ReleaseOutcome.Created, report.Outcome, string.Join('\n', report.Diagnostics));
        Assert.IsNull(report.Request!.Commits);
        Assert.IsEmpty(Files(folder.Root));
    }

    [TestMethod]
    [DataRow("SENTRY_AUTH_TOKEN", true)]
    [DataRow("SENTRY_URL", false)]
    public void It_is_done_only_where_a_token_shows_that_there_will_be_a_release(string variable, bool isDone) =>
        Assert.AreEqual(isDone, new BuildEnvironment(name => name == variable ? "x" : null, homeDirectory: null).HasToken);

    private static string[] Files(string folder) => [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
}
