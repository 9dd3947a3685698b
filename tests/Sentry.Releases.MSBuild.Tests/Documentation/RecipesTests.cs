using System.Reflection;
using Sentry.Releases.MSBuild.Tests.Infrastructure;
using Sentry.StandIn;
using Sentry.StandIn.Store;

namespace Sentry.Releases.MSBuild.Tests.Documentation;

/// <summary>Every recipe of <c>docs/recipes.md</c>, taken from there and run as it stands, but for Sentry's address and the token.</summary>
[TestClass]
public sealed partial class RecipesTests
{
    private const string Example = "https://sentry.example.com";
    private static readonly Document Recipes = new("docs", "recipes.md");

    [TestMethod]
    public void Every_recipe_is_run_by_a_test()
    {
        var run = typeof(RecipesTests).GetMethods()
            .Where(method => method.IsDefined(typeof(TestMethodAttribute)))
            .Select(method => method.GetCustomAttribute<RecipeAttribute>()?.Section).OfType<string>();

        CollectionAssert.AreEquivalent(Recipes.Sections.ToArray(), run.ToArray());
    }

    [TestMethod]
    public void Every_recipe_is_short()
    {
        foreach (var snippet in Recipes.Snippets)
            Assert.IsLessThanOrEqualTo(15, snippet.Text.Split('\n').Length, snippet.Section);
    }

    [TestMethod]
    [Recipe("Monorepo")]
    public async Task In_a_monorepo_an_application_has_the_commits_of_its_folders_since_its_own_tag()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var shop = TestProject.Create(sentry, name: "Shop");
        shop.Add("<ItemGroup><None Include=\"../Shared/**\" /></ItemGroup>");
        shop.Write("../Directory.Build.props", Recipes.Snippet("Monorepo", "xml").Text);
        await shop.GitAsync("init", "--quiet", "..");
        await shop.CommitAsync("Start");
        await shop.GitAsync("tag", "Shop/v1.2.2");
        await shop.CommitAsync("Sell on credit");
        Directory.CreateDirectory(Path.Combine(shop.SolutionDirectory, "Jobs"));
        await shop.CommitAsync("Run nightly", "../Jobs/notes.txt");
        await shop.GitAsync("tag", "Jobs/v3.0.0");
        Directory.CreateDirectory(Path.Combine(shop.SolutionDirectory, "Shared"));
        await shop.CommitAsync("Round prices", "../Shared/notes.txt");

        (await shop.PublishAsync()).Succeeded();

