using System.Globalization;
using BenchmarkDotNet.Attributes;

namespace Sentry.Releases.Benchmarks;

/// <summary>Reading the commits of one application of a large repository, beside reading all of them.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class FilteredHistoryBenchmarks
{
    private const int Files = 4_000;

    private SampleRepository _repository = null!;
    private string[] _paths = [];
    private int _commits;

    [Params(0, 1, 100)]
    public int Paths { get; set; }

    [Params(1_000)]
    public int Commits { get; set; }

    [Params("LibGit2", "Git")]
    public string Reader { get; set; } = "";

    [GlobalSetup]
    public void Generate()
    {
        _repository = SampleRepository.Create(new RepositorySize(Commits, Files));
        _paths = [.. Enumerable.Range(0, Paths).Select(number => SampleRepository.FolderOf(number * Files / Paths))];
        var other = Reader == "Git" ? "LibGit2" : "Git";
        _commits = Reading.Count(_repository.Directory, other, changedFiles: true, _paths);
    }

    [GlobalCleanup]
    public void Delete() => _repository.Dispose();

    [Benchmark]
    public int Read() => Reading.Count(_repository.Directory, Reader, changedFiles: true, _paths) is var count && count == _commits
        ? count
        : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{count} commits in place of {_commits}."));
}
