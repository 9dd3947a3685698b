using System.Globalization;
using System.Text.Json;
using Sentry.StandIn;

namespace Sentry.Releases.Benchmarks.Comparison;

/// <summary>What the package, packed as it is by default, adds to a warm publish of a project that is built: over http and over https.</summary>
public static class PublishComparison
{
    private const int Files = 4_000;

    private sealed record Row(string Name, string Project)
    {
        public string? Reader { get; init; }

        public SentryStandIn? Server { get; init; }

        public string[] Properties { get; init; } = [];

        public Samples Time { get; } = new();

        /// <summary>Of the publishes without the package that ran right before, because the machine's speed changes within seconds.</summary>
        public Samples TimeWithout { get; } = new();

        public Samples InTask { get; } = new();

        public Samples Memory { get; } = new();

        public int Methods { get; set; }
    }

    /// <param name="workshop">What is measured.</param>
    /// <param name="commits">How many commits a release has.</param>
    /// <param name="rounds">How often each row is measured: two publishes of the same differ by a tenth of a second.</param>
    /// <returns>The table's lines.</returns>
    public static IEnumerable<string> Measure(Workshop workshop, int commits, int rounds)
    {
        using var repository = SampleRepository.Create(new RepositorySize(commits, Files));
        var rows = Rows(workshop, repository).ToList();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var row in rows.Skip(1))
            {
                row.TimeWithout.Add(Publish(workshop, rows[0], commits));
                Publish(workshop, row, commits);
            }
        }

        rows.ForEach(row => row.Methods = CountMethods(workshop, row, commits));
        var again = WarmRuns.Readers.Select(reader =>
            $"{Samples.Seconds(WarmRuns.MeasureRelease(workshop, rows[1].Project, reader, commits, rounds).Median)} with {reader}");

        yield return string.Create(CultureInfo.InvariantCulture, $"| `dotnet publish --no-build`, {commits:N0} commits | time | added | of it in the task | peak memory | added | methods compiled, added |");
        yield return "| --- | --- | --- | --- | --- | --- | --- |";
        foreach (var row in rows)
        {
            var added = Samples.Seconds(row.TimeWithout.Count == 0 ? 0 : row.Time.MedianAbove(row.TimeWithout));
            var inTask = row.InTask.Count == 0 ? "" : Samples.Seconds(row.InTask.Median);
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"| {row.Name} | {Samples.Seconds(row.Time.Median)} | {added} | {inTask} | {row.Memory.Median:0} MB | {row.Memory.Median - rows[0].Memory.Median:0} MB | {row.Methods - rows[0].Methods} |");
        }

        if (workshop.SentryCli is { } program)
            yield return Peer(workshop, program, repository, commits);
        yield return SentrySdk.Measure(workshop, repository);

        yield return "";
        yield return $"In a process that has released before, as in a build server, the task takes {string.Join(" and ", again)}.";
    }

    private static IEnumerable<Row> Rows(Workshop workshop, SampleRepository repository)
    {
        var with = workshop.CreateProject(repository.Directory, "with", Workshop.Package);
        yield return new Row("without the package", workshop.CreateProject(repository.Directory, "without", Workshop.EmptyPackage));
        yield return new Row("with it, but no token: its task does nothing", with);
        foreach (var server in new[] { workshop.Sentry, workshop.SentryOverHttps })
        {
            foreach (var reader in WarmRuns.Readers)
                yield return new Row($"a release over {server.Url.Scheme}, {reader}", with) { Reader = reader, Server = server };
        }

        foreach (var reader in WarmRuns.Readers)
        {
            yield return new Row($"the same over https with a tag pattern and a path, {reader}", with)
            {
                Reader = reader,
                Server = workshop.SentryOverHttps,
                Properties = ["-p:SentryReleaseTagPattern=v*", "-p:SentryReleasePaths=src"],
            };
        }
    }

    private static string Peer(Workshop workshop, string program, SampleRepository repository, int commits)
    {
        var (time, memory) = (new Samples(), new Samples());
        for (var round = 0; round < SentryCli.Rounds; round++)
        {
            var process = SentryCli.SetCommits(workshop, program, repository, commits);
            time.Add(process.Seconds);
            memory.Add(process.PeakMegabytes);
        }

        return string.Create(
            CultureInfo.InvariantCulture, $"| after it, {SentryCli.Name} over http: `set-commits` alone |  | {Samples.Seconds(time.Median)} |  | {memory.Median:0} MB |  |  |");
    }

    /// <returns>How long it took, in seconds.</returns>
    private static double Publish(Workshop workshop, Row row, int commits)
    {
        var published = Publish(workshop, row, commits, Workshop.NoVariables);
        row.Time.Add(published.Seconds);
        row.Memory.Add(published.PeakMegabytes);
        if (row.Reader is not null)
            row.InTask.Add(SecondsInTask(row.Project, commits));

        return published.Seconds;
    }

    private static int CountMethods(Workshop workshop, Row row, int commits)
    {
        using var compiled = new CompiledMethods();
        Publish(workshop, row, commits, compiled.Environment);
        return compiled.Count();
    }

    private static ChildProcess Publish(Workshop workshop, Row row, int commits, IReadOnlyDictionary<string, string> environment)
    {
        var before = row.Server?.Requests.Count;
        string[] publish = ["publish", "--no-build"];
        var published = row.Server is null
            ? workshop.Run(row.Project, environment, "dotnet", publish)
            : workshop.RunWithToken(
                row.Server, row.Project, environment, "dotnet", [.. publish, $"-p:SentryReleaseGitReader={row.Reader}", $"-p:SentryReleaseMaxCommits={commits}", .. row.Properties]);
        if (row.Server?.Requests.Count - before is { } requests and not 1)
            throw new InvalidOperationException($"{row.Name} sent {requests} requests:\n{published.Output}");

        return published;
    }

    private static double SecondsInTask(string project, int commits)
    {
        using var report = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(project, "obj", "Release", "net10.0", "sentry-release.json")));
        if (report.RootElement.GetProperty("history").GetProperty("commits").GetInt32() != commits)
            throw new InvalidOperationException($"The release has not {commits} commits.");

        return report.RootElement.GetProperty("elapsed").EnumerateObject().Sum(part => part.Value.GetDouble());
    }
}
