using Sentry.Releases.Diagnostics;
using Sentry.Releases.Git;

namespace Sentry.Releases.Tests.Git;

/// <summary>What every reader must do, whoever reads.</summary>
public abstract partial class HistoryContract
{
    private readonly List<Diagnostic> _diagnostics = [];

    private protected abstract GitReaderChoice Reader { get; }

    private protected HistoryQuery Query(GitRepository repository) => AnyQuery.Of(repository.Folder, Reader);

    private protected ReleaseHistory? Read(HistoryQuery query) =>
        ReleaseHistoryReader.Read(query, _diagnostics.Add, CancellationToken.None);

    private protected static string[] Ids(ReleaseHistory? history) => [.. history!.Commits.Select(c => c.Id)];

    private protected static void AssertIds(ReleaseHistory? history, params string[] expected) =>
        CollectionAssert.AreEqual(expected, Ids(history));

    private protected static void AssertChanges(Commit commit, params string[] expected) =>
        CollectionAssert.AreEqual(expected, commit.ChangedFiles.Select(f => $"{f.Kind} {f.Path}").ToArray());

    private protected string ReportedCodes => string.Join(' ', _diagnostics.Select(d => d.Code));

    private protected string ReportedText => string.Join('\n', _diagnostics.Select(d => d.Message));

    private protected ReleaseHistory AssertAgreesWithGit(GitRepository repository) =>
        GitTruth.AssertAgrees(repository, Query(repository));
}
