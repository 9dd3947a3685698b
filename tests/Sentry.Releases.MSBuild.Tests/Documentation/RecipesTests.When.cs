using Sentry.Releases.MSBuild.Tests.Infrastructure;
using Sentry.StandIn;
using Sentry.StandIn.Behavior;

namespace Sentry.Releases.MSBuild.Tests.Documentation;

/// <summary>What depends on where a build runs, and on what its service says of it.</summary>
public sealed partial class RecipesTests
{
    [TestMethod]
    [Recipe("Only in CI")]
    public Task Only_in_CI() => AssertReleasesWhereAsync("Only in CI", "CI", "true", otherwise: null);

    [TestMethod]
    [Recipe("Only on main")]
    public Task Only_on_main() => AssertReleasesWhereAsync("Only on main", "GITHUB_REF", "refs/heads/main", otherwise: "refs/pull/7/merge");

    [TestMethod]
    [Recipe("Only for tags")]
    public Task Only_for_tags() => AssertReleasesWhereAsync("Only for tags", "GITHUB_REF_TYPE", "tag", otherwise: "branch");

    [TestMethod]
    [Recipe("Environments of the CI service")]
    public async Task The_deploy_has_the_environment_of_the_service_where_there_is_one()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = await BuiltProject.CopyAsync(sentry);
        project.Add(Recipes.Snippet("Environments of the CI service", "xml").Text);

        await project.RunAsync("publish --no-build");
        Assert.IsEmpty(sentry.Releases.Single().Deploys);
        project.Set("CI_ENVIRONMENT_NAME", "production");
        project.Set("CI_ENVIRONMENT_URL", "https://shop.example.com/");
        await project.RunAsync("publish --no-build");

        Assert.AreEqual("production https://shop.example.com/", string.Join(", ", sentry.Releases.Single().Deploys.Select(deploy => $"{deploy.Environment} {deploy.Url}")));
    }

    [TestMethod]
    [Recipe("GlitchTip")]
    [DataRow("glitchtip")]
    [DataRow("glitchtip-2026")]
    public async Task GlitchTip_gets_a_release_with_its_reference_and_date(string server)
    {
        await using var sentry = await SentryStandIn.StartAsync(new StandInOptions { Like = ServerBehavior.ByName[server] });
        var project = await BuiltProject.CopyAsync(sentry);
        project.Set("SENTRY_URL", "");
        var recipe = Recipes.Snippet("GlitchTip", "xml");
        project.Add(recipe.Text.Replace("https://glitchtip.example.com", sentry.Url.AbsoluteUri, StringComparison.Ordinal));

        var published = await project.RunAsync("publish --no-build");

        Assert.IsEmpty(published.Lines("warning"), published.Output);
        var release = sentry.Releases.Single();
        Assert.AreEqual($"app@1.2.3+{release.Ref}", release.Version);
        Assert.IsNotNull(release.DateReleased);
    }

    /// <summary>That there is one release where a variable has a value, and none where it has another or is unset.</summary>
    private static async Task AssertReleasesWhereAsync(string section, string variable, string value, string? otherwise)
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = await BuiltProject.CopyAsync(sentry);
        project.Add(Recipes.Snippet(section, "xml").Text);

        await project.RunAsync("publish --no-build");
        if (otherwise is not null)
        {
            project.Set(variable, otherwise);
            await project.RunAsync("publish --no-build");
        }

        Assert.IsEmpty(sentry.Requests);
        project.Set(variable, value);
        await project.RunAsync("publish --no-build");
        Assert.HasCount(1, sentry.Releases);
    }
}
