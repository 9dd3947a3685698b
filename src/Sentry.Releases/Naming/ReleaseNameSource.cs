namespace Sentry.Releases.Naming;

/// <summary>Where a release's name comes from, which decides how it is mended.</summary>
public enum ReleaseNameSource
{
    /// <summary><c>SentryRelease</c>, or the environment's <c>SENTRY_RELEASE</c>.</summary>
    Setting,

    /// <summary>The built assembly.</summary>
    Assembly,

    /// <summary>The application's id and versions, on mobile platforms.</summary>
    MobileApplication,
}
