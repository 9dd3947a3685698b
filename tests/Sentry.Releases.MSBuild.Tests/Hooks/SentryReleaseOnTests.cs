using System.Globalization;
using Sentry.Releases.MSBuild.Tests.Infrastructure;
using Sentry.StandIn;

namespace Sentry.Releases.MSBuild.Tests.Hooks;

[TestClass]
public sealed class SentryReleaseOnTests
{
    /// <param name="on">The setting.</param>
    /// <param name="requests">How many requests a build, a publish that builds, a publish that does not, and a pack make.</param>
    [TestMethod]
    [DataRow("", "0 1 1 0")]
    [DataRow("Publish", "0 1 1 0")]
    [DataRow("Build", "1 1 0 1")]
    [DataRow("Pack", "0 0 0 1")]
    [DataRow("Build;Publish", "1 1 1 1")]
    [DataRow(" build ; ", "1 1 0 1")]
    [DataRow("Build;Pack", "1 1 0 1")]
    [DataRow("Publish;Pack", "0 1 1 1")]
    [DataRow("Build;Publish;Pack", "1 1 1 1")]
    public async Task Requests_for_each_setting(string on, string requests)
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = TestProject.Create(sentry, $"<SentryReleaseOn>{on}</SentryReleaseOn>");
        await project.RunAsync("restore");

        var counts = new List<int>();
        foreach (var command in new[] { "build --no-restore", "publish --no-restore", "publish --no-build", "pack --no-restore" })
        {
            var before = sentry.Requests.Count;
            await project.RunAsync(command);
            counts.Add(sentry.Requests.Count - before);
        }

        Assert.AreEqual(requests, string.Join(' ', counts.Select(count => count.ToString(CultureInfo.InvariantCulture))));
    }

    [TestMethod]
    public async Task On_the_command_line_semicolons_are_escaped()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = TestProject.Create(sentry);

        sentry.AssertRequested(await project.RunAsync("build -p:SentryReleaseOn=Build%3BPublish"), "app@1.2.3");
    }
}
