using Sentry.Releases.Diagnostics;

namespace Sentry.Releases.Naming;

/// <summary>What the build knows of an application that decides which release it will report. Empty texts are unset.</summary>
/// <param name="AssemblyPath">Absolute path of the built assembly.</param>
public sealed record BuiltApplication(string AssemblyPath)
{
    /// <summary><c>TargetPlatformIdentifier</c>, such as <c>android</c>.</summary>
    public string TargetPlatform { get; init; } = "";

    /// <summary><c>ApplicationId</c>.</summary>
    public string ApplicationId { get; init; } = "";

    /// <summary><c>ApplicationDisplayVersion</c>.</summary>
    public string ApplicationDisplayVersion { get; init; } = "";

    /// <summary><c>ApplicationVersion</c>.</summary>
    public string ApplicationVersion { get; init; } = "";

    /// <summary>Where its release's name comes from.</summary>
    public ReleaseNameSource NameSource =>
        MobileReleaseName.Applies(TargetPlatform) ? ReleaseNameSource.MobileApplication : ReleaseNameSource.Assembly;

    /// <param name="report">Gets SRM4001 or SRM4003 when there is none.</param>
    /// <returns>
    /// The release that it will report, not yet checked by <see cref="ReleaseNameRules"/>; <see langword="null"/> for none.
    /// </returns>
    public string? ReleaseName(Action<Diagnostic> report) =>
        NameSource == ReleaseNameSource.MobileApplication
            ? MobileReleaseName.Compose(ApplicationId, ApplicationDisplayVersion, ApplicationVersion, report)
            : AssemblyReleaseName.Read(AssemblyPath, report);
}
