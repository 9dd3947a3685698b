using System.Text;
using Sentry.Releases.Git;

namespace Sentry.Releases.Tests.Git.Contract;

/// <summary>Changed files, and commits chosen by them.</summary>
internal abstract class ChangedFilesContract(GitReaderChoice reader) : HistoryContract(reader)
{
    [TestMethod]
    public void Added_modified_renamed_and_deleted_files()
    {
        using var repository = new GitRepository();
        repository.Write("same.txt", "same");
        repository.Write("change.txt", "one");
        repository.Write("rename.txt", "a text that is long enough to be found again");
        repository.Write("delete/deep/er.txt", "");
        repository.Commit();
        repository.Git("tag", "v1.0");
        repository.Write("change.txt", "two");
        repository.Git("mv", "rename.txt", "renamed.txt");
        repository.Git("rm", "--quiet", "-r", "delete");
        repository.Write("add/deep/er.txt", "");
        repository.Commit();

        AssertChanges(
            AssertAgreesWithGit(repository).Commits[0],
            "Added add/deep/er.txt", "Modified change.txt", "Deleted delete/deep/er.txt", "Deleted rename.txt", "Added renamed.txt");
    }

    [TestMethod]
    public void A_root_commit_adds_everything()
    {
        using var repository = new GitRepository();
        repository.Write("b/c.txt", "");
        repository.Write("b.txt", "");
        repository.Write("b-a.txt", "");
        repository.Commit();

        AssertChanges(AssertAgreesWithGit(repository).Commits[0], "Added b-a.txt", "Added b.txt", "Added b/c.txt");
    }

    [TestMethod]
    public void A_file_that_becomes_a_folder_and_back()
    {
        using var repository = new GitRepository();
        repository.Write("x", "");
        repository.Write("x.a", "");
        repository.Commit();
        File.Delete(Path.Combine(repository.Folder, "x"));
        repository.Write("x/y", "");
        repository.Write("x/z", "");
        repository.Commit();
        Directory.Delete(Path.Combine(repository.Folder, "x"), recursive: true);
        repository.Write("x", "");
        repository.Commit();

        var commits = AssertAgreesWithGit(repository).Commits;

        AssertChanges(commits[0], "Added x", "Deleted x/y", "Deleted x/z");
        AssertChanges(commits[1], "Deleted x", "Added x/y", "Added x/z");
    }

    [TestMethod]
    public void Mode_and_type_changes_are_modifications()
    {
        using var repository = new GitRepository();
        repository.Write("script", "target");
        repository.Write("target", "");
        repository.Commit();
        repository.Git("update-index", "--chmod=+x", "script");
        repository.Git("commit", "--quiet", "-m", "Mode");
        var blob = repository.Git("rev-parse", "HEAD:script");
        repository.Git("update-index", "--cacheinfo", $"120000,{blob},script");
        repository.Git("commit", "--quiet", "-m", "Link");

        var commits = AssertAgreesWithGit(repository).Commits;

        AssertChanges(commits[0], "Modified script");
        AssertChanges(commits[1], "Modified script");
    }

    [TestMethod]
    public void A_mode_that_only_old_gits_wrote_is_no_change()
    {
        using var repository = new GitRepository();
        repository.CommitFile("a.txt");
        var tree = repository.GitWithInput([], "cat-file", "tree", "HEAD^{tree}");
        var old = Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(tree).Replace("100644", "100664", StringComparison.Ordinal));
        var id = Encoding.ASCII.GetString(repository.GitWithInput(old, "hash-object", "-t", "tree", "-w", "--stdin", "--literally")).Trim();
        repository.Git("update-ref", "HEAD", repository.Git("commit-tree", "-p", "HEAD", "-m", "m", id));

