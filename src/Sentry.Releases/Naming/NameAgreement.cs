using Sentry.Releases.Diagnostics;

namespace Sentry.Releases.Naming;

/// <summary>Whether the release created is the one that the running application will report.</summary>
public static class NameAgreement
{
    /// <summary>Reports SRM4002 when the names differ, with both and how to make them one.</summary>
    /// <param name="explicitName">The name of <c>SentryRelease</c> or of the environment's <c>SENTRY_RELEASE</c>.</param>
    /// <param name="runningName">What the running application will report by itself.</param>
    /// <param name="runningSource">Where that comes from.</param>
    /// <param name="report">Gets the diagnostic.</param>
    /// <param name="embed">Whether the build was asked to write the explicit name into the assembly.</param>
    /// <returns>Whether they are equal, as Sentry compares them: exactly, but for white space around them.</returns>
    public static bool Check(string explicitName, string runningName, ReleaseNameSource runningSource, Action<Diagnostic> report, bool embed = false)
    {
        var release = explicitName.Trim();
        if (string.Equals(release, runningName.Trim(), StringComparison.Ordinal))
            return true;

        report(new Diagnostic(
            DiagnosticCodes.NameDiffers,
            Severity.Warning,
            $"The release is '{release}', but the running application will report '{runningName.Trim()}', and its events will not "
            + $"belong to this release. To make them one, {Mend(release, runningSource, embed)}."));
        return false;
    }

    private static string Mend(string release, ReleaseNameSource runningSource, bool embed)
    {
        // There the SDK looks at nothing but its own option and the application's package.
        if (runningSource == ReleaseNameSource.MobileApplication)
            return "remove SentryRelease, or set the SDK's Release option in the application";

        var embedding = (embed, release.Contains('@', StringComparison.Ordinal)) switch
        {
            (false, true) => "set SentryReleaseEmbed to true, or ",
            (true, true) => "build again with both SentryRelease and SentryReleaseEmbed set, which writes the name into the assembly when it is compiled (unless GenerateAssemblyInfo is false), or ",
            (true, false) => "give SentryRelease a name that contains @, which is all that SentryReleaseEmbed can embed, or ",
            _ => "",
        };
        return $"{embedding}remove SentryRelease, or set the environment variable SENTRY_RELEASE where the application runs";
    }
}
