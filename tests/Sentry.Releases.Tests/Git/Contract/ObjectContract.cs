using System.Text;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.Git;

namespace Sentry.Releases.Tests.Git.Contract;

/// <summary>Objects that are missing, replaced or malformed.</summary>
internal abstract class ObjectContract(GitReaderChoice reader) : HistoryContract(reader)
{
    [TestMethod]
    public void A_missing_commit_is_one_clear_line()
    {
        using var repository = new GitRepository();
        repository.CommitFile("a.txt");
        var second = repository.CommitFile("a.txt");
        repository.CommitFile("a.txt");
        var file = Path.Combine(repository.Folder, ".git/objects", second[..2], second[2..]);
        File.SetAttributes(file, FileAttributes.Normal);
        File.Delete(file);

        Assert.IsNull(Read(Query(repository)));
        Assert.AreEqual("SRM2007", ReportedCodes);
        Assert.AreEqual(Subject.GitReader, Reported[0].Subjects.Single());
    }

    [TestMethod]
    public void Nothing_older_than_a_commit_whose_trees_are_missing_is_taken_by_paths()
    {
        using var repository = new GitRepository();
        repository.CommitFile("src/a.txt");
        repository.CommitFile("src/a.txt");
        repository.CommitFile("other.txt");
        var newest = repository.CommitFile("src/a.txt");
        var tree = repository.Git("rev-parse", "HEAD~2:src");
        var file = Path.Combine(repository.Folder, ".git/objects", tree[..2], tree[2..]);
        File.SetAttributes(file, FileAttributes.Normal);
        File.Delete(file);

        AssertIds(Read(Query(repository) with { Paths = ["other.txt"] }), repository.Git("rev-parse", "HEAD~1"));
        Assert.AreEqual("", ReportedText);
        AssertIds(Read(Query(repository) with { Paths = ["src"], ChangedFiles = false }));
        Assert.AreEqual("SRM2008", ReportedCodes);
        Assert.Contains(newest, ReportedText);
    }

    [TestMethod]
    public void Replacement_objects_and_grafts_do_not_count()
    {
        using var repository = new GitRepository();
        repository.CommitFile("a.txt");
        repository.CommitFile("a.txt", "As it is");
        repository.CommitFile("a.txt");
        var all = repository.Lines("rev-list", "HEAD");
        repository.Git("replace", "--graft", all[1]);
        Directory.CreateDirectory(Path.Combine(repository.Folder, ".git/info"));
        File.WriteAllText(Path.Combine(repository.Folder, ".git/info/grafts"), all[0] + "\n");

        CollectionAssert.AreEqual(all, Ids(Read(Query(repository))));
    }

    [TestMethod]
    public void A_malformed_tree_costs_the_files_only()
    {
        using var repository = new GitRepository();
        var head = repository.CommitFile("a.txt");
        foreach (var content in new byte[][] { [1, 2, 3], [.. "100644 x"u8, 0, 1, 2], [.. "9 x"u8, 0, .. new byte[20]] })
        {
            var written = repository.GitWithInput(content, "hash-object", "-t", "tree", "-w", "--stdin", "--literally");
            var tree = Encoding.ASCII.GetString(written).Trim();
            var commit = Encoding.ASCII.GetBytes($"tree {tree}\nparent {head}\nauthor A <a@b> 1 +0000\ncommitter A <a@b> 1 +0000\n\nm\n");
            repository.CommitRaw(commit);

            Assert.HasCount(2, Read(Query(repository))!.Commits);
        }

        Assert.AreEqual("SRM2008 SRM2008 SRM2008", ReportedCodes);
    }
}
