using System.Globalization;

namespace Sentry.Releases.SentryApi;

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
