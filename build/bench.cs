#:project ../tests/Sentry.Releases.Benchmarks/Sentry.Releases.Benchmarks.csproj
#:property PublishAot=false

// What a release costs, side by side with sentry-cli, git and a build without the package: whole processes in turns, on repositories
// that are generated the same each time. Prints the medians; with --write they go into docs/performance.md and docs/benchmark.svg, too.

using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Sentry.Releases.Benchmarks.Comparison;

var source = Path.GetFullPath("..", (string)AppContext.GetData("EntryPointFileDirectoryPath")!);
var report = new StringBuilder();
try
{
    await using var workshop = await Workshop.OpenAsync(source);
    var machine = $"{Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}";
    Say(string.Create(CultureInfo.InvariantCulture, $"Measured on {DateTime.UtcNow:yyyy-MM-dd}: {machine}; medians."));
    if (workshop.SentryCli is null)
        Say($"{SentryCli.Name} is left out: npm is not here, or cannot install it.");

    var chart = new BarChart { Title = HistoryComparison.Title };
    Table(HistoryComparison.Measure(workshop, chart));
    Table(PreviousTagComparison.Measure(workshop));
    Table(PathComparison.Measure(workshop));
    Table(PublishComparison.Measure(workshop, commits: 100, rounds: 45));
    Table(PublishComparison.Measure(workshop, commits: 5_000, rounds: 9));
    Say("\n" + EvaluationComparison.Measure(workshop));
    if (args.Contains("--write"))
        Write(chart);
    return 0;
}
catch (InvalidOperationException failure)
{
    Console.Error.WriteLine(failure.Message);
    return 1;
}

void Table(IEnumerable<string> lines)
{
    Say("");
    foreach (var line in lines)
        Say(line);
}

void Say(string line)
{
    Console.WriteLine(line);
    report.Append(line).Append('\n');
}

void Write(BarChart chart)
{
    const string Begin = "<!-- written by build/bench.cs -->", End = "<!-- end -->";
    var document = Path.Combine(source, "docs", "performance.md");
    var parts = File.ReadAllText(document).Split(Begin, 2);
    File.WriteAllText(document, $"{parts[0]}{Begin}\n{report.ToString().Trim()}\n{End}{parts[1].Split(End, 2)[1]}");
    File.WriteAllText(Path.Combine(source, "docs", "benchmark.svg"), chart.ToString());
}
