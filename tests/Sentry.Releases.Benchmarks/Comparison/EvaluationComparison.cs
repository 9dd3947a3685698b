using System.Globalization;
using System.Text.RegularExpressions;

namespace Sentry.Releases.Benchmarks.Comparison;

/// <summary>What the package adds to evaluating a project, which every build does; as MSBuild itself times it.</summary>
public static partial class EvaluationComparison
{
    private const int Rounds = 7;
    private const int EvaluationsPerRound = 40;

    /// <returns>A sentence.</returns>
    public static string Measure(Workshop workshop)
    {
        using var repository = SampleRepository.Create(new RepositorySize(Commits: 1, Files: 10));
        workshop.CreateProject(repository.Directory, "first", Workshop.EmptyPackage);
        workshop.CreateProject(repository.Directory, "without", Workshop.EmptyPackage);
        workshop.CreateProject(repository.Directory, "with", Workshop.Package);
        File.WriteAllText(Path.Combine(repository.Directory, "evaluate.proj"), Evaluations());
        var (without, with) = (new Samples(), new Samples());
        for (var round = 0; round < Rounds; round++)
        {
            var summary = workshop.Run(repository.Directory, "dotnet", "msbuild", "evaluate.proj", "-m:1", "-tl:off", "-v:n", "-clp:PerformanceSummary").Output;
            without.Add(Milliseconds(summary, "without"));
            with.Add(Milliseconds(summary, "with"));
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"Evaluating a project takes {without.Median:0} ms without the package, and {with.MedianAbove(without):0.0} ms more with it, once MSBuild itself is warm ({Rounds} times {EvaluationsPerRound} evaluations of each).");
    }

    /// <summary>Each evaluation has another property, so that none is taken from the one before; the first project's are not counted.</summary>
    private static string Evaluations() => $"""
        <Project>
          <ItemGroup>
            <Evaluation Include="{string.Join(';', Enumerable.Range(1, EvaluationsPerRound))}" />
          </ItemGroup>
          <Target Name="Evaluate">
            <MSBuild Projects="first/first.csproj" Targets="GetTargetPath" Properties="Evaluation=%(Evaluation.Identity)" />
            <MSBuild Projects="without/without.csproj;with/with.csproj" Targets="GetTargetPath" Properties="Evaluation=%(Evaluation.Identity)" />
          </Target>
        </Project>
        """;

    private static double Milliseconds(string summary, string project)
    {
        // What follows is about the targets.
        var evaluations = summary.Split("Project Performance Summary:")[0];
        var line = Evaluated().Matches(evaluations).Single(match => match.Groups["project"].Value == project);
        return double.Parse(line.Groups["milliseconds"].Value, CultureInfo.InvariantCulture) / EvaluationsPerRound;
    }

    [GeneratedRegex(@"^\s+(?<milliseconds>\d+) ms\s.*[\\/](?<project>\w+)\.csproj\s+\d+ calls", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex Evaluated();
}
