using Sentry.Releases.Diagnostics;
using Sentry.Releases.Git;

namespace Sentry.Releases.Tests.Git;

[TestClass]
public sealed class SubmodulesTests
{
    [TestMethod]
    public void LibGit2_reads_the_submodules_of_the_released_commit() => AssertReads(GitReaderChoice.LibGit2);

    [TestMethod]
    public void The_git_program_reads_the_submodules_of_the_released_commit() => AssertReads(GitReaderChoice.Git);

    [TestMethod]
    [DataRow("https://example.com/a.git", "https://example.com/a.git")]
    [DataRow("../sub.git", "https://example.com/group/sub.git")]
    [DataRow("./sub.git", "https://example.com/group/app.git/sub.git")]
    [DataRow("../../sub.git", "https://example.com/sub.git")]
    [DataRow("../../../../../sub.git", null)]
    public void A_relative_URL_starts_from_the_repositorys_own(string url, string? expected) =>
        Assert.AreEqual(expected, Submodules.Absolute(url, "https://example.com/group/app.git/"));

    [TestMethod]
    public void A_relative_URL_starts_from_an_ssh_address_too()
    {
        Assert.AreEqual("git@example.com:group/sub.git", Submodules.Absolute("../sub.git", "git@example.com:group/app.git"));
        Assert.AreEqual("git@example.com:sub.git", Submodules.Absolute("../sub.git", "git@example.com:app.git"));
        Assert.IsNull(Submodules.Absolute("../sub.git", null));
    }

    [TestMethod]
    public void Quotes_comments_and_incomplete_sections_are_understood()
    {
        const string Text = """
            # a comment = here
            [submodule "a"]
                path = "libs/a \"b\""
                url = https://example.com/a.git
            [submodule "no url"]
                path = x
            [submodule "c"]
            url=../c
            Path=c
            """;

        CollectionAssert.AreEqual(
            new[] { ("libs/a \"b\"", "https://example.com/a.git"), ("c", "../c") }, Submodules.Parse(Text).ToArray());
    }

    private static void AssertReads(GitReaderChoice reader)
    {
        using var repository = new GitRepository();
        repository.Git("remote", "add", "origin", "git@github.com:acme/shop.git");
        repository.CommitFile("a.txt");
        var recorded = new string('d', 40);
        repository.Write(".gitmodules", "[submodule \"lib\"]\n\tpath = libs/one\n\turl = ../one.git\n[submodule \"gone\"]\n\tpath = gone\n\turl = https://example.com/gone\n");
        repository.Git("add", ".gitmodules");
        repository.Git("update-index", "--add", "--cacheinfo", $"160000,{recorded},libs/one");
        repository.Git("commit", "--quiet", "-m", "Add a submodule");
        var diagnostics = new List<Diagnostic>();

        var history = ReleaseHistoryReader.Read(
            AnyQuery.Of(repository.Folder, reader) with { Submodules = true }, diagnostics.Add, CancellationToken.None);

        Assert.IsEmpty(diagnostics);
        Assert.AreEqual(new Submodule("git@github.com:acme/one.git", recorded), history!.Submodules.Single());
    }
}
