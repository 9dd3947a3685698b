namespace Sentry.Releases.MSBuild.Tests.Infrastructure;

/// <summary>Versions of the packages that applications have beside the one under test.</summary>
internal static class ThirdParty
{
    /// <summary>Sentry's SDK, and its package for ASP.NET Core.</summary>
    public const string Sentry = "6.12.1";
}