        Assert.AreEqual("Round prices, Sell on credit", Messages(sentry.Releases.Single()));
        Assert.AreEqual("Shop/v1.2.2", shop.Report.GetProperty("history").GetProperty("previousTag").GetString());
    }

    [TestMethod]
    [Recipe("Prereleases")]
    public async Task A_prerelease_begins_at_the_one_before_and_a_stable_version_at_the_last_stable_one()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = TestProject.Create(sentry);
        project.Add(Recipes.Snippet("Prereleases", "xml").Text);
        await project.InitializeGitAsync();
        await project.GitAsync("tag", "v2.0.0-rc.1");
        await project.CommitAsync("Polish it");

        await project.RunAsync("publish -p:Version=2.0.0-rc.2");
        await project.RunAsync("publish --no-restore -p:Version=2.0.0");

        Assert.AreEqual("Polish it", Messages(sentry.Releases[0]));
        Assert.AreEqual("Polish it, Fix a bug, Add a feature", Messages(sentry.Releases[1]));
    }

    [TestMethod]
    [Recipe("Several Sentry projects")]
    public async Task One_release_belongs_to_several_projects()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = TestProject.Create(sentry);
        project.Add(Recipes.Snippet("Several Sentry projects", "xml").Text);

        (await project.PublishAsync()).Succeeded();

        Assert.AreEqual("web, api", string.Join(", ", sentry.Releases.Single().Projects.Select(one => one.Slug)));
        Assert.HasCount(1, sentry.Requests);
    }

    [TestMethod]
    [Recipe("Deploys")]
    public async Task A_release_is_deployed_to_one_environment_after_the_other()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = TestProject.Create(sentry);
        await project.InitializeGitAsync();

        (await project.ShellAsync(Recipes.Snippet("Deploys", "sh").Text)).Succeeded();

        var release = sentry.Releases.Single();
        Assert.AreEqual("staging, production", string.Join(", ", release.Deploys.Select(deploy => deploy.Environment)));
        Assert.AreEqual("Fix a bug, Add a feature", Messages(release));
        Assert.AreEqual(3, sentry.Requests.Count, "one for publishing, one for each deploy");
    }

    [TestMethod]
    [Recipe("Deploys of an artifact")]
    public async Task A_job_with_nothing_but_the_artifact_records_a_deploy()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = await PublishArtifactAsync(sentry);

        (await project.ShellAsync(Recipes.Snippet("Deploys of an artifact", "sh").Text)).Succeeded();

        Assert.AreEqual("production", sentry.Releases.Single().Deploys.Single().Environment);
    }

    [TestMethod]
    [Recipe("Releases of an artifact")]
    public async Task A_job_without_a_repository_releases_the_commit_that_was_built()
    {
        await using var sentry = await SentryStandIn.StartAsync(new StandInOptions { Repositories = [new("acme/shop")] });
        var project = await PublishArtifactAsync(sentry);

        (await project.ShellAsync(Recipes.Snippet("Releases of an artifact", "sh").Text)).Succeeded();

        var sent = sentry.Requests[^1].Json;
        Assert.AreEqual($"app@1.2.3+{sent.GetProperty("ref").GetString()}", sent.GetProperty("version").GetString());
        Assert.AreEqual(sent.GetProperty("ref").GetString(), sent.GetProperty("refs")[0].GetProperty("commit").GetString());
        Assert.HasCount(1, sentry.Releases);
    }

    /// <summary>Leaves the sources and the published folder, as another job has them.</summary>
    private static async Task<TestProject> PublishArtifactAsync(SentryStandIn sentry)
    {
        var project = TestProject.Create(sentry);
        await project.InitializeGitAsync();
        await project.RunAsync("publish -o ../artifact");
        foreach (var folder in new[] { "bin", "obj", ".git" })
            Directory.Delete(Path.Combine(project.Directory, folder), recursive: true);

        return project;
    }

    [TestMethod]
    [Recipe("Self-hosted Sentry")]
    public async Task A_server_of_ones_own_may_live_below_a_path()
    {
        await using var sentry = await SentryStandIn.StartAsync(new StandInOptions { BasePath = "/errors", RateLimit = null });
        var project = TestProject.Create(sentry: null);
        project.Set("SENTRY_AUTH_TOKEN", sentry.Token);
        project.Write(".sentryclirc", AtStandIn(Recipes.Snippet("Self-hosted Sentry", "ini"), sentry).Text);

        await project.RunAsync("publish");
        File.Delete(Path.Combine(project.Directory, ".sentryclirc"));
        project.Add(AtStandIn(Recipes.Snippet("Self-hosted Sentry", "xml"), sentry).Text);
        await project.RunAsync("publish --no-build -p:SentryOrg=acme -p:SentryProject=web");

        CollectionAssert.AreEqual(new[] { "app@1.2.3", "app@1.2.3" }, sentry.RequestedNames().ToArray());
    }

    private static Snippet AtStandIn(Snippet snippet, SentryStandIn sentry)
    {
        Assert.Contains(Example, snippet.Text);
        var server = sentry.Url.GetLeftPart(UriPartial.Authority);
        return snippet with { Text = snippet.Text.Replace(Example, server, StringComparison.Ordinal) };
    }

    private static string Messages(StoredRelease release) => string.Join(", ", release.Commits.Select(commit => commit.Message?.Trim()));
}
