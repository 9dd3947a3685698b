using System.Text.RegularExpressions;

namespace Sentry.Releases.Diagnostics;

/// <summary>Keeps user names and passwords out of texts that other programs wrote.</summary>
internal static partial class UrlCredentials
{
    /// <returns>The text, in whose URLs nothing stands before the host.</returns>
    public static string TakenOutOf(string text) => Credentials().Replace(text, "://");

    [GeneratedRegex(@"://[^/\s]*@", RegexOptions.CultureInvariant)]
    private static partial Regex Credentials();
}
