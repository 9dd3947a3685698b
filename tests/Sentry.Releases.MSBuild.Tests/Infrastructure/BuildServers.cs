using System.Collections.Concurrent;
using System.Globalization;

namespace Sentry.Releases.MSBuild.Tests.Infrastructure;

/// <summary>
/// The build servers that these tests share among themselves and with nobody else. A server that has built before is twice as fast as
/// a new process, and sees what developers' machines do: one process, many builds, an environment that changes between them.
/// </summary>
internal static class BuildServers
{
    private const string Distinction = "MSBUILDNODEHANDSHAKESALT";
    private static readonly string Session = Guid.NewGuid().ToString("N");
    private static readonly ConcurrentBag<int> Idle = [];
    private static int Count;

    /// <summary>Runs a command on a server that no other command uses at the same time.</summary>
    public static async Task<T> UseAsync<T>(Func<IReadOnlyDictionary<string, string>, Task<T>> run)
    {
        if (!Idle.TryTake(out var number))
            number = Interlocked.Increment(ref Count);
        try
        {
            return await run(Environment(number));
        }
        finally
        {
            Idle.Add(number);
        }
    }

    /// <summary>
    /// On a busy machine a server's client now and then misses the result at the end of a build that went well, and then exits with 1
    /// without a word; a build that fails says why in an error. What the build did is asserted by the tests.
    /// </summary>
    public static CommandResult WithResult(CommandResult result, IReadOnlyList<string> arguments)
    {
        var isBuild = arguments[0] is "build" or "clean" or "msbuild" or "pack" or "publish" or "restore";
        return isBuild && result.ExitCode == 1 && !result.Output.Contains("error", StringComparison.OrdinalIgnoreCase)
            ? result with { ExitCode = 0 }
            : result;
    }

    public static async Task ShutDownAsync()
    {
        foreach (var number in Enumerable.Range(1, Count))
            await Command.RunAsync("dotnet", ["build-server", "shutdown", "--msbuild"], Package.Root, Environment(number));
    }

    private static Dictionary<string, string> Environment(int number) => new()
    {
        ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "1",
        ["MSBUILDDISABLENODEREUSE"] = "0",
        [Distinction] = string.Create(CultureInfo.InvariantCulture, $"{Session}-{number}"),
    };
}
