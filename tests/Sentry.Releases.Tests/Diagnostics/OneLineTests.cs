using Sentry.Releases.Diagnostics;

namespace Sentry.Releases.Tests.Diagnostics;

[TestClass]
public sealed class OneLineTests
{
    [TestMethod]
    [DataRow("plain", "plain")]
    [DataRow("  two\r\n\tlines ", "two lines")]
    [DataRow("a\u001b[31mred", "a\uFFFD[31mred")]
    [DataRow("nul\0here", "nul\uFFFDhere")]
    [DataRow("right\u202eleft", "right\uFFFDleft")]
    [DataRow("%3B $(Secret) @(Items)", "%3B $(Secret) @(Items)")]
    [DataRow("", "")]
    public void Whatever_would_break_the_line_is_replaced(string text, string expected) =>
        Assert.AreEqual(expected, OneLine.Of(text));

    [TestMethod]
    public void An_unpaired_surrogate_is_replaced() =>
        Assert.AreEqual("lone \uFFFD surrogate", OneLine.Of("lone \ud800 surrogate"));

    [TestMethod]
    public void A_long_text_is_cut() =>
        Assert.AreEqual(1001, OneLine.Of(new string('x', 100_000)).Length);
}
