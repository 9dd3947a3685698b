using BenchmarkDotNet.Attributes;

namespace Sentry.Releases.Benchmarks;

/// <summary>Finding the previous tag ten commits back: the cost must not grow with the history behind it.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class PreviousTagBenchmarks
{
    private const int Commits = 10;
    private SampleRepository _repository = null!;

    [Params(10, 2_000)]
    public int Tags { get; set; }

    [Params(1_000, 200_000)]
    public int History { get; set; }

    [Params("LibGit2", "Git")]
    public string Reader { get; set; } = "";

    [GlobalSetup]
    public void Generate() => _repository = SampleRepository.Create(new RepositorySize(Commits, Files: 200, Tags, History));

    [GlobalCleanup]
    public void Delete() => _repository.Dispose();

    [Benchmark]
    public int Find() => Reading.ReadHistory(_repository.Directory, Reader, changedFiles: false, Commits);
}
