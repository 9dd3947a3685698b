using System.Text.RegularExpressions;
using Sentry.Releases.Diagnostics;

namespace Sentry.Releases.Tests.Documentation;

/// <summary>Every row of the tables of faults and of ways to publish is backed by a test.</summary>
[TestClass]
public sealed partial class FaultTableTests
{
    private static readonly string[] Rows = [.. RowsOf("faults.md"), .. RowsOf("publishing.md")];

    [TestMethod]
    public void Every_row_names_a_test_that_is_there()
    {
        var tests = typeof(FaultTableTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods().Where(method => method.IsDefined(typeof(TestMethodAttribute), inherit: true)))
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}")
            .Concat(TestsOfThePackage())
            .ToHashSet();

        Assert.IsNotEmpty(Rows);
        foreach (var row in Rows)
            Assert.Contains(Test().Match(row).Groups[1].Value, tests, row);
    }

    [TestMethod]
    public void Every_code_is_one_of_the_packages()
    {
        var codes = typeof(DiagnosticCodes).GetFields().Select(field => (string)field.GetRawConstantValue()!).ToHashSet();

        foreach (var code in Code().Matches(string.Concat(Rows)).Select(match => match.Value))
            Assert.Contains(code, codes);
    }

    /// <summary>The rows of the tables that have a column of tests.</summary>
    private static IEnumerable<string> RowsOf(string document) => File.ReadAllText(RepositoryFiles.Path("docs", document)).Split("\n\n")
        .Select(block => block.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        .Where(lines => lines is [var heading, ..] && (heading.EndsWith("| test |", StringComparison.Ordinal) || heading.EndsWith("| shown by |", StringComparison.Ordinal)))
        .SelectMany(lines => lines.Skip(2));

    /// <summary>They see the package as its users do and cannot be loaded here, so their source is read.</summary>
    private static IEnumerable<string> TestsOfThePackage() =>
        from file in Directory.EnumerateFiles(RepositoryFiles.Path("tests", "Sentry.Releases.MSBuild.Tests"), "*Tests.cs", SearchOption.AllDirectories)
        from test in PackageTest().Matches(File.ReadAllText(file))
        select $"{Path.GetFileNameWithoutExtension(file)}.{test.Groups[1].Value}";

    [GeneratedRegex(@"\[TestMethod\]\s+(?:\[.*\]\s+)*public (?:async )?(?:Task|void) (\w+)\(")]
    private static partial Regex PackageTest();

    [GeneratedRegex(@"\| `(\w+\.\w+)` \|$")]
    private static partial Regex Test();

    [GeneratedRegex(@"SRM\d{4}")]
    private static partial Regex Code();
}
