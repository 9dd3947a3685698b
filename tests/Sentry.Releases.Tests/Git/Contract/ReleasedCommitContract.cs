using Sentry.Releases.Git;

namespace Sentry.Releases.Tests.Git.Contract;

/// <summary>Which commit is released.</summary>
internal abstract class ReleasedCommitContract(GitReaderChoice reader) : HistoryContract(reader)
{
    [TestMethod]
    public void Another_revision_than_HEAD()
    {
        using var repository = new GitRepository();
        repository.CommitFile("a.txt");
        var second = repository.CommitFile("b.txt");
        repository.Git("tag", "-a", "-m", "m", "release/2");
        repository.CommitFile("c.txt");

        foreach (var revision in new[] { "release/2", "HEAD~1", "main^", second, second[..12], "refs/tags/release/2", "@~" })
            Assert.AreEqual(second, GitTruth.AssertAgrees(repository, Query(repository) with { Revision = revision }).Commits[0].Id);
    }

    [TestMethod]
    [DataRow("no-such-revision")]
    [DataRow("--all")]
    [DataRow("-n1")]
    [DataRow("HEAD\nmain")]
    [DataRow("HEAD..main")]
    [DataRow("HEAD:a.txt")]
    [DataRow("HEAD^{tree}")]
    [DataRow("HEAD commit 1")]
    [DataRow("^HEAD")]
    [DataRow("")]
    [DataRow("é\0x")]
    public void A_revision_that_names_no_commit_is_said(string revision)
    {
        using var repository = new GitRepository();
        repository.CommitFile("a.txt");

        Assert.IsNull(Read(Query(repository) with { Revision = revision }));
        Assert.AreEqual("SRM1005", ReportedCodes);
        Assert.StartsWith("The revision '", ReportedText);

        var history = Read(Query(repository) with { PreviousRevision = revision })!;
        Assert.AreEqual("SRM1005 SRM1005", ReportedCodes);
        Assert.Contains("The previous revision '", ReportedText);
        Assert.IsEmpty(history.Commits);
        Assert.IsNull(history.PreviousCommit);
        Assert.AreEqual(repository.Head(), history.Head);
    }

    [TestMethod]
    public void The_commit_that_was_built_is_released_though_HEAD_has_moved_on()
    {
        using var repository = new GitRepository();
        repository.CommitFile("a.txt");
        repository.Git("tag", "v1.0");
        var built = repository.CommitFile("b.txt");
        repository.Git("tag", "v2.0", built);
        repository.CommitFile("c.txt");
        repository.Git("tag", "v3.0");
        repository.CommitFile("d.txt");
        var withLetter = Math.Max(10, built.AsSpan().IndexOfAnyInRange('a', 'f') + 1);

        foreach (var id in new[] { built, built[..withLetter], built[..39], built.ToUpperInvariant() })
        {
            var history = Read(Query(repository) with { BuiltCommit = id })!;
            Assert.AreEqual(built, history.Head, id);
            AssertIds(history, built);
            Assert.AreEqual("v1.0", history.PreviousTag);
        }

        Assert.AreEqual("", ReportedText);
    }

    [TestMethod]
    public void What_is_no_id_of_a_commit_here_leaves_HEAD_released()
    {
        using var repository = new GitRepository();
        repository.CommitFile("a.txt");
        var other = repository.CommitFile("a.txt");
        repository.Git("tag", "-a", "-m", "m", "v1.0");
        repository.Git("branch", "deadbeef12");
        repository.Git("branch", "1234567890");
        var head = repository.CommitFile("a.txt");

        string[] texts =
        [
            "", "HEAD~1", "v1.0", other[..9], other[..39] + "g", "deadbeef12", "1234567890", new string('a', 40), new string('a', 64), other + "0",
            repository.Git("rev-parse", "v1.0"), repository.Git("rev-parse", "HEAD~1^{tree}"), repository.Git("rev-parse", "HEAD~1:a.txt"),
        ];
        foreach (var text in texts)
            Assert.AreEqual(head, Read(Query(repository) with { BuiltCommit = text })!.Head, text);
        Assert.AreEqual(other, Read(Query(repository) with { BuiltCommit = head, Revision = "HEAD~1" })!.Head);
        Assert.AreEqual("", ReportedText);
    }

    [TestMethod]
    public void An_id_that_two_objects_begin_with_leaves_HEAD_released()
    {
        using var repository = new GitRepository();
        repository.CommitFile("a.txt");
        var other = repository.CommitFile("a.txt");
        var head = repository.CommitFile("a.txt");
        var folder = Path.Combine(repository.Folder, ".git/objects", other[..2]);
        var last = other[^1] == '0' ? "1" : "0";
        File.Copy(Path.Combine(folder, other[2..]), Path.Combine(folder, other[2..^1] + last));

        Assert.AreEqual(head, Read(Query(repository) with { BuiltCommit = other[..20] })!.Head);
        Assert.AreEqual(other, Read(Query(repository) with { BuiltCommit = other })!.Head);
    }
}
