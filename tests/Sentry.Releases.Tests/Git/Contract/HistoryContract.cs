using Sentry.Releases.Diagnostics;
using Sentry.Releases.Git;

namespace Sentry.Releases.Tests.Git.Contract;

/// <summary>What every reader must do, whoever reads. Each scenario has a class, and <c>BothReaders.cs</c> runs it for both.</summary>
internal abstract class HistoryContract(GitReaderChoice reader)
{
    private readonly List<Diagnostic> _diagnostics = [];

    protected IReadOnlyList<Diagnostic> Reported => _diagnostics;

    protected string ReportedCodes => string.Join(' ', _diagnostics.Select(d => d.Code));

    protected string ReportedText => string.Join('\n', _diagnostics.Select(d => d.Message));

    protected HistoryQuery Query(GitRepository repository) => AnyQuery.Of(repository.Folder, reader);

    protected ReleaseHistory? Read(HistoryQuery query) => ReleaseHistoryReader.Read(query, _diagnostics.Add, CancellationToken.None);

    protected static string[] Ids(ReleaseHistory? history) => [.. history!.Commits.Select(c => c.Id)];

    protected static void AssertIds(ReleaseHistory? history, params string[] expected) =>
        CollectionAssert.AreEqual(expected, Ids(history));

    protected static void AssertChanges(Commit commit, params string[] expected) =>
        CollectionAssert.AreEqual(expected, commit.ChangedFiles.Select(f => $"{f.Kind} {f.Path}").ToArray());

    protected ReleaseHistory AssertAgreesWithGit(GitRepository repository) =>
        GitTruth.AssertAgrees(repository, Query(repository));
}
