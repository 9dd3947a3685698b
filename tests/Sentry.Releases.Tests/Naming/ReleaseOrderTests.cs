using Sentry.Releases.Diagnostics;
using Sentry.Releases.Naming;

namespace Sentry.Releases.Tests.Naming;

/// <summary>Names that Sentry can bring into an order, and those it cannot.</summary>
[TestClass]
public sealed class ReleaseOrderTests
{
    private const string Sha = "b1aa798ac4138280ca68beb8c3a9915ca5ed07c4";

    [TestMethod]
    [DataRow("app@1.2.3.4", "1.2.3.4")]
    [DataRow("app@1.2.3-rc.1+abc", "1.2.3-rc.1")]
    [DataRow("app@1.2.3-5-gabc123", "1.2.3-5-gabc123")]
    [DataRow("app@1.0rc1", "1.0-rc1")]
    [DataRow("app@7", "7")]
    [DataRow("app@01.02", "1.2")]
    [DataRow(" @scope/app@1.2.3 ", "1.2.3")]
    [DataRow($"app@1.2.3+{Sha}", "1.2.3")]
    [DataRow($"app@1.2.3+meta.{Sha}", "1.2.3")]
    [DataRow("app@1.2.3-preview.20260131.abcdef.final.pt.1", "1.2.3-preview.20260131.abcdef.final.pt.1", DisplayName = "as long as a hash, which it is not")]
    [DataRow("app@2026.1.31.5", "2026.1.31.5")]
    public void A_version_that_Sentry_reads(string name, string version) => Assert.AreEqual(version, ReleaseOrder.Version(name)?.Number);

    [TestMethod]
    [DataRow("1.2.3")]
    [DataRow("v1.2.3")]
    [DataRow($"app@v1.2.3+{Sha}")]
    [DataRow("app@1.2.3.4.5")]
    [DataRow("app@2020.05.26-01.38.42")]
    [DataRow("app@1.0.0-beta.01")]
    [DataRow("app@1a1")]
    [DataRow($"app@{Sha}")]
    [DataRow("app@202401010000", DisplayName = "twelve digits are the hash of a build")]
    [DataRow("app@9223372036854775808.0", DisplayName = "more than 64 bits")]
    [DataRow("app@")]
    [DataRow("app@1.0 - 5fd7a6c")]
    [DataRow("app@1.0+")]
    public void A_version_that_Sentry_does_not_read(string name) => Assert.IsNull(ReleaseOrder.Version(name));

    [TestMethod]
    [DataRow($"app@1.2.4+{Sha}", "1.2.3")]
    [DataRow($"app@1.2.3+{Sha}", null)]
    [DataRow($"app@1.2.3+{Sha}", "1.2.3-rc.1")]
    [DataRow($"app@1.2.3+{Sha}", "not a version")]
    [DataRow("app@1.2.3+42", "1.2.3", DisplayName = "builds that are numbers are ordered as numbers")]
    [DataRow($"app@1.0.0+{Sha}", "0.9.0", DisplayName = "a first 1.0.0 was set")]
    public void An_order_that_is_right(string name, string? previous) => Assert.IsNull(Check(name, previous));

    [TestMethod]
    [DataRow($"app@v1.2.3+{Sha}", null, "is no version to Sentry")]
    [DataRow("shop", "1.2.3", "is no version to Sentry")]
    [DataRow($"app@1.2.3+{Sha}", "1.2.3", "The version 1.2.3 is that of the previous release")]
    [DataRow("app@1.2.3", "1.2.3", "The version 1.2.3 is that of the previous release")]
    [DataRow($"app@1.2.3-rc.1+{Sha}", "1.2.3-rc.1", "The version 1.2.3-rc.1 is that")]
    [DataRow($"app@1.0.0+{Sha}", "1.0.0", "The version 1.0.0 is that")]
    [DataRow($"app@1.0.0+{Sha}", null, "what a project has that sets none")]
    [DataRow("app@1.0.0", null, "what a project has that sets none")]
    public void An_order_that_is_wrong(string name, string? previous, string reason)
    {
        var diagnostic = Check(name, previous)!;

        Assert.AreEqual("SRM4004", diagnostic.Code);
        Assert.AreEqual(Severity.Message, diagnostic.Severity);
        Assert.Contains(reason, diagnostic.Message);
    }

    [TestMethod]
    public void A_given_1_0_0_was_meant() =>
        Assert.IsNull(ReleaseOrder.Check(new ReleaseName("app@1.0.0", ReleaseNameSource.Given), null, Severity.Message));

    private static Diagnostic? Check(string name, string? previous) =>
        ReleaseOrder.Check(new ReleaseName(name, ReleaseNameSource.Assembly), previous, Severity.Message);
}
