using System.Globalization;

namespace Sentry.Releases.Benchmarks.Comparison;

/// <summary>Reading only the commits that touch some paths, as a release of one application of many does.</summary>
public static class PathComparison
{
    private const int Commits = 14_000;
    private const int Files = 4_000;
    private const int Rounds = 7;

    // A folder holds a hundred files, a folder in it ten.
    private static readonly (string Name, string[] Paths)[] Choices =
    [
        ("two folders", ["src/area0", "src/area1"]),
        ("a hundred folders", [.. Enumerable.Range(0, 100).Select(number => $"src/area{number / 10}/part{number}")]),
        ("no paths", []),
    ];

    /// <returns>The table's lines.</returns>
    public static IEnumerable<string> Measure(Workshop workshop)
    {
        using var repository = SampleRepository.Create(new RepositorySize(Commits, Files));
        yield return string.Create(
            CultureInfo.InvariantCulture, $"| {Commits:N0} commits, a tree of {Files:N0} files, by path | commits | `git log --raw` | {string.Join(" | ", WarmRuns.Readers.Select(WarmRuns.Name))} |");
        yield return $"| --- | --- | --- |{string.Concat(WarmRuns.Readers.Select(_ => " --- |"))}";
        foreach (var (name, paths) in Choices)
            yield return Row(workshop, repository, name, paths);
    }

    private static string Row(Workshop workshop, SampleRepository repository, string name, string[] paths)
    {
        string[] range = ["v1.0.1..", "--", .. paths];
        var commits = int.Parse(workshop.Run(repository.Directory, "git", ["rev-list", "--count", .. range]).Output, CultureInfo.InvariantCulture);
        var git = new Samples();
        for (var round = 0; round < Rounds; round++)
            git.Add(workshop.Run(repository.Directory, "git", ["log", "-z", "--raw", "--full-diff", .. range]).Seconds);
        var ours = WarmRuns.Readers.Select(reader => WarmRuns.MeasureReading(workshop, repository, reader, changedFiles: true, commits, Rounds, paths));

        var cells = ours.Select(samples => string.Create(CultureInfo.InvariantCulture, $"{Samples.Seconds(samples.Median)}, {samples.Median / git.Median:0.0} × git"));
        return string.Create(CultureInfo.InvariantCulture, $"| {name} | {commits:N0} | {Samples.Seconds(git.Median)} | {string.Join(" | ", cells)} |");
    }
}
