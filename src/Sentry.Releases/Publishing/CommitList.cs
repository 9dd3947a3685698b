using Sentry.Releases.Git;
using Sentry.Releases.SentryApi;

namespace Sentry.Releases.Publishing;

/// <summary>The commits of a release as Sentry accepts them, and what had to stay out.</summary>
/// <param name="Commits">Newest first.</param>
/// <param name="CommitsLeftOut">Commits that belong to the release and are not in the list.</param>
/// <param name="FilesLeftOut">Changed files of listed commits that are not in the list.</param>
internal sealed record CommitList(IReadOnlyList<CommitRequest> Commits, int CommitsLeftOut, int FilesLeftOut)
{
    /// <summary>
    /// Bound of the commits' JSON in bytes. Sentry publishes none; requests of 3 MB have been refused (getsentry/sentry-cli#2026),
    /// ones of 2.4 MB accepted.
    /// </summary>
    public const int MaxBytes = 2_500_000;

    public static CommitList Of(ReleaseHistory history, string? repository, FieldLimits limits, int maxBytes = MaxBytes)
    {
        var filesTooLong = 0;
        var name = repository is null ? null : Filled(FieldLimits.CutRepository(repository));
        var commits = history.Commits.Select(commit => Request(commit, name, limits, ref filesTooLong)).ToList();
        KeepHeadFirst(commits);
        var (commitsOut, filesOut) = Shrink(commits, maxBytes);
        return new CommitList(commits, history.CommitsLeftOut + commitsOut, filesTooLong + filesOut);
    }

    private static CommitRequest Request(Commit commit, string? repository, FieldLimits limits, ref int filesTooLong)
    {
        var files = commit.ChangedFiles.Where(file => file.Path.Length <= limits.Path && !string.IsNullOrWhiteSpace(file.Path)).ToArray();
        filesTooLong += commit.ChangedFiles.Count - files.Length;
        return new CommitRequest
        {
            Id = commit.Id,
            Message = commit.Message,
            AuthorName = Filled(FieldLimits.Cut(commit.AuthorName, FieldLimits.AuthorName)),
            AuthorEmail = Filled(FieldLimits.Cut(commit.AuthorEmail, limits.AuthorEmail)),
            Timestamp = commit.Timestamp,
            Repository = repository,
            PatchSet = files.Length == 0 ? null : [.. files.Select(file => new PatchRequest(file.Path, Letter(file.Kind)))],
        };
    }

    /// <summary>
    /// Sentry sorts by timestamp, newest first, and takes the first for the release's head. A committer whose clock was ahead must
    /// not become it, so the head is as late as the latest; the sort keeps the order of equals.
    /// </summary>
    private static void KeepHeadFirst(List<CommitRequest> commits)
    {
        if (commits.Count == 0)
            return;

        var latest = commits[0].Timestamp;
        foreach (var commit in commits)
            latest = commit.Timestamp > latest ? commit.Timestamp : latest;
        if (commits[0].Timestamp != latest)
            commits[0] = commits[0] with { Timestamp = latest };
    }

    /// <summary>Changed files of the oldest commits go first, then the oldest commits; the newest stays in any case.</summary>
    private static (int Commits, int Files) Shrink(List<CommitRequest> commits, int maxBytes)
    {
        using var meter = new CommitMeter();
        var sizes = new int[commits.Count];
        long total = 0;
        for (var i = 0; i < sizes.Length; i++)
            total += sizes[i] = meter.Size(commits[i]);

        var filesOut = 0;
        for (var i = commits.Count - 1; i >= 0 && total > maxBytes; i--)
        {
            if (commits[i].PatchSet is not { } files)
                continue;

            filesOut += files.Count;
            commits[i] = commits[i] with { PatchSet = null };
            total -= sizes[i];
            sizes[i] = meter.Size(commits[i]);
            total += sizes[i];
        }

        var before = commits.Count;
        while (commits.Count > 1 && total > maxBytes)
        {
            total -= sizes[commits.Count - 1];
            commits.RemoveAt(commits.Count - 1);
        }

        return (before - commits.Count, filesOut);
    }

    private static string? Filled(string text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static string Letter(ChangeKind kind) => kind switch
    {
        ChangeKind.Added => "A",
        ChangeKind.Deleted => "D",
        _ => "M",
    };
}
