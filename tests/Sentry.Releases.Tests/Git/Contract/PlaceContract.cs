using Sentry.Releases.Diagnostics;
using Sentry.Releases.Git;

namespace Sentry.Releases.Tests.Git.Contract;

/// <summary>Where a repository is found, and which remote it has.</summary>
internal abstract class PlaceContract(GitReaderChoice reader) : HistoryContract(reader)
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
        Assert.IsTrue(Reported.All(d => d.Subjects.Single() == Subject.GitDirectory));
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
}
