using System.Globalization;
using System.Text;

namespace Sentry.Releases.Tests.Git;

/// <summary>Which tag is the previous one, and what takes its place.</summary>
public abstract partial class HistoryContract
{
    [TestMethod]
    public void Tags_on_the_released_commit_do_not_count()
    {
        using var repository = new GitRepository();
        repository.CommitFile("a.txt");
        repository.Git("tag", "v1.0");
        repository.CommitFile("b.txt");
        repository.Git("tag", "v2.0");
        repository.Git("tag", "-a", "-m", "m", "v2.0-annotated");

        var history = AssertAgreesWithGit(repository);

        Assert.HasCount(1, history.Commits);
        Assert.AreEqual("v1.0", history.PreviousTag);
    }

    [TestMethod]
    public void A_tag_that_the_released_commit_does_not_reach_does_not_count()
    {
        using var repository = new GitRepository();
        repository.CommitFile("a.txt");
        repository.Git("tag", "v1.0");
        repository.Git("checkout", "--quiet", "-b", "elsewhere");
        repository.CommitFile("b.txt");
        repository.Git("tag", "v9.0");
        repository.Git("checkout", "--quiet", "main");
        repository.CommitFile("c.txt");

        Assert.AreEqual("v1.0", AssertAgreesWithGit(repository).PreviousTag);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Annotated_nested_and_packed_tags_and_tags_on_other_things(bool packed)
    {
        using var repository = new GitRepository();
        repository.CommitFile("a.txt");
        repository.Git("tag", "-a", "-m", "m", "annotated");
        repository.CommitFile("b.txt");
        repository.Git("tag", "-a", "-m", "m", "inner");
        repository.Git("tag", "-a", "-m", "m", "middle", "inner");
        repository.Git("tag", "-a", "-m", "m", "outer", "middle");
        repository.Git("tag", "-d", "inner", "middle");
        repository.Git("tag", "tree", "HEAD^{tree}");
        repository.Git("tag", "blob", "HEAD:a.txt");
        repository.Git("tag", "-a", "-m", "m", "annotated-blob", "HEAD:b.txt");
        repository.CommitFile("c.txt");
        if (packed)
            repository.Git("pack-refs", "--all");

        var history = Read(Query(repository))!;

        Assert.AreEqual("outer", history.PreviousTag);
        Assert.AreEqual(repository.Git("rev-parse", "HEAD~1"), history.PreviousCommit);
        Assert.HasCount(1, history.Commits);
    }

    [TestMethod]
    public void Of_tags_on_one_commit_an_annotated_one_comes_first_then_the_name_decides()
    {
        using var repository = new GitRepository();
        repository.CommitFile("a.txt");
        repository.Git("tag", "a-lightweight");
        repository.Git("tag", "-a", "-m", "m", "z-annotated");
        repository.Git("tag", "-a", "-m", "m", "y-annotated");
        repository.CommitFile("b.txt");

        Assert.AreEqual("y-annotated", AssertAgreesWithGit(repository).PreviousTag);
        repository.Git("tag", "-d", "y-annotated", "z-annotated");
        repository.Git("tag", "B-lightweight", "HEAD~1");
        Assert.AreEqual("B-lightweight", AssertAgreesWithGit(repository).PreviousTag);
    }

    [TestMethod]
    public void Only_tags_that_match_count()
    {
        using var repository = new GitRepository();
        foreach (var tag in new[] { "app/v1.0", "app/v1.1-beta", "lib/v7.0", "nightly" })
        {
            repository.CommitFile("a.txt");
            repository.Git("tag", tag);
        }

        repository.CommitFile("a.txt");
        var query = Query(repository);

        Assert.AreEqual("nightly", Read(query)!.PreviousTag);
        Assert.AreEqual("app/v1.1-beta", Read(query with { TagPatterns = ["app/v*"] })!.PreviousTag);
        Assert.AreEqual("app/v1.0", Read(query with { TagPatterns = ["app/v*"], TagExcludes = ["*-*"] })!.PreviousTag);
        Assert.AreEqual("lib/v7.0", Read(query with { TagPatterns = ["app/*", "lib/*"] })!.PreviousTag);
        var none = Read(query with { TagPatterns = ["App/*"] })!;
        Assert.IsNull(none.PreviousTag);
        Assert.HasCount(5, none.Commits);
    }

    [TestMethod]
    public void A_tag_whose_object_is_missing_is_ignored()
    {
        using var repository = new GitRepository();
        repository.CommitFile("a.txt");
        repository.Git("tag", "v1.0");
        repository.CommitFile("b.txt");
        File.WriteAllText(Path.Combine(repository.Folder, ".git/refs/tags/broken"), new string('1', 40) + "\n");
        File.WriteAllText(Path.Combine(repository.Folder, ".git/refs/tags/garbage"), "not an id\n");

        Assert.AreEqual("v1.0", Read(Query(repository))!.PreviousTag);
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
    public void Two_thousand_tags()
    {
        using var repository = new GitRepository();
        var stream = new StringBuilder();
        for (var i = 1; i <= 2000; i++)
        {
            var tag = i.ToString(CultureInfo.InvariantCulture);
            stream.Append(CultureInfo.InvariantCulture, $"commit refs/heads/main\nmark :{tag}\ncommitter C <c@x> {1_000_000 + i} +0000\n");
            stream.Append("data 1\nm\n\n");
            stream.Append(i % 2 == 0
                ? $"tag v{tag}\nfrom :{tag}\ntagger T <t@x> 1 +0000\ndata 1\nm\n"
                : $"reset refs/tags/v{tag}\nfrom :{tag}\n\n");
        }

        repository.GitWithInput(Encoding.UTF8.GetBytes(stream.ToString()), "fast-import", "--quiet");

        Assert.AreEqual("v1999", Read(Query(repository))!.PreviousTag);
        Assert.AreEqual("v7", Read(Query(repository) with { TagPatterns = ["v?"], TagExcludes = ["v[89]"] })!.PreviousTag);
    }
}
