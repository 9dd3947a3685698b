using System.Globalization;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.Git;
using Sentry.Releases.SentryApi;
using Sentry.Releases.Settings;

namespace Sentry.Releases.Publishing;

/// <summary>The commits of a release as Sentry accepts them, and what had to be left out.</summary>
internal sealed class CommitList
{
    /// <summary>
    /// Bound of the commits' JSON in bytes. Sentry publishes none; requests of 3 MB have been refused (getsentry/sentry-cli#2026),
    /// ones of 2.4 MB accepted.
    /// </summary>
    public const int MaxBytes = 2_500_000;

    /// <summary>Sentry does not save commits with this in their message.</summary>
    private const string SkipMark = "#skipsentry";

    private const int ShownPath = 60;

    private readonly List<ReleaseCommit> _commits;
    private readonly List<string> _oddPaths = [];

    /// <param name="maxBytes">Bound of the commits' JSON in bytes. The newest commit is sent even when it alone is larger.</param>
    public CommitList(ReleaseHistory history, string? repository, int maxBytes = MaxBytes)
    {
        var name = repository is null ? null : FieldLimits.CutOrNull(FieldLimits.CutRepository(repository), FieldLimits.CommitRepository);
        _commits = [.. history.Commits.Select(commit => Request(commit, name))];
        OverLimit = history.CommitsLeftOut;
        KeepHeadFirst();
        Shrink(maxBytes);
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<ReleaseCommit> Commits => _commits;

    /// <summary>How many commits are left out because there are more than the limit.</summary>
    public int OverLimit { get; }

    /// <summary>How many commits are left out because the request would be too large.</summary>
    public int OverSize { get; private set; }

    /// <summary>How many changed files are left out because the request would be too large.</summary>
    public int FilesOverSize { get; private set; }

    /// <summary>Paths of changed files that are left out because Sentry refuses them.</summary>
    public IReadOnlyList<string> OddPaths => _oddPaths;

    /// <summary>Whether it holds less than the history.</summary>
    public bool IsTruncated => OverLimit + OverSize + FilesOverSize + OddPaths.Count > 0;

    /// <returns>The commits of a request that Sentry saves.</returns>
    public static IEnumerable<ReleaseCommit> Saved(ReleaseRequest request) =>
        (request.Commits ?? []).Where(commit => !commit.Message.Contains(SkipMark, StringComparison.Ordinal));

    /// <summary>Says what is left out, and what to do about it.</summary>
    public void Report(DiagnosticLog log)
    {
        if (OverLimit > 0)
        {
            log.Warning(DiagnosticCodes.CommitsLeftOut,
                $"{LeftOut(OverLimit, "older commit")}, because {Properties.MaxCommits} allows no more. Raise it, or tag releases more often.");
        }

        if (OverSize + FilesOverSize > 0)
        {
            var what = FilesOverSize == 0 ? LeftOut(OverSize, "older commit")
                : OverSize == 0 ? LeftOut(FilesOverSize, "changed file")
                : $"{Counted.Of(OverSize, "older commit")} and {LeftOut(FilesOverSize, "changed file")}";
            log.Warning(DiagnosticCodes.RequestTooLarge, string.Create(CultureInfo.InvariantCulture,
                $"{what}, because the request would be larger than the {MaxBytes / 1_000_000.0:0.#} MB that Sentry is known to accept. ")
                + $"Tag releases more often, or set {Properties.ChangedFiles}=false to make room for commits.");
        }

        if (OddPaths.Count > 0)
        {
            var path = FieldLimits.IsBlank(OddPaths[0])
                ? "A blank path is not one that Sentry accepts."
                : $"Sentry accepts paths of at most {FieldLimits.Current.Path} characters, and not '{FieldLimits.Cut(OddPaths[0], ShownPath)}...'.";
            log.Warning(DiagnosticCodes.DetailLeftOut,
                $"{LeftOut(OddPaths.Count, "changed file")}. {path} Rename the file, or set {Properties.ChangedFiles}=false to send no files.");
        }
    }

    private ReleaseCommit Request(Commit commit, string? repository)
    {
        var files = new List<PatchRequest>(commit.ChangedFiles.Count);
        foreach (var (path, kind) in commit.ChangedFiles)
        {
            if (path.Length <= FieldLimits.Current.Path && !FieldLimits.IsBlank(path))
                files.Add(new PatchRequest(path, Letter(kind)));
            else
                _oddPaths.Add(path);
        }

        return new ReleaseCommit(
            commit.Id,
            commit.Message,
            FieldLimits.CutOrNull(commit.AuthorName, FieldLimits.AuthorName),
            FieldLimits.CutOrNull(commit.AuthorEmail, FieldLimits.Current.AuthorEmail),
            commit.Timestamp,
            repository,
            files.Count == 0 ? null : files);
    }

    /// <summary>
    /// Sentry sorts by timestamp, newest first, and takes the first for the release's head. A commit whose committer's clock was ahead must
    /// not become it, so none is later than the head; the sort keeps the order of equals.
    /// </summary>
    private void KeepHeadFirst()
    {
        for (var i = 1; i < _commits.Count; i++)
        {
            if (_commits[i].Timestamp > _commits[0].Timestamp)
                _commits[i] = _commits[i] with { Timestamp = _commits[0].Timestamp };
        }
    }

    /// <summary>Changed files of the oldest commits go first, then the oldest commits; the newest stays in any case.</summary>
    private void Shrink(int maxBytes)
    {
        var sizes = RequestJson.Sizes(_commits);
        long total = 0;
        foreach (var size in sizes)
            total += size;
        for (var i = _commits.Count - 1; i >= 0 && total > maxBytes; i--)
        {
            if (_commits[i].PatchSet is not { } files)
                continue;

            FilesOverSize += files.Count;
            _commits[i] = _commits[i] with { PatchSet = null };
            total -= sizes[i];
            sizes[i] = RequestJson.Sizes([_commits[i]])[0];
            total += sizes[i];
        }

        for (; _commits.Count > 1 && total > maxBytes; OverSize++)
        {
            total -= sizes[_commits.Count - 1];
            _commits.RemoveAt(_commits.Count - 1);
        }
    }

    private static string LeftOut(int count, string noun) => $"{Counted.Of(count, noun)} {(count == 1 ? "is" : "are")} left out of the release";

    private static string Letter(ChangeKind kind) => kind switch
    {
        ChangeKind.Added => "A",
        ChangeKind.Deleted => "D",
        _ => "M",
    };
}
