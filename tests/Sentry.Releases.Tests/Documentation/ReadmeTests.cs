using System.Reflection;
using System.Text.RegularExpressions;
using Sentry.Releases.Diagnostics;

namespace Sentry.Releases.Tests.Documentation;

/// <summary>What is written down beside the code is what the code says.</summary>
[TestClass]
public sealed class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(RepositoryFiles.Path("README.md"));

    [TestMethod]
    public void What_is_generated_is_up_to_date()
    {
        foreach (var (path, actual, expected) in GeneratedFiles.Read(RepositoryFiles.Path()))
            Assert.AreEqual(expected, actual, $"{path} is out of date: run dotnet run build/generate.cs.");
    }

    [TestMethod]
    public void The_table_of_codes_lists_each_in_order() =>
        CollectionAssert.AreEqual(Constants(typeof(DiagnosticCodes)), FirstCells("^\\| <a id=\"srm\\d{4}\"></a>(SRM\\d{4}) \\|"));

    [TestMethod]
    public void Every_row_of_a_code_has_the_anchor_that_help_links_point_to()
    {
        foreach (var code in Constants(typeof(DiagnosticCodes)))
            Assert.Contains($"<a id=\"{code.ToLowerInvariant()}\"></a>{code}", Readme);
    }

    [TestMethod]
    public void No_file_of_MSBuild_spells_a_variable_that_holds_a_secret()
    {
        var files = Directory.GetFiles(RepositoryFiles.Path("src"), "*.targets", SearchOption.AllDirectories)
            .Concat(Directory.GetFiles(RepositoryFiles.Path("src"), "*.props", SearchOption.AllDirectories));
        foreach (var file in files)
            Assert.DoesNotContain("$(SENTRY_", File.ReadAllText(file), file);
    }

    private static string[] FirstCells(string row) =>
        [.. Regex.Matches(Readme, row, RegexOptions.Multiline).Select(match => match.Groups[1].Value)];

    private static string[] Constants(Type type) =>
        [.. type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!)];
}
