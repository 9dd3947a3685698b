using System.Globalization;
using System.Text;
using Sentry.Releases.Diagnostics;

namespace Sentry.Releases.Naming;

/// <summary>
/// Which names Sentry takes: the API's rule (<c>is_valid_version</c> in getsentry/sentry) and the stricter one that events go through
/// (<c>validate_release</c> in getsentry/sentry-release-parser). A name that only one of them takes would never match its events.
/// </summary>
internal static class ReleaseNameRules
{
    /// <summary>The most bytes of UTF-8 in a name. The API's limit of 200 characters is within it.</summary>
    public const int MaxBytes = 200;

    /// <returns>Why Sentry refuses the name, in words such as "it contains a tab"; <see langword="null"/> when it does not.</returns>
    public static string? Violation(string name)
    {
        var trimmed = name.Trim();
        if (trimmed.Length == 0)
            return "it is empty";

        if (trimmed is "." or ".." || string.Equals(trimmed, "latest", StringComparison.OrdinalIgnoreCase))
            return "it is a reserved word";

        foreach (var character in name)
        {
            if (Forbidden(character) is { } found)
                return "it contains " + found;
        }

        var bytes = Encoding.UTF8.GetBytes(name);
        if (Encoding.UTF8.GetString(bytes) != name)
            return "it contains half a surrogate pair, which is not a character";

        return bytes.Length > MaxBytes
            ? string.Create(CultureInfo.InvariantCulture, $"it is {bytes.Length} bytes long in UTF-8, and at most {MaxBytes} are allowed")
            : null;
    }

    /// <summary>Reports SRM4001 with the reason when Sentry would refuse the name.</summary>
    /// <returns>Whether Sentry takes the name.</returns>
    public static bool Check(ReleaseName name, Action<Diagnostic> report)
    {
        if (Violation(name.Value) is not { } violation)
            return true;

        var subject = name.Source switch
        {
            ReleaseNameSource.Assembly => Subject.Assembly,
            ReleaseNameSource.MobileApplication => Subject.MobileRelease,
            _ => Subject.ReleaseName,
        };
        var shown = name.Value.Length > MaxBytes ? name.Value[..MaxBytes] + "…" : name.Value;
        report(new Diagnostic(DiagnosticCodes.NameRefused, Severity.Error, $"Sentry refuses the release name '{shown}': {violation}.", subject));
        return false;
    }

    private static string? Forbidden(int character) => character switch
    {
        '/' => "a slash, which usually comes from a branch name",
        '\\' => "a backslash",
        '\t' => "a tab",
        '\n' or '\r' => "a line break",
        '\f' => "a form feed",
        < ' ' or 0x7f => string.Create(CultureInfo.InvariantCulture, $"the control character U+{character:X4}"),
        _ => null,
    };
}
