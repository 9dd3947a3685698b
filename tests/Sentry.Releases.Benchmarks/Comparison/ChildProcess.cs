using System.Diagnostics;

namespace Sentry.Releases.Benchmarks.Comparison;

/// <summary>What a child process took.</summary>
/// <param name="Seconds">From its start to its end.</param>
/// <param name="PeakMegabytes">Its largest working set, looked at every few milliseconds; its own children are not in it.</param>
/// <param name="Output">What it wrote to standard output.</param>
public sealed record ChildProcess(double Seconds, double PeakMegabytes, string Output)
{
    /// <summary>Runs a process to its end.</summary>
    /// <param name="directory">Where.</param>
    /// <param name="environment">Variables besides those of this process.</param>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static ChildProcess Run(string directory, IReadOnlyDictionary<string, string> environment, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        var begin = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        var peak = WatchMemory(process);
        process.WaitForExit();
        var seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        return process.ExitCode == 0
            ? new ChildProcess(seconds, peak / 1024.0 / 1024.0, output.Result)
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed:\n{output.Result}{error.Result}");
    }

    private static long WatchMemory(Process process)
    {
        long peak = 0;
        while (!process.WaitForExit(5))
        {
            try
            {
                process.Refresh();
                peak = Math.Max(peak, process.PeakWorkingSet64);
            }
            catch (InvalidOperationException)
            {
                // It has ended meanwhile.
            }
        }

        return peak;
    }
}
