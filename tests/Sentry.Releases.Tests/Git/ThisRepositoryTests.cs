using Sentry.Releases.Git;

namespace Sentry.Releases.Tests.Git;

/// <summary>This repository, as if each of its commits were released.</summary>
[TestClass]
public sealed class ThisRepositoryTests
{
    [TestMethod]
    public void The_git_program_agrees_with_git_at_every_commit() => AssertAgrees(GitReaderChoice.Git);

    [TestMethod]
    public void LibGit2_agrees_with_git_at_every_commit() => AssertAgrees(GitReaderChoice.LibGit2);

    private static void AssertAgrees(GitReaderChoice reader)
    {
        using var copy = new GitRepository();
        copy.Git("fetch", "--quiet", RepositoryFiles.Path(), "HEAD:refs/heads/copy");
        copy.Git("checkout", "--quiet", "copy");
        var query = AnyQuery.Of(copy.Folder, reader) with { InitialCommits = int.MaxValue, MaxCommits = int.MaxValue };

        foreach (var commit in GitTruth.AssertAgrees(copy, query).Commits)
        {
            var history = GitTruth.ReadQuietly(query with { Revision = commit.Id, ChangedFiles = false });
            CollectionAssert.AreEqual(copy.Lines("rev-list", commit.Id), history.Commits.Select(older => older.Id).ToArray());
        }
    }
}
