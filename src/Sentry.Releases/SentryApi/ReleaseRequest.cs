using System.Globalization;

namespace Sentry.Releases.SentryApi;

/// <summary>
/// What a release is given when it is created, and when it is changed. Members that are <see langword="null"/> are left out: the server
/// accepts some explicit nulls and then fails on them.
/// </summary>
internal sealed record ReleaseRequest
{
    public required string Version { get; init; }

    /// <summary>Slugs or numeric ids, at least one: with none the server makes a release that nobody can read. An update adds none.</summary>
    public required IReadOnlyList<string> Projects { get; init; }

    /// <summary>The commit or other reference released, at most 200 characters. Ignored when a release is created that exists.</summary>
    public string? Ref { get; init; }

    /// <summary>A link to the release, at most 200 characters. Ignored when a release is created that exists.</summary>
    public string? Url { get; init; }

    /// <summary>Without it the release is not finalized. Ignored when a release is created that exists.</summary>
    public DateTimeOffset? DateReleased { get; init; }

    /// <summary>Newest first. A non-empty list replaces the one that the release has.</summary>
    public IReadOnlyList<ReleaseCommit>? Commits { get; init; }

    /// <summary>Heads of repositories that are connected to Sentry, for Sentry to resolve.</summary>
    public IReadOnlyList<RefRequest>? Refs { get; init; }
}

/// <summary>The head of a repository that is connected to Sentry.</summary>
/// <param name="Repository">The exact name that Sentry holds, at most 200 characters.</param>
/// <param name="Commit">The commit released, at most 64 characters.</param>
/// <param name="PreviousCommit">That of the previous release, at most 64 characters; without it the server uses its own idea of it.</param>
internal sealed record RefRequest(string Repository, string Commit, string? PreviousCommit = null);

/// <summary>
/// What the server accepts in the fields of commits, in characters. One entry over a limit costs the whole request
/// (getsentry/sentry: src/sentry/api/serializers/rest_framework/commit.py).
/// </summary>
/// <param name="AuthorEmail">Of an author's e-mail address.</param>
/// <param name="Path">Of a changed file's path.</param>
internal sealed record FieldLimits(int AuthorEmail, int Path)
{
    public const int Id = 64;
    public const int CommitRepository = 64;
    public const int AuthorName = 128;
    public const int Reference = 200;
    public const int DeployName = 64;

    /// <summary>Of the servers of today.</summary>
    public static FieldLimits Current { get; } = new(AuthorEmail: 200, Path: 510);

    /// <summary>Of self-hosted servers that have not been updated for long.</summary>
    public static FieldLimits Older { get; } = new(AuthorEmail: 75, Path: 255);

    /// <summary>Whether the server takes the text for blank: it strips white space as Python does, with the separators U+001C to U+001F.</summary>
    public static bool IsBlank(string text)
    {
        foreach (var character in text)
        {
            if (!char.IsWhiteSpace(character) && character is < '\u001c' or > '\u001f')
                return false;
        }

        return true;
    }

    /// <returns>The text's beginning, never half a surrogate pair.</returns>
    public static string Cut(string text, int limit)
    {
        if (text.Length <= limit)
            return text;

        var end = char.IsHighSurrogate(text[limit - 1]) ? limit - 1 : limit;
        return text[..end];
    }

    /// <returns>The text's beginning; <see langword="null"/> where the server takes that for blank.</returns>
    public static string? CutOrNull(string text, int limit) => Cut(text, limit) is var cut && IsBlank(cut) ? null : cut;

    /// <returns>
    /// As many of the name's last segments as fit: those tell repositories of deeply nested groups apart.
    /// </returns>
    public static string CutRepository(string name)
    {
        while (name.Length > CommitRepository && name.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash)
            name = name[(slash + 1)..];

        return Cut(name, CommitRepository);
    }
}

/// <summary>
/// Which links Sentry takes: those that Django's URL validator (<c>django/core/validators.py</c>) lets pass and that fit into its columns.
/// The column of a deploy's link is checked by nothing else: a longer one is a 500.
/// </summary>
internal static class LinkRule
{
    private const int MaxLength = 200;
    private const int MaxLabel = 63;
    private const char FirstLetterBeyondAscii = '\u00a1';

    /// <returns>Why Sentry refuses the link, as the end of a sentence; <see langword="null"/> when it takes it.</returns>
    public static string? Objection(Uri link)
    {
        if (link.AbsoluteUri.Length > MaxLength)
            return string.Create(CultureInfo.InvariantCulture, $"it has more than {MaxLength} characters");

        return IsPublicHost(link) ? null : $"the host '{link.Host}' must have a dot, no underscore, and no digit in its last part";
    }

    private static bool IsPublicHost(Uri link)
    {
        if (link.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6 || link.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
            return true;

        var labels = link.Host.TrimEnd('.').Split('.');
        return labels.Length > 1 && Array.TrueForAll(labels, IsLabel) && IsTopLevel(labels[^1]);
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= MaxLabel && label[0] != '-' && label[^1] != '-' && label.All(c => c == '-' || char.IsAsciiDigit(c) || IsLetter(c));

    private static bool IsTopLevel(string label) =>
        label.Length > 1 && (label.All(c => c == '-' || IsLetter(c)) || label.StartsWith("xn--", StringComparison.OrdinalIgnoreCase));

    private static bool IsLetter(char c) => char.IsAsciiLetter(c) || c >= FirstLetterBeyondAscii;
}
