using System.Globalization;
using System.Text;
using Sentry.Releases.Git;

namespace Sentry.Releases.Tests.Git.Contract;

/// <summary>So many commits that the git program is started twice, each for a half of them; and more than LibGit2's reader keeps.</summary>
internal abstract class LongHistoryContract(GitReaderChoice reader) : HistoryContract(reader)
{
    private const int Commits = 300;

    [TestMethod]
    public void All_commits_in_order_with_their_files()
    {
        using var repository = Create();

        var history = Read(Query(repository))!;

        CollectionAssert.AreEqual(repository.Lines("rev-list", "v1.0.."), Ids(history));
        CollectionAssert.AreEqual(
            Enumerable.Range(1, Commits).Reverse().Select(FileOf).ToArray(), history.Commits.Select(commit => commit.ChangedFiles.Single().Path).ToArray());
        Assert.AreEqual("", ReportedText);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(20)]
    public void Commits_chosen_by_paths(int paths)
    {
        using var repository = Create();

        var history = Read(Query(repository) with { Paths = PathsOf(paths) })!;

        CollectionAssert.AreEqual(repository.Lines("rev-list", "v1.0..", "--", "area0"), Ids(history));
        Assert.IsTrue(history.Commits.All(commit => commit.ChangedFiles.Single().Path.StartsWith("area0/", StringComparison.Ordinal)));
        Assert.AreEqual("", ReportedText);
    }

    [TestMethod]
    [DataRow(50)]
    [DataRow(225)]
    public void A_tree_that_is_missing_costs_the_files_of_the_commits_up_to_it(int missing)
    {
        using var repository = Create();
        DeleteTree(repository, missing);

        var history = Read(Query(repository))!;

        CollectionAssert.AreEqual(repository.Lines("rev-list", "v1.0.."), Ids(history));
        // The next commit is compared with it. Of the one after that git may have written only a part when it failed.
        Assert.IsTrue(history.Commits.Take(Commits - missing - 2).All(commit => commit.ChangedFiles.Count == 1));
        Assert.IsTrue(history.Commits.Skip(Commits - missing - 1).All(commit => commit.ChangedFiles.Count == 0));
        Assert.AreEqual("SRM2008", ReportedCodes);
    }

    [TestMethod]
    [DataRow(50, 1)]
    [DataRow(50, 20)]
    [DataRow(225, 1)]
    [DataRow(225, 20)]
    public void A_tree_that_is_missing_ends_the_commits_chosen_by_paths(int missing, int paths)
    {
        using var repository = Create();
        DeleteTree(repository, missing);

        var history = Read(Query(repository) with { Paths = PathsOf(paths) })!;

        Assert.HasCount((Commits - missing) / 2, history.Commits);
        Assert.IsTrue(history.Commits.All(commit => commit.ChangedFiles.Count == 1));
        Assert.AreEqual("SRM2008", ReportedCodes);
    }

    [TestMethod]
    public void Messages_of_more_megabytes_than_are_kept()
    {
        using var repository = new GitRepository();
        var stream = new StringBuilder();
        for (var number = 1; number <= 12; number++)
        {
            stream.Append(CultureInfo.InvariantCulture, $"commit refs/heads/main\ncommitter C <c@x> {1_000_000 + number} +0000\ndata 1000000\n");
            stream.Append((char)('a' + number), 1_000_000).Append('\n');
            stream.Append(CultureInfo.InvariantCulture, $"M 644 inline file{number}\ndata 1\nx\n");
        }

        repository.GitWithInput(Encoding.UTF8.GetBytes(stream.ToString()), "fast-import", "--quiet");

        var history = Read(Query(repository))!;

        var expected = Enumerable.Range(1, 12).Reverse().Select(number => string.Create(CultureInfo.InvariantCulture, $"{(char)('a' + number)} 1000000 file{number}"));
        CollectionAssert.AreEqual(
            expected.ToArray(),
            history.Commits.Select(commit => string.Create(
                CultureInfo.InvariantCulture, $"{commit.Message.Distinct().Single()} {commit.Message.Length} {commit.ChangedFiles.Single().Path}")).ToArray());
    }

    /// <summary>Every other commit touches the first path, and none the others.</summary>
    private static string[] PathsOf(int count) =>
        ["area0", .. Enumerable.Range(1, count - 1).Select(number => string.Create(CultureInfo.InvariantCulture, $"nowhere{number}"))];

    private static string FileOf(int commit) => string.Create(CultureInfo.InvariantCulture, $"area{commit % 2}/file{commit % 7}");

    /// <summary>A tagged commit, and behind it so many that each change one file. Every object is a file of its own.</summary>
    private static GitRepository Create()
    {
        var stream = new StringBuilder();
        for (var number = 0; number <= Commits; number++)
        {
            stream.Append(CultureInfo.InvariantCulture, $"commit refs/heads/main\ncommitter C <c@x> {1_000_000 + number} +0000\ndata 1\nm\n");
            stream.Append(CultureInfo.InvariantCulture, $"M 644 inline {FileOf(number)}\ndata 4\n{number:0000}\n");
        }

        var repository = new GitRepository();
        repository.GitWithInput(Encoding.UTF8.GetBytes(stream.ToString()), "-c", "fastimport.unpackLimit=100000", "fast-import", "--quiet");
        repository.Git("tag", "v1.0", string.Create(CultureInfo.InvariantCulture, $"main~{Commits}"));
        return repository;
    }

    private static void DeleteTree(GitRepository repository, int commit)
    {
        var tree = repository.Git("rev-parse", string.Create(CultureInfo.InvariantCulture, $"main~{Commits - commit}^{{tree}}"));
        var file = Path.Combine(repository.Folder, ".git", "objects", tree[..2], tree[2..]);
        File.SetAttributes(file, FileAttributes.Normal);
        File.Delete(file);
    }
}
