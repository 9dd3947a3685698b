using System.Globalization;
using Sentry.Releases.MSBuild.Tests.Infrastructure;
using Sentry.StandIn;

namespace Sentry.Releases.MSBuild.Tests.Faults;

/// <summary>Builds that run at the same time, on one machine and for one release.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class SimultaneousPublishTests
{
    private const int Count = 10;
    private const string Token = "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";

    [TestMethod]
    public async Task Ten_publishes_at_once_make_one_release_and_one_whole_report()
    {
        await using var sentry = await SentryStandIn.StartAsync(new StandInOptions { Tokens = [new StandInToken(Token)] });
        var project = await BuiltProject.CopyAsync(sentry.Url, Token);

        // Without the file that the .NET SDK itself writes into the intermediate output folder, for one publish at a time.
        var publishes = Enumerable.Range(0, Count).Select(i => project.PublishAsync(
            "--no-build", "-p:GenerateDependencyFile=false", "-o", string.Create(CultureInfo.InvariantCulture, $"out/{i}"), $"-p:SentryProject={(i % 2 == 0 ? "web" : "api")}"));
        var published = await Task.WhenAll(publishes);

        foreach (var result in published)
            Assert.IsEmpty(result.Succeeded().Lines("SRM"), result.Output);

        // To the server a release is new for each project.
        Assert.AreEqual(2, published.Count(result => result.Lines("Created Sentry release").Count == 1));
        Assert.AreEqual(Count - 2, published.Count(result => result.Lines("Updated Sentry release").Count == 1));
        var release = sentry.Releases.Single();
        Assert.AreEqual("api web", string.Join(' ', release.Projects.Select(of => of.Slug).Order(StringComparer.Ordinal)));
        Assert.HasCount(2, release.Commits);
        Assert.Contains(project.Report.GetProperty("outcome").GetString(), new[] { "created", "updated" });
        Assert.HasCount(1, Directory.GetFiles(Path.Combine(project.Directory, "obj"), "sentry-release*", SearchOption.AllDirectories));
    }
}
