using Sentry.Releases.Diagnostics;
using Sentry.Releases.Git;
using Sentry.Releases.Publishing;
using Sentry.Releases.SentryApi;

namespace Sentry.Releases.Tests.Publishing;

/// <summary>What is said of commits and files that are left out.</summary>
[TestClass]
public sealed class CommitListReportTests
{
    private const string TooLarge = ", because the request would be larger than the 2.5 MB that Sentry is known to accept. "
        + "Tag releases more often, or set SentryReleaseChangedFiles=false to make room for commits.";

    [TestMethod]
    public void Of_a_list_that_is_whole_nothing_is_said() => AssertSaid(new CommitList(History(File("a")), null));

    [TestMethod]
    [DataRow(1, "1 older commit is")]
    [DataRow(2, "2 older commits are")]
    public void Commits_over_the_limit(int leftOut, string said) => AssertSaid(
        new CommitList(History(File("a")) with { CommitsLeftOut = leftOut }, null),
        $"SRM2004 {said} left out of the release, because SentryReleaseMaxCommits allows no more. Raise it, or tag releases more often.");

    [TestMethod]
    [DataRow(1, "1 changed file is")]
    [DataRow(2, "2 changed files are")]
    public void Files_over_the_size(int files, string said)
    {
        var history = History(File("a"), [.. Enumerable.Range(0, files).Select(i => new ChangedFile($"{i}", ChangeKind.Added))]);

        AssertSaid(new CommitList(history, null, Size(history) - 1), $"SRM2009 {said} left out of the release{TooLarge}");
    }

    [TestMethod]
    [DataRow(1, "1 older commit is")]
    [DataRow(2, "2 older commits are")]
    public void Commits_over_the_size(int leftOut, string said)
    {
        var history = History([], [], []);

        AssertSaid(new CommitList(history, null, Size(history) / 3 * (3 - leftOut)), $"SRM2009 {said} left out of the release{TooLarge}");
    }

    [TestMethod]
    public void Commits_and_files_over_the_size() =>
        AssertSaid(new CommitList(History(File("a"), File("b")), null, maxBytes: 1), $"SRM2009 1 older commit and 2 changed files are left out of the release{TooLarge}");

    [TestMethod]
    public void The_newest_commit_stays_however_large_it_is()
    {
        var list = new CommitList(History(File("a")), null, maxBytes: 1);

        Assert.HasCount(1, list.Commits);
        Assert.AreEqual(0, list.OverSize);
        Assert.IsTrue(list.IsTruncated);
    }

    [TestMethod]
    public void A_path_that_is_too_long_is_shown_by_its_beginning()
    {
        var path = new string('x', 511);

        AssertSaid(new CommitList(History(File(path)), null),
            $"SRM3011 1 changed file is left out of the release. Sentry accepts paths of at most 510 characters, and not '{path[..60]}...'. "
            + "Rename the file, or set SentryReleaseChangedFiles=false to send no files.");
    }

    [TestMethod]
    public void A_blank_path()
    {
        var list = new CommitList(History([.. File(" "), .. File("")]), null);

        Assert.IsNull(list.Commits[0].PatchSet);
        AssertSaid(list, "SRM3011 2 changed files are left out of the release. A blank path is not one that Sentry accepts. "
            + "Rename the file, or set SentryReleaseChangedFiles=false to send no files.");
    }

    [TestMethod]
    [DataRow(0, 0, 0, 0, false)]
    [DataRow(1, 0, 0, 0, true)]
    [DataRow(0, 1, 0, 0, true)]
    [DataRow(0, 0, 1, 0, true)]
    [DataRow(0, 0, 0, 1, true)]
    public void A_list_that_lacks_anything_is_truncated(int overLimit, int overSize, int filesOverSize, int oddPaths, bool truncated)
    {
        var files = Enumerable.Repeat(new ChangedFile("a", ChangeKind.Added), filesOverSize).Concat(Enumerable.Repeat(new ChangedFile("", ChangeKind.Added), oddPaths));
        var history = History([.. Enumerable.Repeat(Array.Empty<ChangedFile>(), overSize), [.. files]]) with { CommitsLeftOut = overLimit };

        Assert.AreEqual(truncated, new CommitList(history, null, overSize + filesOverSize == 0 ? CommitList.MaxBytes : Size(history) - 1).IsTruncated);
    }

    private static void AssertSaid(CommitList list, params string[] said)
    {
        var diagnostics = new List<Diagnostic>();

        list.Report(new DiagnosticLog(failureIsError: false, diagnostics.Add));

        CollectionAssert.AreEqual(said, diagnostics.ConvertAll(diagnostic => $"{diagnostic.Code} {diagnostic.Message}"));
        Assert.IsTrue(diagnostics.TrueForAll(diagnostic => diagnostic.Severity == Severity.Warning));
        Assert.AreEqual(said.Length > 0, list.IsTruncated);
    }

    private static int Size(ReleaseHistory history) => RequestJson.Sizes(new CommitList(history, null).Commits).Sum();

    private static ChangedFile[] File(string path) => [new(path, ChangeKind.Modified)];

    /// <param name="files">The changed files of one commit after the other, newest first.</param>
    private static ReleaseHistory History(params ChangedFile[][] files) => new()
    {
        Reader = "git",
        Head = new string('0', 40),
        Commits = [.. files.Select((changed, i) => new Commit($"{i:x40}", "m", "a", "e", DateTimeOffset.UnixEpoch, changed))],
    };
}
