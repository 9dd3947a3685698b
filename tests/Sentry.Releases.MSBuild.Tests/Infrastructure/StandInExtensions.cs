using Sentry.StandIn;

namespace Sentry.Releases.MSBuild.Tests.Infrastructure;

internal static class StandInExtensions
{
    /// <summary>The name in each request that creates a release, in ordinal order: projects of a solution come in any.</summary>
    public static IReadOnlyList<string> RequestedNames(this SentryStandIn sentry) =>
        [.. sentry.Requests.Select(request => request.Json.GetProperty("version").GetString()!).Order(StringComparer.Ordinal)];

    /// <summary>That these releases were asked for so far, each in one request, and nothing else.</summary>
    public static void AssertRequested(this SentryStandIn sentry, CommandResult result, params string[] names) =>
        CollectionAssert.AreEqual(names, sentry.RequestedNames().ToArray(), result.Output);
}
