using System.Diagnostics;
using System.Globalization;
using Sentry.Releases.Naming;
using Sentry.Releases.Publishing;
using Sentry.Releases.Settings;

namespace Sentry.Releases.Benchmarks.Comparison;

/// <summary>
/// Does one thing again and again in a process of its own, for <c>build/bench.cs</c>: what it takes when the runtime has compiled it, as in
/// a build server.
/// </summary>
public static class WarmRuns
{
    private const string Read = "read-again";
    private const string Release = "release-again";

    /// <summary>So many runs, and so long, are left to the runtime: it compiles a method well when it has run thirty times and nothing else was compiled for a while.</summary>
    private const int WarmUps = 8;
    private static readonly TimeSpan WarmUpTime = TimeSpan.FromSeconds(2);

    /// <summary>The readers compared.</summary>
    public static IReadOnlyList<string> Readers { get; } = ["LibGit2", "Git"];

    /// <summary>What a reader is called in tables and the chart.</summary>
    public static string Name(string reader) => $"{BarChart.Ours}, {reader}";

    /// <summary>Reads a repository in a new process, where the runtime is given time to compile before it counts.</summary>
    /// <param name="workshop">Starts the process.</param>
    /// <param name="repository">The repository.</param>
    /// <param name="reader">Which reader.</param>
    /// <param name="changedFiles">Whether the changed files are read, too.</param>
    /// <param name="commits">How many commits there have to be.</param>
    /// <param name="times">How often it is measured.</param>
    /// <param name="paths">Which commits to read; none for all.</param>
    /// <returns>Seconds.</returns>
    public static Samples MeasureReading(
        Workshop workshop, SampleRepository repository, string reader, bool changedFiles, int commits, int times, params string[] paths) =>
        Seconds(workshop.RunThis([Read, repository.Directory, reader, changedFiles.ToString(), Text(commits), Text(times), .. paths]));

    /// <summary>Creates a release of a built project's assembly in a new process, again and again.</summary>
    /// <param name="workshop">Starts the process, and answers it.</param>
    /// <param name="project">The project's folder.</param>
    /// <param name="reader">Which reader.</param>
    /// <param name="commits">How many commits there have to be.</param>
    /// <param name="times">How often it is measured.</param>
    /// <returns>Seconds, from the settings to the report.</returns>
    public static Samples MeasureRelease(Workshop workshop, string project, string reader, int commits, int times) =>
        Seconds(workshop.RunThis(Release, project, reader, Text(commits), Text(times)));

    /// <summary>Does it, and writes the seconds of each time, a line each.</summary>
    /// <returns>Whether that was asked for.</returns>
    internal static bool TryRun(string[] arguments)
    {
        switch (arguments)
        {
            case [Read, var directory, var reader, var changedFiles, var commits, var times, .. var paths]:
                Repeat(Number(times), () => Reading.ReadHistory(directory, reader, bool.Parse(changedFiles), Number(commits), paths));
                return true;
            case [Release, var project, var reader, var commits, var times]:
                Repeat(Number(times), () => CreateRelease(project, reader, commits));
                return true;
            default:
                return false;
        }
    }

    private static void Repeat(int times, Action run)
    {
        var begin = Stopwatch.GetTimestamp();
        for (var i = 0; i < WarmUps || Stopwatch.GetElapsedTime(begin) < WarmUpTime; i++)
            run();

        for (var i = 0; i < times; i++)
        {
            var start = Stopwatch.GetTimestamp();
            run();
            Console.WriteLine(Stopwatch.GetElapsedTime(start).TotalSeconds.ToString("F6", CultureInfo.InvariantCulture));
        }
    }

    private static void CreateRelease(string project, string reader, string commits)
    {
        var output = Path.Combine(project, "bin", "Release", "net10.0");
        var build = new BuildFacts
        {
            Application = new BuiltApplication(Path.Combine(output, Path.GetFileName(project) + ".dll")),
            DefaultReportPath = Path.Combine(project, "obj", "release-again.json"),
            UserAgent = "bench",
        };
        var properties = new Dictionary<string, string> { ["SentryReleaseGitReader"] = reader, ["SentryReleaseMaxCommits"] = commits };
        var settings = ReleaseSettings.Read(properties, project, BuildEnvironment.OfProcess);
        var creation = new ReleaseCreation(build, settings, diagnostic => Console.Error.WriteLine(diagnostic.Message));
        var report = creation.Run();
        if (report.Outcome is not (ReleaseOutcome.Created or ReleaseOutcome.Updated) || report.Commits != Number(commits))
            throw new InvalidOperationException($"The release was not created with {commits} commits.");
    }

    private static Samples Seconds(IEnumerable<string> lines)
    {
        var samples = new Samples();
        foreach (var line in lines)
            samples.Add(double.Parse(line, CultureInfo.InvariantCulture));
        return samples;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
