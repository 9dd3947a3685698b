using Sentry.Releases.Listing;

namespace Sentry.Releases.Tests.Listing;

[TestClass]
public sealed class CellTextTests
{
    [TestMethod]
    [DataRow(0L, "0 B")]
    [DataRow(999L, "999 B")]
    [DataRow(1000L, "1.0 kB")]
    [DataRow(9_949L, "9.9 kB")]
    [DataRow(9_950L, "10 kB")]
    [DataRow(999_499L, "999 kB")]
    [DataRow(999_500L, "1.0 MB")]
    [DataRow(12_345_678L, "12 MB")]
    [DataRow(long.MaxValue, "9.2 EB")]
    public void Sizes_have_two_digits_that_matter(long bytes, string shown) => Assert.AreEqual(shown, CellText.Size(bytes));

    [TestMethod]
    public void A_long_name_keeps_both_ends()
    {
        Assert.AreEqual("short", CellText.Middle("short", 12));
        var cut = CellText.Middle("MyCompany.Product@1.2.3+0123456789", 20);
        Assert.AreEqual("MyCompany....3456789", cut);
        Assert.AreEqual(20, cut.Length);
    }

    [TestMethod]
    public void A_long_text_keeps_its_beginning() => Assert.AreEqual("Fix the ve...", CellText.Beginning("Fix the very long thing", 13));

    [TestMethod]
    public void A_character_is_never_cut_in_half()
    {
        foreach (var length in Enumerable.Range(8, 8))
        {
            Assert.IsFalse(HasHalf(CellText.Middle("x😀😀😀😀😀😀😀😀", length)));
            Assert.IsFalse(HasHalf(CellText.Beginning("😀😀😀😀😀😀😀😀", length)));
        }
    }

    [TestMethod]
    public void Columns_are_aligned_for_letters_of_every_width_and_empty_ones_left_out()
    {
        string[][] rows = [["a", "", "1"], ["日本", "", "22"], ["e\u0301x", "", "333"]];
        Column<string[]>[] columns = [new("A", row => row[0]), new("B", row => row[1]), new("N", row => row[2], IsNumber: true)];
        Assert.AreEqual("A       N|a       1|日本   22|e\u0301x    333", string.Join('|', TextTable.Lines(columns, rows)));
    }

    [TestMethod]
    public void What_would_break_a_line_does_not()
    {
        Column<string>[] columns = [new("A", row => row), new("B", _ => "b")];
        Assert.AreEqual("A    B|x y  b", string.Join('|', TextTable.Lines(columns, ["x\r\ny"])));
    }

    private static bool HasHalf(string text) => text.EnumerateRunes().Any(rune => rune == System.Text.Rune.ReplacementChar);
}
