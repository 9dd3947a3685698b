using Sentry.Releases.Diagnostics;
using Sentry.Releases.Git;
using Sentry.Releases.Git.GitProgram;
using Sentry.Releases.Git.LibGit2;

namespace Sentry.Releases.Tests.Git;

/// <summary>Which reader reads, and what is said when one cannot.</summary>
[TestClass]
internal sealed class ReaderChoiceTests
{
    private readonly List<Diagnostic> _diagnostics = [];

    private string Codes => string.Join(' ', _diagnostics.Select(d => $"{d.Code}-{d.Severity}"));

    [TestMethod]
    public void Auto_takes_LibGit2_where_it_can()
    {
        using var repository = Repository();

        Assert.AreEqual("libgit2", Read(repository)!.Reader);
        Assert.AreEqual("", Codes);
    }

    [TestMethod]
    public void Auto_takes_the_git_program_where_LibGit2_cannot_and_says_so()
    {
        using var repository = Repository();

        var history = Read(repository, (_, _) => throw new UnreadableRepositoryException("LibGit2: no native libgit2 was found."));

        Assert.AreEqual("git", history!.Reader);
        Assert.AreEqual("SRM2005-Message", Codes);
        Assert.Contains("no native libgit2", _diagnostics[0].Message);
    }

    [TestMethod]
    public void A_native_library_that_does_not_start_is_not_used()
    {
        Assert.StartsWith("its native library does not start.", NativeLibgit2.Start(() => -1));
    }

    [TestMethod]
    public void A_native_library_that_does_not_load_is_said()
    {
        Assert.AreEqual("its native library was not found for this system.", NativeLibgit2.Start(() => throw new DllNotFoundException("x")));
        Assert.AreEqual("it does not load: of another machine", NativeLibgit2.Start(() => throw new BadImageFormatException("of another machine")));
        Assert.AreEqual("it does not load: too old", NativeLibgit2.Start(() => throw new EntryPointNotFoundException("too old")));
    }

    [TestMethod]
    public void Where_neither_can_both_reasons_are_said()
    {
        using var repository = Repository();

        Assert.IsNull(Read(repository, Unreadable("first reason."), Unreadable("second reason.")));
        Assert.AreEqual("SRM2007-Warning", Codes);
        Assert.Contains("first reason. second reason.", _diagnostics[0].Message);
    }

    [TestMethod]
    [DataRow(GitReaderChoice.LibGit2, "first")]
    [DataRow(GitReaderChoice.Git, "second")]
    public void A_chosen_reader_is_the_only_one_asked(GitReaderChoice choice, string reason)
    {
        using var repository = Repository();

        Assert.IsNull(Read(repository, Unreadable("first"), Unreadable("second"), choice));
        Assert.AreEqual("SRM2007-Warning", Codes);
        Assert.AreEqual(reason == "first", _diagnostics[0].Message.Contains("first", StringComparison.Ordinal));
    }

    [TestMethod]
    public void A_repository_of_another_user_comes_with_the_line_to_run()
    {
        using var repository = Repository();
        ReleaseHistoryReader.Open owned = (_, _) =>
            throw new UnreadableRepositoryException("not owned") { UnsafeDirectory = "/some where/else" };

        Assert.IsNull(Read(repository, Unreadable("no native libgit2."), owned));
        Assert.AreEqual("SRM2006-Warning", Codes);
        Assert.Contains("git config --global --add safe.directory \"/some where/else\"", _diagnostics[0].Message);
    }

    [TestMethod]
    public void On_Windows_a_share_is_declared_safe_with_a_prefix()
    {
        using var repository = Repository();
        ReleaseHistoryReader.Open owned = (_, _) =>
            throw new UnreadableRepositoryException("not owned") { UnsafeDirectory = "//server/share/shop" };

        Assert.IsNull(Read(repository, owned, owned));
        Assert.Contains("safe.directory \"%(prefix)///server/share/shop\"", _diagnostics[0].Message);
    }

    [TestMethod]
    public void A_fault_of_our_own_is_said_and_the_other_reader_reads()
    {
        using var repository = Repository();

        var history = Read(repository, (_, _) => throw new InvalidOperationException("of our own"));

        Assert.AreEqual("git", history!.Reader);
        Assert.AreEqual("SRM5001-Warning", Codes);

        Assert.IsNull(Read(repository, git: (_, _) => throw new InvalidOperationException("of our own"), choice: GitReaderChoice.Git));
        Assert.AreEqual("SRM5001-Warning SRM5001-Warning", Codes);
    }

    [TestMethod]
    public void What_a_failing_reader_had_said_is_forgotten()
    {
        using var repository = Repository();
        repository.CommitFile("a.txt");
        var clone = repository.Clone("--depth=1");

        var query = AnyQuery.Of(clone);
        ReleaseHistoryReader.Read(query, _diagnostics.Add, FailingLate, GitProgramHistory.Open, CancellationToken.None);

        Assert.AreEqual("SRM2005-Message SRM2002-Warning", Codes);
    }

