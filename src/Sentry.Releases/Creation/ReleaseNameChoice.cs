using Sentry.Releases.Naming;
using Sentry.Releases.Settings;
using Sentry.Releases.Diagnostics;

namespace Sentry.Releases.Creation;

/// <summary>Which name the release has: the explicit one, else the one that the running application will report.</summary>
internal static class ReleaseNameChoice
{
    /// <returns>A name that Sentry takes; <see langword="null"/> when there is none, which was reported.</returns>
    public static string? Choose(ReleaseSettings settings, BuildFacts build, Action<Diagnostic> report)
    {
        var running = MobileReleaseName.Applies(build.TargetPlatform) ? ReleaseNameSource.MobileApplication : ReleaseNameSource.Assembly;
        if (settings.Release is not { } given)
            return Running(running, build, report) is { } name && ReleaseNameRules.Check(name, running, report) ? name : null;

        if (!ReleaseNameRules.Check(given, ReleaseNameSource.Setting, report))
            return null;

        // What is wrong with the assembly matters only to who takes the name from it.
        if (Running(running, build, _ => { }) is { } reported)
            NameAgreement.Check(given, reported, running, report);

        return given;
    }

    private static string? Running(ReleaseNameSource source, BuildFacts build, Action<Diagnostic> report) =>
        source == ReleaseNameSource.MobileApplication
            ? MobileReleaseName.Compose(build.ApplicationId, build.ApplicationDisplayVersion, build.ApplicationVersion, report)
            : AssemblyReleaseName.Read(build.AssemblyPath, report);
}
