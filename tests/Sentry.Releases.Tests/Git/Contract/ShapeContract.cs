using Sentry.Releases.Git;

namespace Sentry.Releases.Tests.Git.Contract;

/// <summary>Which commits: shapes of history.</summary>
internal abstract class ShapeContract(GitReaderChoice reader) : HistoryContract(reader)
{
    [TestMethod]
    public void Linear_history_since_the_previous_tag()
    {
        using var repository = new GitRepository();
        repository.CommitFile("a.txt");
        repository.CommitFile("b.txt");
        repository.Git("tag", "v1.0");
        var third = repository.CommitFile("a.txt");
        var fourth = repository.CommitFile("c/d.txt");

        var history = AssertAgreesWithGit(repository);

        AssertIds(history, fourth, third);
        Assert.AreEqual("v1.0", history.PreviousTag);
        Assert.AreEqual(repository.Git("rev-parse", "v1.0"), history.PreviousCommit);
        Assert.AreEqual(fourth, history.Head);
        Assert.IsFalse(history.Shallow);
    }

    [TestMethod]
    public void A_side_branch_older_than_the_tag_is_included_when_merged_after_it()
    {
        using var repository = new GitRepository();
        repository.CommitFile("a.txt");
        repository.Git("checkout", "--quiet", "-b", "feature");
        var old = repository.CommitFile("feature.txt");
        repository.Git("checkout", "--quiet", "main");
        repository.CommitFile("b.txt");
        repository.Git("tag", "v1.0");
        var merge = repository.Merge("feature");

        var history = AssertAgreesWithGit(repository);

        AssertIds(history, merge, old);
        Assert.IsEmpty(history.Commits[0].ChangedFiles);
    }

    [TestMethod]
    public void A_side_branch_that_forked_before_several_tags_stops_where_they_begin()
    {
        using var repository = new GitRepository();
        repository.CommitFile("a.txt");
        repository.Git("tag", "v1.0");
        repository.CommitFile("b.txt");
        repository.Git("branch", "feature");
        repository.CommitFile("c.txt");
        repository.Git("tag", "v2.0");
        repository.CommitFile("d.txt");
        repository.Git("tag", "v3.0");
        repository.Git("checkout", "--quiet", "feature");
        repository.CommitFile("feature.txt");
        repository.Git("checkout", "--quiet", "main");
        repository.Merge("feature");

        var history = AssertAgreesWithGit(repository);

        Assert.HasCount(2, history.Commits);
        Assert.AreEqual("v3.0", history.PreviousTag);
    }

    [TestMethod]
    public void Merged_hotfix_branch_is_excluded()
    {
        using var repository = new GitRepository();
        repository.CommitFile("a.txt");
        repository.Git("tag", "v1.0");
        repository.Git("checkout", "--quiet", "-b", "hotfix");
        repository.CommitFile("fix.txt");
        repository.Git("tag", "v1.0.1");
        repository.Git("checkout", "--quiet", "main");
        var work = repository.CommitFile("b.txt");
        var merge = repository.Merge("hotfix");

        var history = AssertAgreesWithGit(repository);

        AssertIds(history, merge, work);
        Assert.AreEqual("v1.0.1", history.PreviousTag);
    }

    [TestMethod]
    public void Octopus_merge()
    {
        using var repository = new GitRepository();
        repository.CommitFile("a.txt");
        repository.Git("tag", "v1.0");
        foreach (var branch in new[] { "one", "two", "three" })
        {
            repository.Git("checkout", "--quiet", "-b", branch, "main");
            repository.CommitFile($"{branch}.txt");
        }

        repository.Git("tag", "v1.1", "two");
        repository.Git("checkout", "--quiet", "main");
        repository.Merge("one", "two", "three");

        var history = AssertAgreesWithGit(repository);

        Assert.HasCount(3, history.Commits);
        Assert.AreEqual("v1.1", history.PreviousTag);
    }

    [TestMethod]
    public void Criss_cross_merge()
    {
        using var repository = new GitRepository();
        repository.CommitFile("a.txt");
        repository.Git("branch", "other");
        var left = repository.CommitFile("left.txt");
        repository.Git("tag", "left");
        repository.Git("checkout", "--quiet", "other");
        repository.CommitFile("right.txt");
        repository.Git("tag", "right");
        repository.Merge(left);
        repository.Git("checkout", "--quiet", "main");
        repository.Merge("right");
        repository.Merge("other");

        var history = AssertAgreesWithGit(repository);

        Assert.HasCount(3, history.Commits);
        Assert.AreEqual("right", history.PreviousTag);
    }

    [TestMethod]
    public void Several_root_commits()
    {
        using var repository = new GitRepository();
        repository.CommitFile("a.txt");
        repository.Git("checkout", "--quiet", "--orphan", "other");
        repository.CommitFile("b.txt");
        repository.Git("checkout", "--quiet", "main");
        repository.Git("merge", "--quiet", "--allow-unrelated-histories", "-m", "A merge", "other");

        Assert.HasCount(3, AssertAgreesWithGit(repository).Commits);
    }

    [TestMethod]
    public void Equal_timestamps()
    {
        using var repository = new GitRepository();
        for (var i = 0; i < 6; i++)
        {
            repository.Now = 1_600_000_000;
            repository.Write($"f{i}.txt", "");
            repository.Git("add", "--all");
            repository.Now = 1_600_000_000;
            repository.Git("commit", "--quiet", "-m", "m");
            if (i == 2)
                repository.Git("tag", "v1.0");
        }

        Assert.HasCount(3, AssertAgreesWithGit(repository).Commits);
    }

    [TestMethod]
    public void Clocks_that_go_backwards()
    {
        using var repository = new GitRepository();
        for (var i = 0; i < 8; i++)
        {
            repository.Now = 1_600_000_000 - (i * 1_000_000);
            repository.CommitFile($"f{i}.txt");
            if (i is 2 or 4)
                repository.Git("tag", $"v{i}");
        }

        var history = AssertAgreesWithGit(repository);

        Assert.HasCount(3, history.Commits);
        Assert.AreEqual("v4", history.PreviousTag);
        Assert.AreEqual(repository.Head(), history.Commits[0].Id);
    }

    [TestMethod]
    public void The_released_commit_is_first_though_its_clock_is_behind()
    {
        using var repository = new GitRepository();
        repository.CommitFile("a.txt");
        repository.Git("checkout", "--quiet", "-b", "side");
        repository.CommitFile("b.txt");
        repository.Git("checkout", "--quiet", "main");
        repository.CommitFile("c.txt");
        repository.Now = 1_000_000;
        var merge = repository.Merge("side");

        Assert.AreEqual(merge, AssertAgreesWithGit(repository).Commits[0].Id);
    }
}
