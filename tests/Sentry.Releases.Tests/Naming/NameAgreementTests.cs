using Sentry.Releases.Diagnostics;
using Sentry.Releases.Naming;

namespace Sentry.Releases.Tests.Naming;

[TestClass]
public sealed class NameAgreementTests
{
    [TestMethod]
    [DataRow("app@1.0", "app@1.0")]
    [DataRow(" app@1.0 ", "app@1.0")]
    public void Equal_names_agree(string release, string running) =>
        Assert.IsTrue(NameAgreement.Check(release, running, ReleaseNameSource.Assembly, diagnostic => Assert.Fail(diagnostic.Message)));

    [TestMethod]
    [DataRow("shop@1.0", "app@1.0", true)]
    [DataRow("App@1.0", "app@1.0", true)]
    [DataRow("1.0", "app@1.0", false)]
    public void Different_names_are_both_said_with_how_to_make_them_one(string release, string running, bool canBeEmbedded)
    {
        var message = Difference(release, running, ReleaseNameSource.Assembly);

        Assert.Contains($"'{release}'", message);
        Assert.Contains($"'{running}'", message);
        Assert.Contains("remove SentryRelease", message);
        Assert.Contains("SENTRY_RELEASE where the application runs", message);
        Assert.AreEqual(canBeEmbedded, message.Contains("SentryReleaseEmbed", StringComparison.Ordinal));
    }

    [TestMethod]
    public void On_mobile_platforms_neither_assembly_nor_environment_would_help()
    {
        var message = Difference("shop@1.0", "com.example@1.0+1", ReleaseNameSource.MobileApplication);

        Assert.DoesNotContain("SentryReleaseEmbed", message);
        Assert.DoesNotContain("SENTRY_RELEASE", message);
        Assert.Contains("Release option", message);
    }

    private static string Difference(string release, string running, ReleaseNameSource source)
    {
        var diagnostics = new List<Diagnostic>();
        Assert.IsFalse(NameAgreement.Check(release, running, source, diagnostics.Add));
        Assert.AreEqual("SRM4002", diagnostics.Single().Code);
        return diagnostics[0].Message;
    }
}
