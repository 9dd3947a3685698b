using Sentry.Releases.Diagnostics;
using Sentry.Releases.Git;

namespace Sentry.Releases.Tests.Git;

/// <summary>Which commit is released, and what its commits are counted from, when the caller knows more than the tags.</summary>
public abstract partial class HistoryContract
{
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
        var clone = Clone(repository, "--depth=2");

        var history = Read(Query(repository) with { Directory = clone, DeployedCommit = deployed })!;

        AssertIds(history, third);
        Assert.AreEqual(HistoryBase.Tag, history.Base);
        Assert.AreEqual("v1.0", history.PreviousTag);
        Assert.AreEqual("SRM2010", ReportedCodes);
        Assert.Contains("git fetch --unshallow", ReportedText);
        Assert.AreEqual(Subject.PreviousRevision, _diagnostics[0].Subjects.Single());

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
    public void Tags_of_prereleases_count_as_they_are_asked_for()
    {
        using var repository = new GitRepository();
        foreach (var tag in new[] { "v1.0.0", "v1.1.0-beta.1", "nightly-x" })
        {
            repository.CommitFile("a.txt");
            repository.Git("tag", tag);
        }

        repository.CommitFile("a.txt");
        repository.Git("tag", "v1.1.0-rc.1+7");
        repository.CommitFile("a.txt");
        var query = Query(repository) with { TagExcludes = ["nightly*"] };

        Assert.AreEqual("v1.1.0-rc.1+7", Read(query)!.PreviousTag);
        Assert.AreEqual("v1.0.0", Read(query with { PrereleaseTags = PrereleaseTags.Ignore })!.PreviousTag);
        Assert.AreEqual("v1.0.0", Read(query with { PrereleaseTags = PrereleaseTags.Ignore, IsPrerelease = true })!.PreviousTag);
        Assert.AreEqual("v1.0.0", Read(query with { PrereleaseTags = PrereleaseTags.WhenPrerelease })!.PreviousTag);
        Assert.AreEqual("v1.1.0-rc.1+7", Read(query with { PrereleaseTags = PrereleaseTags.WhenPrerelease, IsPrerelease = true })!.PreviousTag);
        Assert.AreEqual("nightly-x", Read(query with { PrereleaseTags = PrereleaseTags.Ignore, TagExcludes = [] })!.PreviousTag);
    }
}
