using Sentry.Releases.Diagnostics;
using Sentry.Releases.History;

namespace Sentry.Releases.Tests.History;

/// <summary>What every reader must do, whoever reads.</summary>
public abstract class HistoryContract
{
    private readonly List<Diagnostic> _diagnostics = [];

    private protected abstract GitReaderChoice Reader { get; }

    private protected HistoryQuery Query(GitRepository repository) => new() { Directory = repository.Folder, Reader = Reader };

    private protected ReleaseHistory? Read(HistoryQuery query) =>
        ReleaseHistoryReader.Read(query, _diagnostics.Add, CancellationToken.None);

    private protected string[] Ids(HistoryQuery query) => [.. Read(query)!.Commits.Select(c => c.Id)];

    private protected string DiagnosticCodesSoFar => string.Join(' ', _diagnostics.Select(d => d.Code));

    private protected string DiagnosticText => string.Join('\n', _diagnostics.Select(d => d.Message));

    private protected void AssertAgreesWithGit(GitRepository repository) => GitTruth.AssertAgrees(repository, Query(repository));

    [TestMethod]
    public void Linear_history_since_the_previous_tag()
    {
        using var repository = new GitRepository();
        repository.CommitFile("a.txt");
        repository.CommitFile("b.txt");
        repository.Git("tag", "v1.0");
        var third = repository.CommitFile("a.txt");
        var fourth = repository.CommitFile("c/d.txt");

        var history = GitTruth.AssertAgrees(repository, Query(repository));

        CollectionAssert.AreEqual(new[] { fourth, third }, history.Commits.Select(c => c.Id).ToArray());
        Assert.AreEqual("v1.0", history.PreviousTag);
        Assert.AreEqual(repository.Git("rev-parse", "v1.0"), history.PreviousCommit);
        Assert.IsFalse(history.Shallow);
    }
}
