namespace Sentry.Releases.SentryApi;

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
    public const int Url = 200;

    /// <summary>Of the servers of today.</summary>
    public static FieldLimits Current { get; } = new(AuthorEmail: 200, Path: 510);

    /// <summary>Of self-hosted servers that have not been updated for long.</summary>
    public static FieldLimits Older { get; } = new(AuthorEmail: 75, Path: 255);

    /// <returns>The text's beginning, never half a surrogate pair.</returns>
    public static string Cut(string text, int limit)
    {
        if (text.Length <= limit)
            return text;

        var end = char.IsHighSurrogate(text[limit - 1]) ? limit - 1 : limit;
        return text[..end];
    }

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
