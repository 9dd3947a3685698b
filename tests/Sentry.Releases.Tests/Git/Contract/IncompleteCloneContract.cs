using Sentry.Releases.Diagnostics;
using Sentry.Releases.Git;

namespace Sentry.Releases.Tests.Git.Contract;

/// <summary>Clones that lack a part of the history on purpose: commits, blobs or trees.</summary>
internal abstract class IncompleteCloneContract(GitReaderChoice reader) : HistoryContract(reader)
{
    [TestMethod]
    public void A_shallow_clone_without_the_previous_tag_says_how_to_get_it()
    {
        using var repository = new GitRepository();
        repository.CommitFile("a.txt");
        repository.Git("tag", "v1.0");
        for (var i = 0; i < 4; i++)
            repository.CommitFile("a.txt");
        var clone = repository.Clone("--depth=3");

        var history = Read(Query(repository) with { Directory = clone })!;

        CollectionAssert.AreEqual(repository.Lines("rev-list", "-3", "HEAD"), Ids(history));
        Assert.IsTrue(history.Shallow);
        Assert.AreEqual("SRM2002", ReportedCodes);
        Assert.Contains("git fetch --unshallow --tags", ReportedText);
        Assert.Contains("fetch-depth: 0", ReportedText);
        // The boundary's parent is not there: all files would be a lie.
        Assert.HasCount(1, history.Commits[1].ChangedFiles);
        Assert.IsEmpty(history.Commits[2].ChangedFiles);

        repository.GitIn(clone, "fetch", "--quiet", "--unshallow", "--tags");
        CollectionAssert.AreEqual(repository.Lines("rev-list", "v1.0..HEAD"), Ids(Read(Query(repository) with { Directory = clone })!));
    }

    [TestMethod]
    public void A_shallow_clone_that_reaches_the_previous_tag_is_complete()
    {
        using var repository = new GitRepository();
        repository.CommitFile("a.txt");
        repository.CommitFile("a.txt");
        repository.Git("tag", "v1.0");
        repository.CommitFile("a.txt");
        var clone = repository.Clone("--depth=2");

        var history = Read(Query(repository) with { Directory = clone })!;

        AssertIds(history, repository.Head());
        Assert.AreEqual("v1.0", history.PreviousTag);
        Assert.IsTrue(history.Shallow);
        Assert.AreEqual("", ReportedText);
    }

    [TestMethod]
    public void A_shallow_clone_that_cuts_a_side_branch_off_is_said_though_a_tag_is_found()
    {
        using var repository = new GitRepository();
        for (var i = 0; i < 3; i++)
            repository.CommitFile("a.txt");
        repository.Git("branch", "side");
        repository.CommitFile("a.txt");
        repository.Git("tag", "v1.0");
        repository.Git("checkout", "--quiet", "side");
        repository.CommitFile("b.txt");
        repository.Git("checkout", "--quiet", "main");
        repository.Merge("side");
        var clone = repository.Clone("--depth=2");

        Assert.AreEqual("v1.0", Read(Query(repository) with { Directory = clone })!.PreviousTag);
        Assert.AreEqual("SRM2002", ReportedCodes);
    }

    [TestMethod]
    public void A_revision_that_a_shallow_clone_lacks_comes_with_the_way_to_get_it()
    {
        using var repository = new GitRepository();
        var first = repository.CommitFile("a.txt");
        repository.CommitFile("a.txt");
        var clone = repository.Clone("--depth=1");

        Assert.IsNull(Read(Query(repository) with { Directory = clone, Revision = first }));
        Assert.AreEqual("SRM1005", ReportedCodes);
        Assert.Contains("git fetch --unshallow --tags", ReportedText);
    }

    [TestMethod]
    public void A_clone_without_blobs_has_all_that_is_needed()
    {
        using var repository = new GitRepository();
        repository.CommitFile("a.txt");
        repository.Git("tag", "v1.0");
        repository.CommitFile("b/c.txt");
        repository.Git("config", "uploadpack.allowFilter", "true");
        var clone = repository.Clone("--filter=blob:none", "--no-checkout");

        var history = Read(Query(repository) with { Directory = clone })!;

        AssertChanges(history.Commits[0], "Added b/c.txt");
        Assert.AreEqual("", ReportedText);
    }

    [TestMethod]
    public void A_clone_without_trees_gives_commits_without_files_and_fetches_nothing()
    {
        using var repository = new GitRepository();
        repository.CommitFile("a.txt");
        repository.Git("tag", "v1.0");
        var second = repository.CommitFile("b.txt");
        var third = repository.CommitFile("b.txt");
        repository.Git("config", "uploadpack.allowFilter", "true");
        var clone = repository.Clone("--filter=tree:0", "--no-checkout");

        var history = Read(Query(repository) with { Directory = clone })!;

        AssertIds(history, third, second);
        Assert.IsTrue(history.Commits.All(c => c.ChangedFiles.Count == 0));
        Assert.AreEqual("SRM2008", ReportedCodes);
        Assert.Contains("changed files of 2 commits", ReportedText);
        Assert.IsEmpty(Read(Query(repository) with { Directory = clone, Paths = ["b.txt"] })!.Commits);
        Assert.AreEqual("SRM2008 SRM2008", ReportedCodes);
        Assert.AreEqual(Subject.Paths, Reported[1].Subjects.Single());
        // Asking fetched nothing: the trees are still not there.
        var objects = repository.GitIn(clone, "rev-list", "--objects", "--all", "--missing=print").Split('\n');
        Assert.HasCount(3, objects.Where(line => line.StartsWith('?')));
    }
}