    [TestMethod]
    public void A_SHA_256_repository_is_read_by_the_git_program()
    {
        using var repository = new GitRepository("--object-format=sha256");
        repository.CommitFile("a.txt");
        repository.Git("tag", "v1.0");
        var second = repository.CommitFile("b.txt");

        var history = Read(repository)!;

        Assert.AreEqual(64, history.Head.Length);
        Assert.AreEqual(second, history.Commits.Single().Id);
        Assert.AreEqual("b.txt", history.Commits[0].ChangedFiles.Single().Path);
        Assert.AreEqual("SRM2005-Message", Codes);
    }

    [TestMethod]
    [DataRow("worktreeConfig", "true")]
    [DataRow("partialClone", "origin")]
    [DataRow("relativeWorktrees", "true")]
    public void Extensions_that_do_not_matter_are_read(string extension, string value)
    {
        using var repository = WithExtension(extension, value);

        Assert.HasCount(1, Read(repository, choice: GitReaderChoice.LibGit2)!.Commits);
        Assert.AreEqual("", Codes);
    }

    [TestMethod]
    [DataRow("refStorage", "reftable")]
    [DataRow("objectFormat", "sha256")]
    public void What_LibGit2_would_misread_it_does_not_read(string extension, string value)
    {
        using var repository = WithExtension(extension, value);

        Assert.IsNull(Read(repository, choice: GitReaderChoice.LibGit2));
        Assert.AreEqual("SRM2007-Warning", Codes);
    }

    [TestMethod]
    public void An_extension_that_no_reader_knows_is_one_clear_line()
    {
        using var repository = WithExtension("fromTheFuture", "true");

        Assert.IsNull(Read(repository));
        Assert.AreEqual("SRM2007-Warning", Codes);
    }

    [TestMethod]
    public void Cancelling_ends_the_reading()
    {
        using var repository = Repository();
        using var cancellation = new CancellationTokenSource();
        ReleaseHistoryReader.Open open = (directory, token) =>
        {
            var history = GitProgramHistory.Open(directory, token);
            cancellation.Cancel();
            return history;
        };

        var query = AnyQuery.Of(repository.Folder, GitReaderChoice.Git);
        Assert.ThrowsExactly<OperationCanceledException>(
            () => ReleaseHistoryReader.Read(query, _diagnostics.Add, open, open, cancellation.Token));
        Assert.AreEqual("", Codes);
    }

    private static GitRepository Repository()
    {
        var repository = new GitRepository();
        repository.CommitFile("a.txt");
        return repository;
    }

    private static GitRepository WithExtension(string name, string value)
    {
        var repository = Repository();
        repository.Git("config", "core.repositoryFormatVersion", "1");
        repository.Git("config", $"extensions.{name}", value);
        return repository;
    }

    private static ReleaseHistoryReader.Open Unreadable(string reason) => (_, _) => throw new UnreadableRepositoryException(reason);

    /// <summary>Reads the first few things, then fails.</summary>
    private static IGitHistory? FailingLate(string directory, CancellationToken cancellation) =>
        new Failing(GitProgramHistory.Open(directory, cancellation)!);

    private ReleaseHistory? Read(
        GitRepository repository,
        ReleaseHistoryReader.Open? libGit2 = null,
        ReleaseHistoryReader.Open? git = null,
        GitReaderChoice choice = GitReaderChoice.Auto)
    {
        var query = AnyQuery.Of(repository.Folder, choice);
        return ReleaseHistoryReader.Read(
            query, _diagnostics.Add, libGit2 ?? LibGit2History.Open, git ?? GitProgramHistory.Open, CancellationToken.None);
    }

    private sealed class Failing(IGitHistory inner) : IGitHistory
    {
        public string Reader => inner.Reader;

        public IReadOnlySet<string>? ShallowBoundary => inner.ShallowBoundary;

        public IReadOnlyList<ConfigurationEntry> Configuration() => inner.Configuration();

        public string? Resolve(string revision) => inner.Resolve(revision);

        public string? FindCommit(string prefix) => inner.FindCommit(prefix);

        public IReadOnlyList<GitTag> Tags(Func<string, bool> accept) => inner.Tags(accept);

        public Func<string, CommitNode> Walk(IReadOnlyList<string> starts) => inner.Walk(starts);

        public IEnumerable<Commit> ReadCommits(IReadOnlyList<string> ids) => throw new UnreadableRepositoryException("too late.");

        public string? ReadFile(string commitId, string path) => inner.ReadFile(commitId, path);

        public string? SubmoduleCommit(string commitId, string path) => inner.SubmoduleCommit(commitId, path);

        public IEnumerable<CommitChanges> ReadChanges(IReadOnlyList<CommitNode> commits, PathFilter? paths) => inner.ReadChanges(commits, paths);

        public void Dispose() => inner.Dispose();
    }
}
