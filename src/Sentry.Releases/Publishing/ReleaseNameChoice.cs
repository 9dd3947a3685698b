using Sentry.Releases.Diagnostics;
using Sentry.Releases.Naming;
using Sentry.Releases.Settings;

namespace Sentry.Releases.Publishing;

/// <summary>Which name the release has: the explicit one, else the one that the running application will report.</summary>
internal static class ReleaseNameChoice
{
    /// <returns>A name that Sentry takes; <see langword="null"/> when there is none, which was reported.</returns>
    public static string? Choose(ReleaseSettings settings, BuildFacts build, Action<Diagnostic> report)
    {
        var application = Application(build);
        if (settings.Release is not { } given)
        {
            if (application.ReleaseName(report) is not { } name || !ReleaseNameRules.Check(name, application.NameSource, report))
                return null;

            if (application.NameSource == ReleaseNameSource.MobileApplication)
                MobileReleaseName.SayWhatMayOverride(name, report);

            return name;
        }

        if (!ReleaseNameRules.Check(given, ReleaseNameSource.Setting, report))
            return null;

        // What is wrong with the assembly matters only to who takes the name from it.
        if (application.ReleaseName(_ => { }) is { } reported)
            NameAgreement.Check(given, reported, application.NameSource, report, settings.Get(Properties.Embed));

        return given;
    }

    private static BuiltApplication Application(BuildFacts build) => new(build.AssemblyPath)
    {
        TargetPlatform = build.TargetPlatform,
        ApplicationId = build.ApplicationId,
        ApplicationDisplayVersion = build.ApplicationDisplayVersion,
        ApplicationVersion = build.ApplicationVersion,
    };
}
