namespace Sentry.Releases.Benchmarks.Comparison;

/// <summary>Finding the previous tag ten commits back, with little and with much behind it.</summary>
public static class PreviousTagComparison
{
    private const int Commits = 10;
    private const int Rounds = 9;

    /// <returns>The table's lines.</returns>
    public static IEnumerable<string> Measure(Workshop workshop)
    {
        using var small = SampleRepository.Create(new RepositorySize(Commits, Files: 200, Tags: 10, History: 1_000));
        using var large = SampleRepository.Create(new RepositorySize(Commits, Files: 200, Tags: 2_000, History: 200_000));
        yield return "| The previous tag, ten commits back | 1,000 commits, 10 tags | 200,000 commits, 2,000 tags |";
        yield return "| --- | --- | --- |";
        foreach (var reader in WarmRuns.Readers)
        {
            var medians = new[] { small, large }
                .Select(repository => WarmRuns.MeasureReading(workshop, repository, reader, changedFiles: false, Commits, Rounds).Median);
            yield return $"| {WarmRuns.Name(reader)} | {string.Join(" | ", medians.Select(Samples.Seconds))} |";
        }
    }
}
