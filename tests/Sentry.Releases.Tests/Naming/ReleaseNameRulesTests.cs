using Sentry.Releases.Diagnostics;
using Sentry.Releases.Naming;

namespace Sentry.Releases.Tests.Naming;

[TestClass]
internal sealed class ReleaseNameRulesTests
{
    [TestMethod]
    [DataRow("app@1.2.3+b1aa798ac4138280ca68beb8c3a9915ca5ed07c4")]
    [DataRow("app@1.0 - 5fd7a6c")]
    [DataRow("1.0")]
    [DataRow("...")]
    [DataRow("latest@1.0")]
    [DataRow("Größe@1.0 😀")]
    public void A_name_that_Sentry_takes(string name) => Assert.IsNull(ReleaseNameRules.Violation(name));

    [TestMethod]
    [DataRow("", "empty")]
    [DataRow("  ", "empty")]
    [DataRow(".", "reserved")]
    [DataRow("..", "reserved")]
    [DataRow("LaTest", "reserved")]
    [DataRow(" latest ", "reserved")]
    [DataRow("app@feature/x", "a slash, which usually comes from a branch name")]
    [DataRow(@"app@feature\x", "a backslash")]
    [DataRow("app\t@1", "a tab")]
    [DataRow("app\n@1", "a line break")]
    [DataRow("app\r@1", "a line break")]
    [DataRow("app\f@1", "a form feed")]
    [DataRow("app\0@1", "U+0000")]
    [DataRow("app\u001b[31m@1", "U+001B")]
    [DataRow("app\u007f@1", "U+007F")]
    public void A_name_that_Sentry_refuses(string name, string reason) =>
        Assert.Contains(reason, ReleaseNameRules.Violation(name) ?? "");

    [TestMethod]
    public void Half_a_surrogate_pair_is_refused()
    {
        Assert.Contains("surrogate", ReleaseNameRules.Violation("app\ud83d@1") ?? "");
        Assert.Contains("surrogate", ReleaseNameRules.Violation("app@1\ude00") ?? "");
    }

    [TestMethod]
    public void At_most_200_bytes_of_UTF8_are_taken()
    {
        Assert.IsNull(ReleaseNameRules.Violation(new string('x', 200)));
        Assert.Contains("201 bytes", ReleaseNameRules.Violation(new string('x', 201)) ?? "");
        Assert.IsNull(ReleaseNameRules.Violation(new string('ä', 100)));
        Assert.Contains("202 bytes", ReleaseNameRules.Violation(new string('ä', 101)) ?? "");
    }

    [TestMethod]
    [DataRow(ReleaseNameSource.Given, Subject.ReleaseName)]
    [DataRow(ReleaseNameSource.Environment, Subject.ReleaseName)]
    [DataRow(ReleaseNameSource.Assembly, Subject.Assembly)]
    [DataRow(ReleaseNameSource.MobileApplication, Subject.MobileRelease)]
    public void A_refused_name_is_reported_with_where_it_comes_from(ReleaseNameSource source, Subject subject)
    {
        var diagnostics = new List<Diagnostic>();

        Assert.IsFalse(ReleaseNameRules.Check(new ReleaseName("app@feature/x", source), diagnostics.Add));

        Assert.AreEqual("SRM4001", diagnostics.Single().Code);
        Assert.Contains("'app@feature/x'", diagnostics[0].Message);
        CollectionAssert.AreEqual(new[] { subject }, diagnostics[0].Subjects.ToArray());
    }

    [TestMethod]
    public void A_good_name_is_not_reported() => Assert.IsTrue(
        ReleaseNameRules.Check(new ReleaseName("app@1", ReleaseNameSource.Assembly), diagnostic => Assert.Fail(diagnostic.Message)));
}
