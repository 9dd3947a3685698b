using Sentry.Releases.Diagnostics;
using Sentry.Releases.Settings;

namespace Sentry.Releases.Tests.Settings;

[TestClass]
public sealed class SentryCliRcTests
{
    [TestMethod]
    [DataRow("[auth]\ntoken=t\n[defaults]\nurl=u\norg=o\nproject=p")]
    [DataRow("[auth]\r\ntoken = t\r\n\r\n[defaults]\r\nurl = u\r\norg = o\r\nproject = p\r\n")]
    [DataRow("; comment\n[ Auth ]\n  TOKEN : t  \n# comment\n[DEFAULTS]\nUrl: u\nORG=o\nproject\t=\tp")]
    [DataRow("[auth]\ntoken=\"t\"\n[defaults]\nurl='u'\norg=\" o \"\nproject='p'")]
    [DataRow("[defaults]\norg=other\nurl=u\n[auth]\ntoken=t\n[defaults]\norg=o\nproject=p")]
    public void Every_usual_way_to_write_it_is_read(string text)
    {
        var file = SentryCliRc.Parse("file", text);

        Assert.AreEqual("t", file.Token);
        Assert.AreEqual("u", file.Url);
        Assert.AreEqual("o", file.Organization);
        Assert.AreEqual("p", file.Projects);
        Assert.IsEmpty(file.MalformedLines);
    }

    [TestMethod]
    [DataRow("url=https://sentry.io/a=b", "https://sentry.io/a=b")]
    [DataRow("url: https://sentry.io/a=b", "https://sentry.io/a=b")]
    [DataRow("url=https://sentry.io/#x ; y", "https://sentry.io/#x ; y")]
    [DataRow("url=\"https://sentry.io", "\"https://sentry.io")]
    [DataRow("url=\"", "\"")]
    [DataRow("url=\"\"", null)]
    [DataRow("url=", null)]
    public void A_value_is_what_stands_behind_the_first_separator(string line, string? expected) =>
        Assert.AreEqual(expected, SentryCliRc.Parse("file", "[defaults]\n" + line).Url);

    [TestMethod]
    public void The_file_in_the_documentation_is_read()
    {
        var text = File.ReadAllText(RepositoryFiles.Path("docs", "settings.md")).Split("```ini\n")[1].Split("```")[0];

        var file = SentryCliRc.Parse("file", text);

        Assert.IsEmpty(file.MalformedLines);
        Assert.AreEqual("https://sentry.example.com acme shop …", $"{file.Url} {file.Organization} {file.Projects} {file.Token}");
    }

    [TestMethod]
    public void Other_sections_and_keys_are_ignored()
    {
        var file = SentryCliRc.Parse("file", "[http]\nurl=x\ntoken=x\n[log]\nlevel=debug\n[defaults]\ntoken=x\npipeline=x");

        Assert.IsNull(file.Url);
        Assert.IsNull(file.Token);
        Assert.IsEmpty(file.MalformedLines);
    }

    [TestMethod]
    [DataRow("[auth]\ntoken=t", true)]
    [DataRow("[defaults]\nurl=u", true)]
    [DataRow("[defaults]\norg=o", true)]
    [DataRow("[defaults]\nproject=p", true)]
    [DataRow("[defaults]\npipeline=x\n[log]\nlevel=debug", false)]
    public void Whether_it_has_settings_of_the_packages(string text, bool expected) =>
        Assert.AreEqual(expected, SentryCliRc.Parse("file", text).HasSettings);

    [TestMethod]
    [DataRow(10, "1, 2, 3, 4, 5, 6, 7, 8, 9, 10. Expected")]
    [DataRow(11, "1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 1 more. Expected")]
    public void The_first_ten_malformed_lines_are_named(int lines, string named)
    {
        using var folder = new TemporaryFolder();
        var diagnostics = new List<Diagnostic>();

        SentryCliRc.Read(folder.Write(".sentryclirc", string.Concat(Enumerable.Repeat("malformed\n", lines))), diagnostics.Add);

        Assert.Contains($"has lines that are ignored: {named}", diagnostics.Single().Message);
    }

    [TestMethod]
    public void Malformed_lines_are_counted_and_the_rest_is_used()
    {
        var file = SentryCliRc.Parse("file", "org=outside\n[defaults\n[defaults]\nurl https://sentry.io\n=x\njust text\norg=o\n[=x");

        Assert.AreEqual("1 2 4 5 6 8", string.Join(' ', file.MalformedLines));
        Assert.AreEqual("o", file.Organization);
    }
}
