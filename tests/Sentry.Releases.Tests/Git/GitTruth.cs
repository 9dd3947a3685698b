using System.Globalization;
using System.Text;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.Git;

namespace Sentry.Releases.Tests.Git;

/// <summary>What plain git commands say about a repository, to hold the readers against.</summary>
internal static class GitTruth
{
    /// <summary>Reads, and fails on any diagnostic.</summary>
    public static ReleaseHistory ReadQuietly(HistoryQuery query)
    {
        var diagnostics = new List<Diagnostic>();
        var history = ReleaseHistoryReader.Read(query, diagnostics.Add, CancellationToken.None);
        Assert.AreEqual("", string.Join('\n', diagnostics.Select(d => $"{d.Code} {d.Message}")));
        Assert.IsNotNull(history);
        return history;
    }

    /// <summary>Compares everything that a reader says with what git says.</summary>
    public static ReleaseHistory AssertAgrees(GitRepository repository, HistoryQuery query)
    {
        var history = ReadQuietly(query with { InitialCommits = int.MaxValue, MaxCommits = int.MaxValue });
        Assert.AreEqual(repository.Git("rev-parse", "--verify", (query.Revision ?? "HEAD") + "^{commit}"), history.Head);
        CollectionAssert.AreEqual(CommitsSincePreviousTag(repository, query.Revision ?? "HEAD"), history.Commits.Select(c => c.Id).ToArray());
        foreach (var commit in history.Commits)
            AssertCommit(repository, commit);
        return history;
    }

    /// <summary>Design section 4, literally.</summary>
    public static string[] CommitsSincePreviousTag(GitRepository repository, string revision)
    {
        var head = repository.Git("rev-parse", revision + "^{commit}");
        var tags = repository.Lines("for-each-ref", "--merged", head, "--format=%(refname)", "refs/tags")
            .Select(tag => repository.Git("rev-parse", tag + "^{}"))
            .Where(id => id != head)
            .Distinct();
        return repository.Lines(["rev-list", head, "--not", .. tags]);
    }

    public static void AssertCommit(GitRepository repository, Commit commit)
    {
        var log = repository.GitWithInput(
            [], "log", "-1", "-z", "--encoding=UTF-8", "--format=tformat:%an%x00%ae%x00%cI%x00%P%x00%B", commit.Id);
        var fields = Encoding.UTF8.GetString(log).Split('\0');
        // A placeholder that git cannot fill stays as it is.
        Assert.AreEqual(fields[0] == "%an" ? "" : fields[0], commit.AuthorName, commit.Id);
        Assert.AreEqual(fields[1] == "%ae" ? "" : fields[1], commit.AuthorEmail, commit.Id);
        if (fields[2] != "%cI")
        {
            Assert.AreEqual(
                fields[2].Replace("Z", "+00:00", StringComparison.Ordinal),
                commit.Timestamp.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
                commit.Id);
        }

        Assert.AreEqual(fields[4], commit.Message, commit.Id);
        var isMerge = fields[3].Contains(' ', StringComparison.Ordinal);
        CollectionAssert.AreEqual(isMerge ? [] : ChangedFiles(repository, commit.Id), commit.ChangedFiles.ToArray(), commit.Id);
    }

    public static ChangedFile[] ChangedFiles(GitRepository repository, string id)
    {
        var output = repository.GitWithInput([], "diff-tree", "--root", "-r", "-z", "--name-status", "--no-renames", "--no-commit-id", id);
        return
        [
            .. Encoding.UTF8.GetString(output)
                .Split('\0', StringSplitOptions.RemoveEmptyEntries)
                .Chunk(2)
                .Select(pair => new ChangedFile(pair[1], pair[0] switch
                {
                    "A" => ChangeKind.Added,
                    "D" => ChangeKind.Deleted,
                    _ => ChangeKind.Modified,
                })),
        ];
    }
}
