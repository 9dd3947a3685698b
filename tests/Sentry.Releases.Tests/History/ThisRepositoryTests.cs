using System.Runtime.CompilerServices;
using Sentry.Releases.History;

namespace Sentry.Releases.Tests.History;

/// <summary>This repository, as if each of its commits were released.</summary>
[TestClass]
public sealed class ThisRepositoryTests
{
    [TestMethod]
    [LibGit2Condition]
    public void Both_readers_agree_at_every_commit()
    {
        var query = new HistoryQuery { Directory = SourceFolder(), InitialCommits = 100_000 };
        if (ReleaseHistoryReader.Read(query with { Reader = GitReaderChoice.Git }, _ => { }, CancellationToken.None) is not { } all)
        {
            Assert.Inconclusive("The sources are in no git repository.");
            return;
        }

        foreach (var commit in all.Commits)
        {
            var git = Describe(query with { Revision = commit.Id, Reader = GitReaderChoice.Git });
            var libGit2 = Describe(query with { Revision = commit.Id, Reader = GitReaderChoice.LibGit2 });
            Assert.AreEqual(git, libGit2, commit.Id);
        }
    }

    private static string Describe(HistoryQuery query)
    {
        var lines = new List<string>();
        var history = ReleaseHistoryReader.Read(query, d => lines.Add(d.Code), CancellationToken.None)!;
        lines.Add($"{history.Head} {history.PreviousTag} {history.PreviousCommit} {history.RemoteUrl} {history.Shallow}");
        foreach (var commit in history.Commits)
        {
            lines.Add($"{commit.Id} {commit.AuthorName} {commit.AuthorEmail} {commit.Timestamp:O} {commit.Message}");
            lines.AddRange(commit.ChangedFiles.Select(f => $"{f.Kind} {f.Path}"));
        }

        return string.Join('\n', lines);
    }

    private static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
