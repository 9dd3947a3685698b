using System.Globalization;
using System.Text.RegularExpressions;

namespace Sentry.Releases.Benchmarks.Comparison;

/// <summary>What the package adds to evaluating a project, which every build does; as MSBuild itself times it.</summary>
public static partial class EvaluationComparison
{
    private const int Rounds = 21;

    /// <returns>A sentence.</returns>
    public static string Measure(Workshop workshop)
    {
        using var repository = SampleRepository.Create(new RepositorySize(Commits: 1, Files: 10));
        var without = (Project: workshop.CreateProject(repository.Directory, "without", withPackage: false), Samples: new Samples());
        var with = (Project: workshop.CreateProject(repository.Directory, "with", withPackage: true), Samples: new Samples());
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (project, samples) in new[] { without, with })
                samples.Add(Milliseconds(workshop.Run(project, "dotnet", "msbuild", "-t:GetTargetPath", "-tl:off", "-v:n", "-clp:PerformanceSummary").Output));
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"Evaluating a project takes {without.Samples.Median:0} ms without the package and {with.Samples.Median:0} ms with it (medians of {Rounds}).");
    }

    private static double Milliseconds(string output) =>
        double.Parse(Evaluation().Match(output).Groups["milliseconds"].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Evaluation Performance Summary:\s+(?<milliseconds>\d+) ms", RegexOptions.CultureInvariant)]
    private static partial Regex Evaluation();
}
