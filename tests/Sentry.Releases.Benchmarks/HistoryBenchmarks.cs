using BenchmarkDotNet.Attributes;

namespace Sentry.Releases.Benchmarks;

/// <summary>Reading the commits since the previous tag, with the files that each changed.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class HistoryBenchmarks
{
    private SampleRepository _repository = null!;

    [Params(10, 100, 1_000, 5_000)]
    public int Commits { get; set; }

    [Params(200, 4_000)]
    public int Files { get; set; }

    [Params("LibGit2", "Git")]
    public string Reader { get; set; } = "";

    [GlobalSetup]
    public void Generate() => _repository = SampleRepository.Create(new RepositorySize(Commits, Files));

    [GlobalCleanup]
    public void Delete() => _repository.Dispose();

    [Benchmark]
    public int Read() => Reading.ReadHistory(_repository.Directory, Reader, changedFiles: true, Commits);
}
