using Sentry.Releases.Diagnostics;

namespace Sentry.Releases.Naming;

/// <summary>
/// The release that Sentry's .NET SDK reports on Android, iOS and Mac Catalyst, where the application's package names it and the assembly
/// does not: <c>id@display version+version</c> (<c>Platforms/Android/SentrySdk.cs</c> and <c>Platforms/Cocoa/SentrySdk.cs</c> in
/// getsentry/sentry-dotnet).
/// </summary>
public static class MobileReleaseName
{
    private static readonly string[] Platforms = ["android", "ios", "maccatalyst"];

    /// <param name="targetPlatformIdentifier"><c>TargetPlatformIdentifier</c>; empty for a target framework without a platform.</param>
    public static bool Applies(string? targetPlatformIdentifier) =>
        Platforms.Contains(targetPlatformIdentifier?.Trim(), StringComparer.OrdinalIgnoreCase);

    /// <param name="applicationId"><c>ApplicationId</c>.</param>
    /// <param name="applicationDisplayVersion"><c>ApplicationDisplayVersion</c>.</param>
    /// <param name="applicationVersion"><c>ApplicationVersion</c>.</param>
    /// <param name="report">Gets SRM4001 when one of them is unset, naming each that is.</param>
    /// <returns>The name, not yet checked by <see cref="ReleaseNameRules"/>; <see langword="null"/> when one is unset.</returns>
    public static string? Compose(
        string? applicationId, string? applicationDisplayVersion, string? applicationVersion, Action<Diagnostic> report)
    {
        (string Name, string? Value)[] parts =
        [
            ("ApplicationId", applicationId),
            ("ApplicationDisplayVersion", applicationDisplayVersion),
            ("ApplicationVersion", applicationVersion),
        ];
        var unset = parts.Where(part => string.IsNullOrWhiteSpace(part.Value)).Select(part => part.Name).ToList();
        if (unset.Count == 0)
            return $"{applicationId!.Trim()}@{applicationDisplayVersion!.Trim()}+{applicationVersion!.Trim()}";

        report(new Diagnostic(
            DiagnosticCodes.NameRefused,
            Severity.Error,
            "The release's name on this platform is ApplicationId@ApplicationDisplayVersion+ApplicationVersion, but "
            + $"{string.Join(" and ", unset)} {(unset.Count == 1 ? "is" : "are")} not set. Set what is missing, or set SentryRelease."));
        return null;
    }

    /// <summary>Reports as a message what can make the application report another name, and cannot be known when it is built.</summary>
    public static void SayWhatMayOverride(string name, Action<Diagnostic> report) => report(new Diagnostic(
        DiagnosticCodes.NameDiffers,
        Severity.Message,
        $"The running application reports '{name}' unless its AndroidManifest.xml or Info.plist sets the id or a version itself. "
        + "Where it does, set SentryRelease to what they say."));
}
