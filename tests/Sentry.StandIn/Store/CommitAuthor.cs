using Sentry.StandIn.Validation;

namespace Sentry.StandIn.Store;

/// <summary>The e-mail address that stands for a commit's author.</summary>
internal static class CommitAuthor
{
    private const int MaxEmailLength = 75;
    private const string Ellipsis = "...";

    /// <returns>
    /// The address, cut to 75 characters; one made of the name where no address is given; <see langword="null"/> where a blank one is
    /// given, or neither.
    /// </returns>
    public static string? Of(CommitInput commit)
    {
        var email = commit.AuthorEmail.Value;
        if (email is null && !string.IsNullOrEmpty(commit.AuthorName.Value))
            email = new string([.. commit.AuthorName.Value.Where(IsKept)]).ToLowerInvariant() + "@localhost";

        return string.IsNullOrEmpty(email) ? null : Cut(email);
    }

    private static bool IsKept(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.';

    private static string Cut(string email) =>
        PythonText.Length(email) <= MaxEmailLength
            ? email
            : string.Concat(email.EnumerateRunes().Take(MaxEmailLength - Ellipsis.Length).Select(rune => rune.ToString())) + Ellipsis;
}
