using Sentry.Releases.SentryApi;

namespace Sentry.Releases.Listing;

/// <summary>How a release's commits are shown.</summary>
internal static class CommitLayout
{
    private const int ShownId = 12;
    private const int LongestAuthor = 24;
    private const int LongestRepository = 32;
    private const int LongestMessage = 72;

    public static ListLayout<ReleaseCommit> Of(string release) => new(
        $"Commits of {release}",
        "commit",
        [
            new("Commit", commit => commit.Id.Length > ShownId ? commit.Id[..ShownId] : commit.Id),
            new("Date (UTC)", commit => PlainText.Date(commit.DateCreated)),
            new("Author", commit => PlainText.Beginning(commit.Author?.Name ?? commit.Author?.Email ?? "", LongestAuthor)),
            new("Repository", commit => PlainText.Middle(commit.Repository?.Name ?? "", LongestRepository)),
            new("Message", commit => PlainText.Beginning(DetailText.FirstLine(commit.Message), LongestMessage)),
        ],
        Entry);

    private static ListEntry Entry(ReleaseCommit commit) => new(commit.Id,
    [
        new("Id", commit.Id),
        new("Message", DetailText.FirstLine(commit.Message)),
        new("FullMessage", commit.Message),
        new("Author", commit.Author?.Name),
        new("AuthorEmail", commit.Author?.Email),
        new("Date", DetailText.Date(commit.DateCreated)),
        new("Repository", commit.Repository?.Name),
    ]);
}
