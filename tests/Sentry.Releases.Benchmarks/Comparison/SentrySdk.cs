using System.Globalization;

namespace Sentry.Releases.Benchmarks.Comparison;

/// <summary>Sentry's SDK for .NET, whose package has targets that create a release with the sentry-cli in it, in each build.</summary>
public static class SentrySdk
{
    private const string Version = "6.12.1";
    private const int Rounds = 5;

    /// <returns>A row of the table of publishes: what the SDK's release adds to a publish whose build has nothing to do.</returns>
    public static string Measure(Workshop workshop, SampleRepository repository)
    {
        string project;
        try
        {
            project = workshop.CreateProject(repository.Directory, "sdk", "Sentry", Version);
        }
        catch (InvalidOperationException failure)
        {
            Console.Error.WriteLine(failure.Message);
            return $"| Sentry's SDK {Version} is left out: it cannot be restored here |  |  |  |  |  |  |";
        }

        var (without, with) = (new Samples(), new Samples());
        for (var round = 0; round < Rounds; round++)
        {
            without.Add(workshop.Run(project, "dotnet", "publish", "--no-restore").Seconds);
            with.Add(Release(workshop, project));
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"| `publish --no-restore` with Sentry's SDK {Version}, its own release over http | {Samples.Seconds(with.Median)} | {Samples.Seconds(with.MedianAbove(without))} |  |  |  |  |");
    }

    private static double Release(Workshop workshop, string project)
    {
        var before = workshop.Sentry.Requests.Count;
        var published = workshop.RunWithToken(
            workshop.Sentry,
            project,
            Workshop.NoVariables,
            "dotnet",
            "publish", "--no-restore", "-p:SentryCreateRelease=true", "-p:SentrySetCommits=true", "-p:SentryOrg=acme", "-p:SentryProject=web", $"-p:SentryUrl={workshop.Sentry.Url}");
        return workshop.Sentry.Requests.Skip(before).Any(request => request.Method == "POST")
            ? published.Seconds
            : throw new InvalidOperationException($"Sentry's SDK {Version} created no release:\n{published.Output}");
    }
}
