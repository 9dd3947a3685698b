using System.Text.RegularExpressions;

namespace Sentry.Releases.Diagnostics;

/// <summary>Texts that other programs wrote, made fit for a message.</summary>
public static partial class SafeText
{
    private const string ReportIt = "This is a fault of the package; please report it.";

    /// <returns>The text without user names and passwords in its URLs.</returns>
    public static string WithoutCredentials(string text) => Credentials().Replace(text, "://");

    /// <summary>Describes an exception that nobody foresaw, in its own words: for messages from which the token is redacted afterwards.</summary>
    public static string OfUnexpected(Exception exception) =>
        $"an unexpected {exception.GetType().Name} ({WithoutCredentials(exception.Message).TrimEnd('.')}). {ReportIt}";

    /// <summary>Describes an exception that nobody foresaw by its place only: its own words might hold anything.</summary>
    public static string PlaceOfUnexpected(Exception exception) =>
        $"an unexpected {exception.GetType().Name} in {exception.TargetSite?.DeclaringType?.Name}.{exception.TargetSite?.Name}. {ReportIt}";

    [GeneratedRegex(@"://[^/\s]*@", RegexOptions.CultureInvariant)]
    private static partial Regex Credentials();
}
