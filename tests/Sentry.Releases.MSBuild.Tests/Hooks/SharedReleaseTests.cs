using Microsoft.AspNetCore.Http;
using Sentry.Releases.MSBuild.Tests.Infrastructure;
using Sentry.StandIn;

namespace Sentry.Releases.MSBuild.Tests.Hooks;

/// <summary>Applications of one solution that are one release to Sentry.</summary>
[TestClass]
public sealed class SharedReleaseTests
{
    private const int Refusals = 4;

    [TestMethod]
    public async Task Published_in_parallel_they_make_one_release_with_every_project_and_commit()
    {
        var requests = 0;
        await using var sentry = await SentryStandIn.StartAsync(new StandInOptions
        {
            Projects = [new(101, "web"), new(102, "api"), new(103, "jobs")],
            Before = (context, next) => Interlocked.Increment(ref requests) <= Refusals ? RefuseAsync(context) : next(context),
        });
        var web = TestProject.Create(sentry, Shared("web"), "web");
        TestProject.Create(sentry, Shared("api"), "api", web);
        TestProject.Create(sentry, Shared("jobs"), "jobs", web);
        web.WriteSolution("web", "api", "jobs");

        var published = await web.RunAsync("publish ../all.slnx -m:4");

        var release = sentry.Releases.Single();
        Assert.AreEqual("shop@7", release.Version);
        CollectionAssert.AreEquivalent(new[] { "web", "api", "jobs" }, release.Projects.Select(project => project.Slug).ToArray(), published.Output);
        Assert.HasCount(3 + Refusals, sentry.Requests);
        Assert.IsEmpty(published.Lines("SRM300"));
        var sent = sentry.Requests.Select(request => request.Json).Where(json => json.TryGetProperty("commits", out _))
            .SelectMany(json => json.GetProperty("commits").EnumerateArray()).Select(commit => commit.GetProperty("id").GetString()).Distinct();
        CollectionAssert.AreEquivalent(sent.ToArray(), release.Commits.Select(commit => commit.Id).ToArray());
    }

    /// <summary>Sentry keeps the list of commits that comes last, so each of them has to send all.</summary>
    [TestMethod]
    public async Task Published_by_several_machines_with_paths_of_their_own_they_make_one_release_with_the_commits_of_all()
    {
        const string Paths = "<SentryReleaseProjectPaths>true</SentryReleaseProjectPaths>";
        await using var sentry = await SentryStandIn.StartAsync(new StandInOptions { Projects = [new(101, "web"), new(102, "api")] });
        var web = TestProject.Create(sentry, Shared("web") + Paths, "web");
        var api = TestProject.Create(sentry, Shared("api") + Paths, "api", web);
        await web.GitAsync("init", "--quiet", "..");
        web.Write("../.gitignore", "home/");
        await web.GitAsync("add", "..");
        await web.CommitAsync("Start");
        await web.GitAsync("tag", "v6");
        await web.CommitAsync("Change web");
        await api.CommitAsync("Change api");
        File.WriteAllText(Path.Combine(web.SolutionDirectory, "docs.txt"), "");
        await web.GitAsync("add", "..");
        await web.GitAsync("commit", "--quiet", "--message", "Change neither");
        File.AppendAllText(Path.Combine(web.SolutionDirectory, "Directory.Build.targets"), "\n");
        await web.GitAsync("commit", "--quiet", "--all", "--message", "Change what both import");

        var published = await Task.WhenAll(web.RunAsync("publish"), api.RunAsync("publish"));

        string[] expected = ["Change api", "Change web", "Change what both import"];
        Assert.HasCount(2, sentry.Requests);
        foreach (var request in sentry.Requests)
        {
            var sent = request.Json.GetProperty("commits").EnumerateArray().Select(commit => commit.GetProperty("message").GetString()!.Trim());
            CollectionAssert.AreEquivalent(expected, sent.ToArray());
        }

        CollectionAssert.AreEquivalent(expected, sentry.Releases.Single().Commits.Select(commit => commit.Message!.Trim()).ToArray());
        Assert.IsEmpty(published.SelectMany(result => result.Lines("SRM")));
    }

    private static string Shared(string project) =>
        $"<SentryRelease>shop@7</SentryRelease><SentryReleaseEmbed>true</SentryReleaseEmbed><SentryProject>{project}</SentryProject>";

    /// <summary>As Sentry does while another request sets the release's commits.</summary>
    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status409Conflict;
        return context.Response.WriteAsJsonAsync(new { detail = "Release commits are currently being processed" });
    }
}
