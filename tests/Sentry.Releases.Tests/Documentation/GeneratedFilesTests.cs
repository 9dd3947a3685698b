using Sentry.Releases.Diagnostics;

namespace Sentry.Releases.Tests.Documentation;

/// <summary>What is written down beside the code is what the code says.</summary>
[TestClass]
public sealed class GeneratedFilesTests
{
    [TestMethod]
    public void What_is_generated_is_up_to_date()
    {
        foreach (var (path, actual, expected) in GeneratedFiles.Read(RepositoryFiles.Path()))
            Assert.AreEqual(expected, actual, $"{path} is out of date: run dotnet run build/generate.cs.");
    }

    [TestMethod]
    public void The_table_of_codes_lists_each_in_order() =>
        CollectionAssert.AreEqual(
            typeof(DiagnosticCodes).GetFields().Select(field => (string)field.GetRawConstantValue()!).ToArray(),
            CodeTable.Rows.Select(row => row.Code).ToArray());

    [TestMethod]
    public void The_table_of_metadata_has_none_that_is_gone() => Assert.IsEmpty(MetadataTable.Outdated());

    [TestMethod]
    public void No_file_of_MSBuild_spells_a_variable_that_holds_a_secret()
    {
        var files = Directory.GetFiles(RepositoryFiles.Path("src"), "*.targets", SearchOption.AllDirectories)
            .Concat(Directory.GetFiles(RepositoryFiles.Path("src"), "*.props", SearchOption.AllDirectories));
        foreach (var file in files)
            Assert.DoesNotContain("$(SENTRY_", File.ReadAllText(file), file);
    }
}
