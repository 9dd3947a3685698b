using Sentry.StandIn;

namespace Sentry.Releases.MSBuild.Tests.Infrastructure;

internal static class StandInExtensions
{
    /// <summary>The name in each request that creates a release, in ordinal order: projects of a solution come in any.</summary>
    public static IReadOnlyList<string> RequestedNames(this SentryStandIn sentry) =>
        [.. Names(sentry.Requests)];

    /// <summary>
    /// Runs commands one after the other in one project, which is so restored and compiled only once, and holds what each of them
    /// asked for against the names expected, separated by spaces in ordinal order.
    /// </summary>
    public static async Task AssertRequestsAsync(this SentryStandIn sentry, TestProject project, params IReadOnlyList<(string Command, string Names)> rows)
    {
        var results = new List<string>();
        foreach (var (command, _) in rows)
        {
            var before = sentry.Requests.Count;
            await project.RunAsync(command);
            results.Add($"{command} -> {string.Join(' ', Names(sentry.Requests.Skip(before)))}");
        }

        Assert.AreEqual(string.Join('\n', rows.Select(row => $"{row.Command} -> {row.Names}")), string.Join('\n', results));
    }

    /// <summary>That these releases were asked for so far, each in one request, and nothing else.</summary>
    public static void AssertRequested(this SentryStandIn sentry, CommandResult result, params string[] names) =>
        CollectionAssert.AreEqual(names, sentry.RequestedNames().ToArray(), result.Output);

    private static IEnumerable<string> Names(IEnumerable<RecordedRequest> requests) =>
        requests.Select(request => request.Json.GetProperty("version").GetString()!).Order(StringComparer.Ordinal);
}
