using Sentry.Releases.MSBuild.Tests.Infrastructure;
using Sentry.StandIn;

namespace Sentry.Releases.MSBuild.Tests.Documentation;

/// <summary>The packages that derive versions from git: whatever they compile into the application is the release's name.</summary>
public sealed partial class RecipesTests
{
    [TestMethod]
    [Recipe("MinVer")]
    public Task With_MinVer_the_version_from_the_tag_is_in_the_name() =>
        AssertNamesAsync("MinVer", (commits, head) => $"app@1.2.3-alpha.0.{commits}+{head}");

    [TestMethod]
    [Recipe("Nerdbank.GitVersioning")]
    public Task With_Nerdbank_GitVersioning_the_version_that_it_compiles_is_in_the_name() =>
        AssertNamesAsync("Nerdbank.GitVersioning", (commits, head) => $"app@1.3.{commits + 1}+{head[..10]}");

    [TestMethod]
    [Recipe("GitVersion")]
    public Task With_GitVersion_branch_and_commit_are_in_the_name() =>
        AssertNamesAsync("GitVersion", (commits, head) => $"app@1.2.3-{commits}+Branch.main.Sha.{head}");

    /// <param name="section">The recipe.</param>
    /// <param name="name">The name for so many commits since <c>v1.2.2</c>, of which the last is given.</param>
    private static async Task AssertNamesAsync(string section, Func<int, string, string> name)
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = TestProject.Create(sentry, "<Version />");
        project.Add(Recipes.Snippet(section, "xml").Text);
        project.UseFeedsOfThisMachine();
        project.Write("version.json", """{ "version": "1.3" }""");
        await project.InitializeGitAsync();
        await project.GitAsync("tag", "nightly", "HEAD~1");

        var first = name(2, await project.GitAsync("rev-parse", "HEAD"));
        await AssertPublishesAsync(project, sentry, "publish -o out", first);
        await AssertPublishesAsync(project, sentry, "publish --no-restore -o out", first);
        Assert.AreEqual("Fix a bug, Add a feature", Messages(sentry.Releases.Single()));

        await project.CommitAsync("Polish it");
        var second = name(3, await project.GitAsync("rev-parse", "HEAD"));
        await AssertPublishesAsync(project, sentry, "publish --no-restore -o out", second);
        Assert.AreEqual("Polish it, Fix a bug, Add a feature", Messages(sentry.Releases[1]));

        await project.CommitAsync("Write about it");
        await AssertPublishesAsync(project, sentry, "publish --no-build -o out", second);
        Assert.HasCount(2, sentry.Releases);
    }

    private static async Task AssertPublishesAsync(TestProject project, SentryStandIn sentry, string command, string name)
    {
        var before = sentry.Requests.Count;
        var published = await project.RunAsync(command);

        Assert.AreEqual("POST", sentry.Requests[before].Method, published.Output);
        Assert.AreEqual(name, sentry.Requests[before].Json.GetProperty("version").GetString(), command);
        Assert.AreEqual(name, (await project.RunAsync("out/app.dll")).Output, command);
    }
}
