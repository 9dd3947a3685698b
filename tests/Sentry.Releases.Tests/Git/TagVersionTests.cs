using Sentry.Releases.Git;

namespace Sentry.Releases.Tests.Git;

[TestClass]
public sealed class TagVersionTests
{
    [TestMethod]
    [DataRow("1.0-beta", true)]
    [DataRow("v1.0.0-beta.1", true)]
    [DataRow("V1.2.3.4-rc1+build.7", true)]
    [DataRow("app/1.0-beta", true)]
    [DataRow("app/v1.0-beta", true)]
    [DataRow("shop@1.0.0-alpha+4f0c", true)]
    [DataRow("release-1.0-rc", true)]
    [DataRow("release_1.0-rc", true)]
    [DataRow("1.0-2.0", true)]
    [DataRow("1.0.0--", true)]
    [DataRow("1.0", false)]
    [DataRow("v1.0.0", false)]
    [DataRow("1.0+a-b", false)]
    [DataRow("v1.2.3.4+build-7", false)]
    [DataRow("1.0-beta/2.0", false)]
    [DataRow("1.0-beta_2.0", false)]
    [DataRow("app-beta/v1.0", false)]
    [DataRow("nightly-2026", false)]
    [DataRow("v1-beta", false)]
    [DataRow("1.2.3.4.5-beta", false)]
    [DataRow("x1.0-beta", false)]
    [DataRow("1.0-", false)]
    [DataRow("1.0-beta ", false)]
    [DataRow("1.0-beta\n", false)]
    [DataRow("1.0-bêta", false)]
    [DataRow("١.٠-beta", false)]
    [DataRow("", false)]
    public void The_longest_end_that_reads_as_a_version_decides(string tag, bool expected) =>
        Assert.AreEqual(expected, TagVersion.IsPrerelease(tag));
}
