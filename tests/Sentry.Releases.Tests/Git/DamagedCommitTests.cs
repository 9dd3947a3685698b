using System.Text;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.Git;

namespace Sentry.Releases.Tests.Git;

/// <summary>Commit objects that the git program refuses to read, and LibGit2 does not.</summary>
[TestClass]
internal sealed class DamagedCommitTests
{
    [TestMethod]
    [DataRow("")]
    [DataRow("tree 4b825dc6\n")]
    [DataRow("tree an id has hexadecimal digits only 0 to f\n")]
    public void A_commit_that_names_no_tree_costs_the_files_only(string tree)
    {
        using var repository = new GitRepository();
        var first = repository.CommitFile("a.txt");
        var damaged = repository.WriteCommit(Commit($"{tree}parent {first}"));
        var last = repository.CommitRaw(Commit($"tree {repository.Git("rev-parse", "HEAD^{tree}")}\nparent {damaged}"));

        var diagnostics = new List<Diagnostic>();
        var history = ReleaseHistoryReader.Read(AnyQuery.Of(repository.Folder, GitReaderChoice.LibGit2), diagnostics.Add, default);

        CollectionAssert.AreEqual(new[] { last, damaged, first }, history!.Commits.Select(commit => commit.Id).ToList());
        Assert.AreEqual("SRM2008", string.Join(' ', diagnostics.Select(diagnostic => diagnostic.Code)));
    }

    private static byte[] Commit(string start) => Encoding.ASCII.GetBytes($"{start}\nauthor A <a@b> 1 +0000\ncommitter A <a@b> 1 +0000\n\nm\n");
}
