using Sentry.Releases.Diagnostics;

namespace Sentry.Releases.Tests.Git;

/// <summary>Kinds of clones, and what cannot be read.</summary>
public abstract partial class HistoryContract
{
    [TestMethod]
    public void Detached_HEAD_sub_folder_and_worktree()
    {
        using var repository = new GitRepository();
        repository.CommitFile("a/b/c.txt");
        repository.Git("tag", "v1.0");
        var second = repository.CommitFile("a/b/c.txt");
        var third = repository.CommitFile("a/b/c.txt");
        repository.Git("worktree", "add", "--quiet", "--detach", repository.Beside("worktree"), second);
        repository.Git("checkout", "--quiet", "--detach");
        var query = Query(repository);

        AssertIds(Read(query), third, second);
        AssertIds(Read(query with { Directory = Path.Combine(repository.Folder, "a/b") }), third, second);
        AssertIds(Read(query with { Directory = Path.Combine(repository.Beside("worktree"), "a") }), second);
        AssertIds(Read(query with { Directory = Path.Combine(repository.Folder, ".git") }), third, second);
        Assert.AreEqual("", ReportedText);
    }

    [TestMethod]
    public void Inside_a_submodule_the_submodule_is_read()
    {
        using var inner = new GitRepository();
        var commit = inner.CommitFile("inner.txt");
        using var repository = new GitRepository();
        repository.CommitFile("a.txt");
        repository.Git("submodule", "--quiet", "add", inner.Folder, "lib");

        AssertIds(Read(Query(repository) with { Directory = Path.Combine(repository.Folder, "lib") }), commit);
    }

    [TestMethod]
    public void No_repository_is_said()
    {
        using var repository = new GitRepository();
        var folder = Directory.CreateDirectory(repository.Beside("elsewhere")).FullName;

        Assert.IsNull(Read(Query(repository) with { Directory = folder }));
        Assert.IsNull(Read(Query(repository) with { Directory = Path.Combine(folder, "missing") }));
        Assert.AreEqual("SRM2001 SRM2001", ReportedCodes);
        Assert.IsTrue(_diagnostics.TrueForAll(d => d.Subjects.Single() == Subject.GitDirectory));
    }

    [TestMethod]
    public void A_repository_without_commits_is_said()
    {
        using var repository = new GitRepository();

        Assert.IsNull(Read(Query(repository)));
        Assert.AreEqual("SRM2001", ReportedCodes);
        Assert.Contains("no commit", ReportedText);
    }

    [TestMethod]
    public void A_shallow_clone_without_the_previous_tag_says_how_to_get_it()
    {
        using var repository = new GitRepository();
        repository.CommitFile("a.txt");
        repository.Git("tag", "v1.0");
        for (var i = 0; i < 4; i++)
            repository.CommitFile("a.txt");
        var clone = Clone(repository, "--depth=3");

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
    public void A_revision_that_a_shallow_clone_lacks_comes_with_the_way_to_get_it()
    {
        using var repository = new GitRepository();
        var first = repository.CommitFile("a.txt");
        repository.CommitFile("a.txt");
        var clone = Clone(repository, "--depth=1");

        Assert.IsNull(Read(Query(repository) with { Directory = clone, Revision = first }));
        Assert.AreEqual("SRM1005", ReportedCodes);
        Assert.Contains("git fetch --unshallow --tags", ReportedText);
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
    public void A_shallow_clone_that_reaches_the_previous_tag_is_complete()
    {
        using var repository = new GitRepository();
        repository.CommitFile("a.txt");
        repository.CommitFile("a.txt");
        repository.Git("tag", "v1.0");
        repository.CommitFile("a.txt");
        var clone = Clone(repository, "--depth=2");

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
        var clone = Clone(repository, "--depth=2");

        Assert.AreEqual("v1.0", Read(Query(repository) with { Directory = clone })!.PreviousTag);
        Assert.AreEqual("SRM2002", ReportedCodes);
    }

    [TestMethod]
    public void A_clone_without_blobs_has_all_that_is_needed()
    {
        using var repository = new GitRepository();
        repository.CommitFile("a.txt");
        repository.Git("tag", "v1.0");
        repository.CommitFile("b/c.txt");
        repository.Git("config", "uploadpack.allowFilter", "true");
        var clone = Clone(repository, "--filter=blob:none", "--no-checkout");

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
        var clone = Clone(repository, "--filter=tree:0", "--no-checkout");

        var history = Read(Query(repository) with { Directory = clone })!;

        AssertIds(history, third, second);
        Assert.IsTrue(history.Commits.All(c => c.ChangedFiles.Count == 0));
        Assert.AreEqual("SRM2008", ReportedCodes);
        Assert.Contains("changed files of 2 commits", ReportedText);
        Assert.IsEmpty(Read(Query(repository) with { Directory = clone, Paths = ["b.txt"] })!.Commits);
        Assert.AreEqual("SRM2008 SRM2008", ReportedCodes);
        Assert.AreEqual(Subject.Paths, _diagnostics[1].Subjects.Single());
        // Asking fetched nothing: the trees are still not there.
        var objects = repository.GitIn(clone, "rev-list", "--objects", "--all", "--missing=print").Split('\n');
        Assert.HasCount(3, objects.Where(line => line.StartsWith('?')));
    }

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
        Assert.AreEqual(Subject.GitReader, _diagnostics[0].Subjects.Single());
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
    public void A_linked_worktree_has_the_remotes_of_its_repository()
    {
        using var repository = new GitRepository();
        repository.CommitFile("a.txt");
        repository.Git("remote", "add", "origin", "https://example.com/owner/name.git");
        repository.Git("worktree", "add", "--quiet", "--detach", repository.Beside("worktree"));

        var history = Read(Query(repository) with { Directory = repository.Beside("worktree") })!;

        Assert.AreEqual("https://example.com/owner/name.git", history.RemoteUrl);
    }

    [TestMethod]
    public void The_remote_is_origin_or_the_only_one_after_insteadOf()
    {
        using var repository = new GitRepository();
        repository.CommitFile("a.txt");
        var query = Query(repository);
        Assert.IsNull(Read(query)!.RemoteUrl);

        repository.Git("remote", "add", "up.stream", "https://user:secret@example.com/Up/Stream.git");
        Assert.AreEqual("https://user:secret@example.com/Up/Stream.git", Read(query)!.RemoteUrl);
        repository.Git("remote", "add", "fork", "https://example.com/fork.git");
        Assert.IsNull(Read(query)!.RemoteUrl);
        repository.Git("remote", "add", "origin", "gh:Owner/name.git");
        repository.Git("remote", "set-url", "--add", "origin", "https://mirror.example.com/other.git");
        Assert.AreEqual("gh:Owner/name.git", Read(query)!.RemoteUrl);
        repository.Git("config", "url.https://wrong.example.com/.insteadOf", "g");
        repository.Git("config", "url.https://GitHub.com/.insteadOf", "gh:");
        Assert.AreEqual("https://GitHub.com/Owner/name.git", Read(query)!.RemoteUrl);
        Assert.AreEqual(repository.Git("remote", "get-url", "origin"), Read(query)!.RemoteUrl);
    }

    private static string Clone(GitRepository repository, params string[] arguments)
    {
        var folder = repository.Beside("clone");
        repository.Git(["clone", "--quiet", .. arguments, "file://" + repository.Folder, folder]);
        return folder;
    }
}
