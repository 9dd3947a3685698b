using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Sentry.Releases.Diagnostics;

namespace Sentry.Releases.Tests.Documentation;

/// <summary>What is written down beside the code is what the code says.</summary>
[TestClass]
public sealed class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(RepositoryFiles.Path("README.md"));

    [TestMethod]
    public void The_table_of_properties_lists_each_in_order() =>
        CollectionAssert.AreEqual(PropertyNames.All.ToArray(), FirstCells("^\\| `(Sentry\\w+)` \\|"));

    [TestMethod]
    public void All_lists_every_property_name() =>
        CollectionAssert.AreEquivalent(Constants(typeof(PropertyNames)), PropertyNames.All.ToArray());

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
    public void The_targets_hand_over_every_property()
    {
        var targets = XDocument.Load(RepositoryFiles.Path("src", "Sentry.Releases.MSBuild", "build", "Sentry.Releases.Tasks.targets"));
        var handedOver = targets.Descendants("_SentryReleaseSettings").Where(item => item.Attribute("Include") is not null)
            .SelectMany(item => item.Attributes()).Where(attribute => attribute.Name.LocalName != "Include").ToList();

        CollectionAssert.AreEquivalent(PropertyNames.All.ToArray(), handedOver.Select(attribute => attribute.Name.LocalName).ToArray());
        foreach (var attribute in handedOver)
            Assert.AreEqual($"$({attribute.Name.LocalName})", attribute.Value);
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
