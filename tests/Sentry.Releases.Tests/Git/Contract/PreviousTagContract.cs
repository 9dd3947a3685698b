using System.Globalization;
using System.Text;
using Sentry.Releases.Git;

namespace Sentry.Releases.Tests.Git.Contract;

/// <summary>Which tag is the previous one.</summary>
internal abstract class PreviousTagContract(GitReaderChoice reader) : HistoryContract(reader)
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
