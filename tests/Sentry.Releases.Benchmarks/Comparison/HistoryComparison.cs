using System.Globalization;

namespace Sentry.Releases.Benchmarks.Comparison;

/// <summary>Reading commits with their changed files: both readers, git itself, and sentry-cli.</summary>
public static class HistoryComparison
{
    private const int Files = 4_000;
    private const int Rounds = 15;
    private const string Git = "git log --raw";

    /// <summary>The heading of the table and the chart.</summary>
    public static string Title => string.Create(CultureInfo.InvariantCulture, $"Reading commits with their changed files (a tree of {Files:N0} files)");

    /// <returns>The table's lines.</returns>
    public static IEnumerable<string> Measure(Workshop workshop, BarChart chart)
    {
        int[] sizes = [1_000, 5_000];
        var columns = sizes.Select(commits => Column(workshop, commits)).ToList();
        yield return $"| {Title} | {string.Join(" | ", sizes.Select(Heading))} |";
        yield return "| --- | --- | --- |";
        foreach (var name in columns[0].Keys)
        {
            yield return $"| {name} | {string.Join(" | ", columns.Select(column => Cell(column[name], column[Git])))} |";
        }

        foreach (var (commits, column) in sizes.Zip(columns))
        {
            foreach (var (name, samples) in column)
                chart.Add(Heading(commits), name, samples.Median);
        }
    }

    private static Dictionary<string, Samples> Column(Workshop workshop, int commits)
    {
        using var repository = SampleRepository.Create(new RepositorySize(commits, Files));
        var measured = new Dictionary<string, Samples>();
        for (var round = 0; round < Rounds; round++)
        {
            Add(Git, workshop.Run(repository.Directory, "git", "log", "-z", "--raw", "v1.0.1..").Seconds);
            foreach (var reader in WarmRuns.Readers)
                Add(WarmRuns.Name(reader), WarmRuns.MeasureReading(workshop, repository, reader, changedFiles: true, commits, times: 1).Median);
            if (workshop.SentryCli is { } program && round < SentryCli.Rounds)
                Add(SentryCli.Name, SentryCli.SetCommits(workshop, program, repository, commits).Seconds);
        }

        return measured;

        void Add(string name, double seconds)
        {
            measured.TryAdd(name, new Samples());
            measured[name].Add(seconds);
        }
    }

    private static string Heading(int commits) => string.Create(CultureInfo.InvariantCulture, $"{commits:N0} commits");

    private static string Cell(Samples samples, Samples git) => samples == git
        ? Samples.Seconds(samples.Median)
        : string.Create(CultureInfo.InvariantCulture, $"{Samples.Seconds(samples.Median)}, {samples.Median / git.Median:0.0} × git");
}
