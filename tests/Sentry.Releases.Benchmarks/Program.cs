using BenchmarkDotNet.Running;
using Sentry.Releases.Benchmarks;
using Sentry.Releases.Benchmarks.Comparison;

// dotnet run -c Release --project tests/Sentry.Releases.Benchmarks -- --filter '*'
if (!WarmRuns.TryRun(args))
    BenchmarkSwitcher.FromAssembly(typeof(SampleRepository).Assembly).Run(args);
