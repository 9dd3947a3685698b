namespace Sentry.Releases.Git;

/// <summary>A commit as the repository holds it, with no limit of Sentry's applied.</summary>
/// <param name="Id">The full object id in lower-case hexadecimal, 40 or 64 characters.</param>
/// <param name="Message">The whole message, decoded by the commit's own encoding; bytes that do not decode are U+FFFD.</param>
/// <param name="AuthorName">The author's name; may be empty.</param>
/// <param name="AuthorEmail">The author's e-mail address as written, without angle brackets; may be empty.</param>
/// <param name="Timestamp">The committer's date with its own offset, to the second.</param>
/// <param name="ChangedFiles">
/// What the commit changed against its only parent (a root commit: against nothing), ordered by path; empty for merges, for the
/// boundary commits of a shallow clone, and when changed files were not asked for.
/// </param>
public sealed record Commit(
    string Id,
    string Message,
    string AuthorName,
    string AuthorEmail,
    DateTimeOffset Timestamp,
    IReadOnlyList<ChangedFile> ChangedFiles);

/// <summary>A file that a commit changed.</summary>
/// <param name="Path">Relative to the repository's root, with <c>/</c>; bytes that are not UTF-8 are U+FFFD.</param>
/// <param name="Kind">What happened to it. A rename is a deletion and an addition; a change of type or mode is a modification.</param>
public sealed record ChangedFile(string Path, ChangeKind Kind);

/// <summary>The kinds of change that Sentry knows.</summary>
public enum ChangeKind
{
    /// <summary>The file is new.</summary>
    Added,

    /// <summary>The file's content, mode or type changed.</summary>
    Modified,

    /// <summary>The file is gone.</summary>
    Deleted,
}
