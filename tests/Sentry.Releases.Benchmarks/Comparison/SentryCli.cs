using System.Globalization;
using Sentry.StandIn;

namespace Sentry.Releases.Benchmarks.Comparison;

/// <summary>The peer, from npm.</summary>
public static class SentryCli
{
    /// <summary>The version measured.</summary>
    public const string Version = "3.8.0";

    /// <summary>How often it is measured: it takes long.</summary>
    public const int Rounds = 3;

    /// <summary>What it is called in tables.</summary>
    public const string Name = $"sentry-cli {Version}";

    /// <summary>Installs it into a folder.</summary>
    /// <returns>The program itself, without npm's wrapper; <see langword="null"/> where npm is missing or cannot install it.</returns>
    public static string? Install(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            ChildProcess.Run(folder, Workshop.NoVariables, OperatingSystem.IsWindows() ? "npm.cmd" : "npm", "install", "--no-audit", "--no-fund", "--prefix", folder, $"@sentry/cli@{Version}");
            return Directory.EnumerateFiles(folder, "sentry-cli*", SearchOption.AllDirectories)
                .FirstOrDefault(file => new FileInfo(file).Length > 1_000_000);
        }
        catch (Exception fault) when (fault is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Has it read a repository's commits with their changed files, and send them to a stand-in.</summary>
    /// <exception cref="InvalidOperationException">It sent none.</exception>
    public static ChildProcess SetCommits(Workshop workshop, string program, SampleRepository repository, int commits)
    {
        // A new one each time: where a release of the same repository is known, only what is newer is sent.
        var sentry = SentryStandIn.StartAsync().GetAwaiter().GetResult();
        try
        {
            var process = workshop.RunWithToken(
                sentry,
                repository.Directory,
                Workshop.NoVariables,
                program,
                "releases", "set-commits", $"bench@{Guid.NewGuid():N}", "--local", "--initial-depth", commits.ToString(CultureInfo.InvariantCulture));
            return sentry.Releases.Any(release => release.Commits.Count > 0)
                ? process
                : throw new InvalidOperationException($"{Name} sent no commits:\n{process.Output}");
        }
        finally
        {
            sentry.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }
}
