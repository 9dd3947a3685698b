using System.Diagnostics;
using System.Globalization;
using Sentry.Releases.History;

namespace Sentry.Releases.Benchmarks.Comparison;

/// <summary>
/// Reads one repository's history again and again in a process of its own, for <c>build/bench.cs</c>: what the reading takes when the
/// runtime has compiled it.
/// </summary>
public static class WarmReading
{
    private const string Command = "read-again";
    private const int WarmUps = 15;

    /// <summary>The readers compared.</summary>
    public static IReadOnlyList<GitReaderChoice> Readers { get; } = [GitReaderChoice.LibGit2, GitReaderChoice.Git];

    /// <summary>What a reader is called in tables and the chart.</summary>
    public static string Name(GitReaderChoice reader) => $"{BarChart.Ours}, {reader}";

    /// <summary>Reads a repository in a new process, where the runtime is given time to compile before it counts.</summary>
    /// <param name="workshop">Starts the process.</param>
    /// <param name="repository">The repository.</param>
    /// <param name="reader">Which reader.</param>
    /// <param name="changedFiles">Whether the changed files are read, too.</param>
    /// <param name="commits">How many commits there have to be.</param>
    /// <param name="times">How often it is measured.</param>
    /// <returns>Seconds.</returns>
    public static Samples Measure(Workshop workshop, SampleRepository repository, GitReaderChoice reader, bool changedFiles, int commits, int times)
    {
        var samples = new Samples();
        foreach (var line in workshop.RunThis(Command, repository.Directory, reader.ToString(), changedFiles.ToString(), Text(commits), Text(times)))
            samples.Add(double.Parse(line, CultureInfo.InvariantCulture));
        return samples;
    }

    /// <summary>Reads, and writes the seconds of each time, a line each.</summary>
    /// <returns>Whether that was asked for.</returns>
    internal static bool TryRun(string[] arguments)
    {
        if (arguments is not [Command, var directory, var reader, var changedFiles, var commits, var times])
            return false;

        for (var i = -WarmUps; i < int.Parse(times, CultureInfo.InvariantCulture); i++)
        {
            var start = Stopwatch.GetTimestamp();
            Reading.ReadHistory(directory, Enum.Parse<GitReaderChoice>(reader), bool.Parse(changedFiles), int.Parse(commits, CultureInfo.InvariantCulture));
            if (i >= 0)
                Console.WriteLine(Stopwatch.GetElapsedTime(start).TotalSeconds.ToString("F6", CultureInfo.InvariantCulture));
        }

        return true;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
