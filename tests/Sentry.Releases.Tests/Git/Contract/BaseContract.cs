using Sentry.Releases.Diagnostics;
using Sentry.Releases.Git;

namespace Sentry.Releases.Tests.Git.Contract;

/// <summary>What the commits are counted from when that is no tag, and how many of them there are at most.</summary>
internal abstract class BaseContract(GitReaderChoice reader) : HistoryContract(reader)
{
    [TestMethod]
    public void An_explicit_base_takes_the_place_of_the_tag()
    {
        using var repository = new GitRepository();
        var first = repository.CommitFile("a.txt");
        repository.CommitFile("b.txt");
        repository.Git("tag", "v1.0");
        repository.Git("branch", "other");
        repository.CommitFile("c.txt");
        repository.Git("checkout", "--quiet", "other");
        repository.CommitFile("d.txt");
        repository.Git("checkout", "--quiet", "main");

        foreach (var previous in new[] { first, "v1.0~1", "other", "HEAD~1", "HEAD" })
        {
            var history = Read(Query(repository) with { PreviousRevision = previous })!;
            CollectionAssert.AreEqual(repository.Lines("rev-list", "HEAD", "--not", previous), Ids(history), previous);
            Assert.AreEqual(repository.Git("rev-parse", previous), history.PreviousCommit);
            Assert.IsNull(history.PreviousTag);
        }
    }

    [TestMethod]
    public void The_deployed_commit_takes_the_place_of_the_tag()
    {
        using var repository = new GitRepository();
        var deployed = repository.CommitFile("a.txt");
        var second = repository.CommitFile("b.txt");
        repository.Git("tag", "v1.0");
        var third = repository.CommitFile("c.txt");

        var history = Read(Query(repository) with { DeployedCommit = deployed[..20] })!;

        AssertIds(history, third, second);
        Assert.AreEqual(HistoryBase.Deployed, history.Base);
        Assert.AreEqual(deployed, history.PreviousCommit);
        Assert.IsNull(history.PreviousTag);
        Assert.AreEqual("", ReportedText);
    }

    [TestMethod]
    public void Where_the_deployed_commit_is_missing_the_tag_remains_and_that_is_said()
    {
        using var repository = new GitRepository();
        var deployed = repository.CommitFile("a.txt");
        repository.CommitFile("b.txt");
        repository.Git("tag", "v1.0");
        var third = repository.CommitFile("c.txt");
        var clone = repository.Clone("--depth=2");

        var history = Read(Query(repository) with { Directory = clone, DeployedCommit = deployed })!;

        AssertIds(history, third);
        Assert.AreEqual(HistoryBase.Tag, history.Base);
        Assert.AreEqual("v1.0", history.PreviousTag);
        Assert.AreEqual("SRM2010", ReportedCodes);
        Assert.Contains("git fetch --unshallow", ReportedText);
        Assert.AreEqual(Subject.PreviousRevision, Reported[0].Subjects.Single());

        // A branch of that name is not meant.
        Assert.AreEqual("v1.0", Read(Query(repository) with { DeployedCommit = "main" })!.PreviousTag);
        Assert.AreEqual("SRM2010 SRM2010", ReportedCodes);
    }

    [TestMethod]
    public void The_kind_of_the_base_is_said()
    {
        using var repository = new GitRepository();
        repository.CommitFile("a.txt");
        repository.CommitFile("b.txt");
        var query = Query(repository);

        Assert.AreEqual(HistoryBase.None, Read(query)!.Base);
        Assert.AreEqual(HistoryBase.Revision, Read(query with { PreviousRevision = "HEAD~1" })!.Base);
        Assert.AreEqual(HistoryBase.None, Read(query with { PreviousRevision = "missing" })!.Base);
        repository.Git("tag", "v1.0", "HEAD~1");
        Assert.AreEqual(HistoryBase.Tag, Read(query)!.Base);
    }

    [TestMethod]
    public void Without_a_previous_tag_the_newest_commits_are_taken()
    {
        using var repository = new GitRepository();
        for (var i = 0; i < 5; i++)
            repository.CommitFile("a.txt");
        var all = repository.Lines("rev-list", "HEAD");
        var query = Query(repository);

        CollectionAssert.AreEqual(all, Ids(Read(query)));
        CollectionAssert.AreEqual(all[..2], Ids(Read(query with { InitialCommits = 2 })));
        Assert.IsEmpty(Read(query with { InitialCommits = 0 })!.Commits);
        Assert.AreEqual(0, Read(query with { InitialCommits = 2 })!.CommitsLeftOut);

        // The only tag is on another branch: the same, though there is a tag to look for.
        repository.Git("checkout", "--quiet", "--orphan", "other");
        repository.CommitFile("b.txt");
        repository.Git("tag", "elsewhere");
        repository.Git("checkout", "--quiet", "main");
        CollectionAssert.AreEqual(all[..2], Ids(Read(query with { InitialCommits = 2 })));
    }

    [TestMethod]
    public void More_commits_than_wanted_are_counted()
    {
        using var repository = new GitRepository();
        repository.CommitFile("a.txt");
        repository.Git("tag", "v1.0");
        for (var i = 0; i < 5; i++)
            repository.CommitFile("a.txt");

        var history = Read(Query(repository) with { MaxCommits = 2 })!;

        CollectionAssert.AreEqual(repository.Lines("rev-list", "-2", "HEAD"), Ids(history));
        Assert.AreEqual(3, history.CommitsLeftOut);
        Assert.AreEqual(5, Read(Query(repository) with { MaxCommits = 0 })!.CommitsLeftOut);
    }
}
