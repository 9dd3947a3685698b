using Sentry.Releases.Diagnostics;
using Sentry.Releases.Naming;

namespace Sentry.Releases.Tests.Naming;

/// <summary>On Android, iOS and Mac Catalyst the application's package names the release.</summary>
[TestClass]
public sealed class MobileNameTests
{
    [TestMethod]
    [DataRow("android", true)]
    [DataRow("iOS", true)]
    [DataRow("maccatalyst", true)]
    [DataRow("windows", false)]
    [DataRow("macos", false)]
    [DataRow("", false)]
    public void Which_platforms_are_mobile(string platform, bool isMobile) => Assert.AreEqual(isMobile, new MobileApplication(platform).IsMobile);

    [TestMethod]
    public void The_name_is_id_display_version_and_version()
    {
        var application = new BuiltApplication("") { Mobile = new MobileApplication("android", "com.example.app", " 1.2", "34 ") };

        Assert.AreEqual(
            new ReleaseName("com.example.app@1.2+34", ReleaseNameSource.MobileApplication),
            application.Name(diagnostic => Assert.Fail(diagnostic.Message)));
    }

    [TestMethod]
    public void Its_version_is_the_one_that_users_see()
    {
        Assert.AreEqual("1.2", new BuiltApplication("") { Mobile = new MobileApplication("android", "com.example.app", "1.2", "34") }.Version);
        Assert.IsNull(new BuiltApplication("") { Mobile = new MobileApplication("windows", "com.example.app", "1.2", "34") }.Version);
    }

    [TestMethod]
    public void A_part_that_is_missing_is_named()
    {
        var diagnostics = new List<Diagnostic>();
        var application = new BuiltApplication("") { Mobile = new MobileApplication("ios", "com.example.app", "1.2") };

        Assert.IsNull(application.Name(diagnostics.Add));

        Assert.Contains("but ApplicationVersion is not set.", diagnostics.Single().Message);
    }

    [TestMethod]
    public void Each_part_that_is_missing_is_named()
    {
        var diagnostics = new List<Diagnostic>();
        var application = new BuiltApplication("") { Mobile = new MobileApplication("ios", "com.example.app") };

        Assert.IsNull(application.Name(diagnostics.Add));

        Assert.AreEqual("SRM4001", diagnostics.Single().Code);
        Assert.Contains("ApplicationDisplayVersion and ApplicationVersion are not set", diagnostics[0].Message);
    }
}
