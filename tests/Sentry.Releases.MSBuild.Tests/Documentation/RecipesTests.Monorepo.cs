using Sentry.Releases.MSBuild.Tests.Infrastructure;
using Sentry.StandIn;

namespace Sentry.Releases.MSBuild.Tests.Documentation;

/// <summary>Several applications in one repository.</summary>
public sealed partial class RecipesTests
{
    [TestMethod]
    [Recipe("MinVer in a monorepo")]
    public Task With_MinVer_each_application_has_the_version_and_the_commits_since_its_own_tag() =>
        AssertShopIsReleasedAsync(
            shop => shop.Write("../Directory.Build.props", Recipes.Snippet("MinVer in a monorepo", "xml").Text),
            head => $"Shop@1.4.1-alpha.0.2+{head}");

    [TestMethod]
    [Recipe("GitVersion in a monorepo")]
    public Task With_GitVersion_each_application_has_the_version_and_the_commits_since_its_own_tag() =>
        AssertShopIsReleasedAsync(
            shop => shop.Write("../Directory.Build.props", Recipes.Snippet("GitVersion in a monorepo", "xml").Text),
            head => $"Shop@1.4.1-2+Branch.main.Sha.{head}");

    [TestMethod]
    [Recipe("Nerdbank.GitVersioning in a monorepo")]
    public Task With_Nerdbank_GitVersioning_the_commits_that_make_the_version_are_in_the_release() =>
        AssertShopIsReleasedAsync(
            shop =>
            {
                shop.Add(Recipes.Snippet("Nerdbank.GitVersioning in a monorepo", "xml").Text);
                shop.Write("version.json", Recipes.Snippet("Nerdbank.GitVersioning in a monorepo", "json").Text);
            },
            head => $"Shop@1.3.2+{head[..10]}");

    [TestMethod]
    [Recipe("One release for several applications")]
    public async Task Published_at_once_applications_with_one_release_have_the_commits_of_all_of_them()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var shop = TestProject.Create(sentry, "<Version />", "Shop");
        var jobs = TestProject.Create(sentry, "<Version />", "Jobs", shop);
        var alone = TestProject.Create(sentry, "<SentryRelease>alone@1</SentryRelease>", "Alone", shop);
        foreach (var project in new[] { shop, jobs, alone })
        {
            var file = Path.Combine(project.Directory, $"{project.Name}.csproj");
            File.WriteAllText(file, File.ReadAllText(file).Replace("<Version />", "", StringComparison.Ordinal).Replace("<Version>1.2.3</Version>", "", StringComparison.Ordinal));
        }

        shop.Write("../Directory.Build.props", Recipes.Snippet("One release for several applications", "xml").Text);
        await TagBothAsync(shop);
        await shop.CommitAsync("Stand alone", "../Alone/notes.txt");

        await Task.WhenAll(shop.RunAsync("publish"), jobs.RunAsync("publish"));

        Assert.AreEqual("shop@2.1.0", sentry.Releases.Single().Version);
        Assert.AreEqual("Run nightly, Sell on credit", Messages(sentry.Releases.Single()));
        foreach (var request in sentry.Requests)
            Assert.AreEqual(2, request.Json.GetProperty("commits").GetArrayLength(), "each sends them all");
    }

    /// <summary>Asserts that one of two applications is released with what a recipe says: its own version, and its own commits.</summary>
    private static async Task AssertShopIsReleasedAsync(Action<TestProject> applyRecipe, Func<string, string> nameAt)
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var shop = TestProject.Create(sentry, "<Version />", "Shop");
        shop.UseFeedsOfThisMachine();
        applyRecipe(shop);
        await TagBothAsync(shop);

        await shop.RunAsync("publish");

        Assert.AreEqual(nameAt(await shop.GitAsync("rev-parse", "HEAD")), sentry.Releases.Single().Version);
        Assert.AreEqual("Sell on credit", Messages(sentry.Releases.Single()));
    }

    /// <summary>Tags two applications, and commits to each.</summary>
    private static async Task TagBothAsync(TestProject shop)
    {
        Directory.CreateDirectory(Path.Combine(shop.SolutionDirectory, "Jobs"));
        await shop.GitAsync("init", "--quiet", "..");
        await shop.GitAsync("add", "--all", "..");
        await shop.CommitAsync("Start");
        await shop.GitAsync("tag", "Shop/v1.4.0");
        await shop.GitAsync("tag", "Jobs/v3.0.0");
        await shop.CommitAsync("Sell on credit");
        await shop.CommitAsync("Run nightly", "../Jobs/notes.txt");
    }
}
