using BenchmarkDotNet.Running;
using Sentry.Releases.Benchmarks;

// dotnet run -c Release --project tests/Sentry.Releases.Benchmarks -- --filter '*'
BenchmarkSwitcher.FromAssembly(typeof(SampleRepository).Assembly).Run(args);
