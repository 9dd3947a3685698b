using Sentry.Releases.Diagnostics;
using Sentry.Releases.Naming;

namespace Sentry.Releases.Tests.Naming;

[TestClass]
public sealed class MobileReleaseNameTests
{
    [TestMethod]
    [DataRow("android", true)]
    [DataRow("iOS", true)]
    [DataRow("maccatalyst", true)]
    [DataRow("windows", false)]
    [DataRow("macos", false)]
    [DataRow("", false)]
    [DataRow(null, false)]
    public void Android_iOS_and_Mac_Catalyst_name_their_release_themselves(string? platform, bool applies) =>
        Assert.AreEqual(applies, MobileReleaseName.Applies(platform));

    [TestMethod]
    public void The_name_is_id_display_version_and_version() =>
        Assert.AreEqual("com.example.app@1.2+34", MobileReleaseName.Compose("com.example.app", " 1.2", "34 ", d => Assert.Fail(d.Message)));

    [TestMethod]
    public void Each_that_lacks_is_named()
    {
        var diagnostics = new List<Diagnostic>();

        Assert.IsNull(MobileReleaseName.Compose("com.example.app", "", null, diagnostics.Add));

        Assert.AreEqual("SRM4001", diagnostics.Single().Code);
        Assert.Contains("ApplicationDisplayVersion and ApplicationVersion are not set", diagnostics[0].Message);
    }
}
