using Sentry.Releases.Git;

namespace Sentry.Releases.Tests.Git;

[TestClass]
public sealed class TagPatternTests
{
    [TestMethod]
    [DataRow("*", "", true)]
    [DataRow("*", "app/v1.0", true)]
    [DataRow("v*", "v1.0", true)]
    [DataRow("v*", "rev1", false)]
    [DataRow("v*", "V1.0", false)]
    [DataRow("app/v*", "app/v1/rc", true)]
    [DataRow("*-*", "v1.0-beta", true)]
    [DataRow("*-*", "v1.0", false)]
    [DataRow("v?.?", "v1.0", true)]
    [DataRow("v?.?", "v10.0", false)]
    [DataRow("v[0-9]*", "v1", true)]
    [DataRow("v[0-9]*", "vx", false)]
    [DataRow("v[!0-9]*", "vx", true)]
    [DataRow("v[^0-9]*", "v1", false)]
    [DataRow("[abc]", "b", true)]
    [DataRow("[]]", "]", true)]
    [DataRow("[!]]", "]", false)]
    [DataRow("[a-]", "-", true)]
    [DataRow("[z-a]", "m", false)]
    [DataRow("[!z-a]", "m", true)]
    [DataRow("[\\]]", "]", true)]
    [DataRow("[unclosed", "[unclosed", true)]
    [DataRow("[", "[", true)]
    [DataRow("\\*", "*", true)]
    [DataRow("\\*", "x", false)]
    [DataRow("ends\\", "ends\\", true)]
    [DataRow("a.b+(c)$^|", "a.b+(c)$^|", true)]
    [DataRow("a.b", "axb", false)]
    [DataRow("v1", "v1\n", false)]
    [DataRow("", "", true)]
    [DataRow("", "x", false)]
    public void Whole_names_are_matched(string pattern, string name, bool expected) =>
        Assert.AreEqual(expected, TagPattern.IsMatch(pattern, name));

    [TestMethod]
    [Timeout(30_000)]
    public void A_pattern_of_many_stars_takes_no_longer_than_its_length()
    {
        var pattern = string.Concat(Enumerable.Repeat("*a", 50)) + "b";

        Assert.IsFalse(TagPattern.IsMatch(pattern, new string('a', 50_000)));
    }

    [TestMethod]
    public void Any_text_is_a_pattern_that_matches_itself_when_escaped()
    {
        var random = new Random(4);
        for (var i = 0; i < 2_000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(12)).Select(_ => "ab*?[]!^-\\/."[random.Next(12)])]);
            _ = TagPattern.IsMatch(text, text);
            var escaped = string.Concat(text.Select(c => $"\\{c}"));
            Assert.IsTrue(TagPattern.IsMatch(escaped, text), text);
            Assert.IsFalse(TagPattern.IsMatch(escaped, text + "x"), text);
        }
    }
}