        Assert.IsEmpty(AssertAgreesWithGit(repository).Commits[0].ChangedFiles);
    }

    [TestMethod]
    public void A_submodule_is_one_file()
    {
        using var inner = new GitRepository();
        inner.CommitFile("inner.txt");
        using var repository = new GitRepository();
        repository.CommitFile("a.txt");
        repository.Git("submodule", "--quiet", "add", inner.Folder, "lib/inner");
        repository.Commit();
        inner.CommitFile("inner.txt");
        repository.GitIn(Path.Combine(repository.Folder, "lib/inner"), "pull", "--quiet");
        repository.Commit();
        repository.Git("config", "diff.ignoreSubmodules", "all");

        var commits = GitTruth.ReadQuietly(Query(repository)).Commits;

        AssertChanges(commits[0], "Modified lib/inner");
        AssertChanges(commits[1], "Added .gitmodules", "Added lib/inner");
    }

    [TestMethod]
    public void Odd_paths()
    {
        using var repository = new GitRepository();
        string[] names =
        [
            "a b", "ünïcödé/日本語", "tab\there", "new\nline", "quo\"te", "\u001b[31mred", "%3B$(X)@(Y)", "-rf", ":(glob)x", "*",
        ];
        var stream = new StringBuilder("commit refs/heads/main\ncommitter C <c@x> 1 +0000\ndata 1\nm\n");
        foreach (var name in names)
        {
            var octal = Encoding.UTF8.GetBytes(name).Select(b => $"\\{Convert.ToString(b, 8).PadLeft(3, '0')}");
            stream.Append("M 644 inline \"").AppendJoin("", octal).Append("\"\ndata 1\nx\n");
        }

        stream.Append("M 644 inline \"\\377\\376.txt\"\ndata 1\nx\n");
        repository.GitWithInput(Encoding.UTF8.GetBytes(stream.ToString()), "fast-import", "--quiet");

        var files = AssertAgreesWithGit(repository).Commits[0].ChangedFiles;

        CollectionAssert.AreEquivalent(names.Append("\uFFFD\uFFFD.txt").ToArray(), files.Select(f => f.Path).ToArray());
    }

    [TestMethod]
    public void A_path_of_a_hundred_thousand_characters()
    {
        using var repository = new GitRepository();
        var path = string.Join('/', Enumerable.Repeat(new string('x', 199), 500));
        var stream = $"commit refs/heads/main\ncommitter C <c@x> 1 +0000\ndata 1\nm\nM 644 inline {path}\ndata 1\nx\n";
        repository.GitWithInput(Encoding.UTF8.GetBytes(stream), "fast-import", "--quiet");

        Assert.AreEqual(path, Read(Query(repository))!.Commits[0].ChangedFiles[0].Path);
    }

    [TestMethod]
    public void Changed_files_only_when_asked_for()
    {
        using var repository = new GitRepository();
        repository.CommitFile("a.txt");

        Assert.IsEmpty(Read(Query(repository) with { ChangedFiles = false })!.Commits[0].ChangedFiles);
        Assert.HasCount(1, Read(Query(repository))!.Commits[0].ChangedFiles);
    }

    [TestMethod]
    public void Only_commits_that_touch_a_path()
    {
        using var repository = new GitRepository();
        repository.CommitFile("root.txt");
        repository.Git("tag", "v1.0");
        var app = repository.CommitFile("src/app/a.txt");
        repository.CommitFile("src/application/a.txt");
        repository.CommitFile("SRC/app/a.txt");
        repository.Write("src/app/b.txt", "");
        repository.Write("docs/b.txt", "");
        var both = repository.Commit();
        var query = Query(repository);

        string[] spellings =
        [
            "src/app", "src/app/", "./src/app", "/src/app", "src\\app", " src/app ", "src//lib/../app", Path.Combine(repository.Folder, "src/app"),
            Path.Combine(repository.Folder, "src/lib/../app/"),
        ];
        foreach (var path in spellings)
            AssertIds(Read(query with { Paths = [path] }), both, app);
        var history = Read(query with { Paths = ["src/app/b.txt"] })!;
        AssertChanges(history.Commits[0], "Added docs/b.txt", "Added src/app/b.txt");
        foreach (var path in new[] { "src/*", "..", "../src/app", repository.Beside("src/app"), Path.Combine(repository.Folder, "..") })
            Assert.IsEmpty(Read(query with { Paths = [path] })!.Commits);
        CollectionAssert.AreEqual(new[] { "src/app", "." }, Read(query with { Paths = ["src/app/", "./src/app", "."] })!.Paths.ToArray());
        Assert.HasCount(4, Read(query with { Paths = ["."] })!.Commits);
        Assert.HasCount(4, Read(query with { Paths = [repository.Folder] })!.Commits);
        AssertIds(Read(query with { Directory = Path.Combine(repository.Folder, "docs"), Paths = ["src/app"] }), both, app);
        Assert.HasCount(2, Read(query with { Paths = ["nowhere", "src/app"] })!.Commits);
        Assert.IsEmpty(Read(query with { Paths = ["src/app"], ChangedFiles = false })!.Commits[0].ChangedFiles);

        var limited = Read(query with { Paths = ["src/app"], MaxCommits = 1 })!;
        AssertIds(limited, both);
        Assert.AreEqual(1, limited.CommitsLeftOut);
        AssertIds(Read(query with { Paths = ["src/app"], TagPatterns = ["none"], InitialCommits = 1 }), both);
    }
}
