using System.Text;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.Git;
using Sentry.Releases.Git.GitProgram;

namespace Sentry.Releases.Tests.Git;

/// <summary>A small tree object that unfolds to a million million files.</summary>
[TestClass]
public sealed class EndlessTreeTests
{
    [TestMethod]
    public void LibGit2_leaves_its_files_out()
    {
        using var repository = Bomb();
        var diagnostics = new List<Diagnostic>();

        var query = AnyQuery.Of(repository.Folder, GitReaderChoice.LibGit2);
        var history = ReleaseHistoryReader.Read(query, diagnostics.Add, CancellationToken.None)!;

        Assert.HasCount(2, history.Commits);
        Assert.IsTrue(history.Commits.All(c => c.ChangedFiles.Count == 0));
        Assert.AreEqual(DiagnosticCodes.ChangedFilesLeftOut, diagnostics.Single().Code);
    }

    [TestMethod]
    public void The_git_program_is_ended()
    {
        using var repository = Bomb();

        var comparison = new CommitComparison(repository.Folder, CancellationToken.None) { Limit = TimeSpan.FromMilliseconds(200) };

        Assert.IsEmpty(comparison.Read([repository.Head()], paths: null));
    }

    private static GitRepository Bomb()
    {
        var repository = new GitRepository();
        var head = repository.CommitFile("a.txt");
        var id = Convert.FromHexString(repository.Git("rev-parse", "HEAD^{tree}"));
        for (var level = 0; level < 12; level++)
        {
            byte[] tree = [];
            for (var i = 0; i < 10; i++)
                tree = [.. tree, .. "40000 "u8, (byte)('0' + i), 0, .. id];
            var written = repository.GitWithInput(tree, "hash-object", "-t", "tree", "-w", "--stdin");
            id = Convert.FromHexString(Encoding.ASCII.GetString(written).Trim());
        }

        var top = Convert.ToHexStringLower(id);
        repository.Git("update-ref", "HEAD", repository.Git("commit-tree", "-p", head, "-m", "bomb", top));
        return repository;
    }
}
