using Sentry.Releases.MSBuild.Tests.Infrastructure;
using Sentry.StandIn;

namespace Sentry.Releases.MSBuild.Tests.Hooks;

/// <summary>The release has the commits of what was built, whatever was committed since.</summary>
[TestClass]
public sealed class BuiltCommitTests
{
    [TestMethod]
    public async Task Publishing_what_was_built_before_another_commit()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = TestProject.Create(sentry);
        await project.InitializeGitAsync();
        var built = await project.GitAsync("rev-parse", "HEAD");
        await project.RunAsync("build -c Release");
        await project.CommitAsync("Not in it");

        await project.RunAsync("publish --no-build");

        var release = sentry.Releases.Single();
        Assert.AreEqual($"app@1.2.3+{built}", release.Version);
        Assert.AreEqual(built, release.Ref);
        Assert.AreEqual(built, project.Report.GetProperty("history").GetProperty("head").GetString());
        Assert.AreEqual("Fix a bug, Add a feature", string.Join(", ", release.Commits.Select(commit => commit.Message?.Trim())));
    }
}
