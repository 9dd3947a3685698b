using System.Globalization;
using System.Text.Json;

namespace Sentry.Releases.Benchmarks.Comparison;

/// <summary>What the package adds to a publish of a project that is built.</summary>
public static class PublishComparison
{
    private const int Files = 4_000;
    private const int Rounds = 15;

    private sealed record Row(string Name, string Project, string? Reader)
    {
        public Samples Time { get; } = new();

        public Samples InTask { get; } = new();

        public Samples Memory { get; } = new();
    }

    /// <returns>The table's lines.</returns>
    public static IEnumerable<string> Measure(Workshop workshop, int commits)
    {
        using var repository = SampleRepository.Create(new RepositorySize(commits, Files));
        var without = workshop.CreateProject(repository.Directory, "without", withPackage: false);
        var with = workshop.CreateProject(repository.Directory, "with", withPackage: true);
        List<Row> rows =
        [
            new("without the package", without, null),
            new("with it, but no token: its task does nothing", with, null),
            .. WarmRuns.Readers.Select(reader => new Row($"a release, {reader}", with, reader)),
        ];
        for (var round = 0; round < Rounds; round++)
            rows.ForEach(row => Publish(workshop, row, commits));
        var again = WarmRuns.Readers.Select(reader =>
            $"{Samples.Seconds(WarmRuns.MeasureRelease(workshop, with, reader, commits, Rounds).Median)} with {reader}");

        yield return string.Create(CultureInfo.InvariantCulture, $"| `dotnet publish --no-build`, {commits:N0} commits | time | added | of it in the task | peak memory | added |");
        yield return "| --- | --- | --- | --- | --- | --- |";
        foreach (var row in rows)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"| {row.Name} | {Samples.Seconds(row.Time.Median)} | {Samples.Seconds(row.Time.MedianAbove(rows[0].Time))} | {(row.InTask.Count == 0 ? "" : Samples.Seconds(row.InTask.Median))} | {row.Memory.Median:0} MB | {row.Memory.MedianAbove(rows[0].Memory):0} MB |");
        }

        if (workshop.SentryCli is { } program)
            yield return Peer(workshop, program, repository, commits);

        yield return "";
        yield return $"In a process that has released before, as in a build server, the task takes {string.Join(" and ", again)}.";
    }

    private static string Peer(Workshop workshop, string program, SampleRepository repository, int commits)
    {
        var row = new Row($"after it, {SentryCli.Name}: `set-commits` alone", "", null);
        for (var round = 0; round < SentryCli.Rounds; round++)
        {
            var process = SentryCli.SetCommits(workshop, program, repository, commits);
            row.Time.Add(process.Seconds);
            row.Memory.Add(process.PeakMegabytes);
        }

        return string.Create(
            CultureInfo.InvariantCulture, $"| {row.Name} |  | {Samples.Seconds(row.Time.Median)} |  | {row.Memory.Median:0} MB |  |");
    }

    private static void Publish(Workshop workshop, Row row, int commits)
    {
        var before = workshop.Sentry.Requests.Count;
        var published = row.Reader is { } reader
            ? workshop.RunWithToken(row.Project, "dotnet", "publish", "--no-build", $"-p:SentryReleaseGitReader={reader}", $"-p:SentryReleaseMaxCommits={commits}")
            : workshop.Run(row.Project, "dotnet", "publish", "--no-build");
        row.Time.Add(published.Seconds);
        row.Memory.Add(published.PeakMegabytes);
        if (workshop.Sentry.Requests.Count - before != (row.Reader is null ? 0 : 1))
            throw new InvalidOperationException($"{row.Name} sent {workshop.Sentry.Requests.Count - before} requests:\n{published.Output}");
        if (row.Reader is not null)
            row.InTask.Add(SecondsInTask(row.Project, commits));
    }

    private static double SecondsInTask(string project, int commits)
    {
        using var report = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(project, "obj", "Release", "net10.0", "sentry-release.json")));
        if (report.RootElement.GetProperty("history").GetProperty("commits").GetInt32() != commits)
            throw new InvalidOperationException($"The release has not {commits} commits.");

        return report.RootElement.GetProperty("elapsed").EnumerateObject().Sum(part => part.Value.GetDouble());
    }
}
