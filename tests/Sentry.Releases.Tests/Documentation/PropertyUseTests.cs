using System.Text.RegularExpressions;
using Sentry.Releases.Settings;

namespace Sentry.Releases.Tests.Documentation;

[TestClass]
public sealed partial class PropertyUseTests
{
    /// <summary>Declared before what they switch on was built.</summary>
    private static readonly string[] Coming = ["SentryReleaseProjectPaths", "SentryReleaseStepSummary"];

    [TestMethod]
    public void Every_property_of_the_table_is_used_by_the_library_or_the_targets()
    {
        var code = Files("*.cs").Where(file => Path.GetFileName(file) is not ("Properties.cs" or "SettingHints.cs"));
        var targets = Files("*.targets").Where(file => !file.EndsWith("Settings.targets", StringComparison.Ordinal));
        var used = code.SelectMany(file => FieldName().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value)
            .Select(field => typeof(Properties).GetField(field)?.GetValue(null)?.ToString())
            .Concat(targets.SelectMany(file => PropertyName().Matches(File.ReadAllText(file))).Select(match => match.Value))
            .ToHashSet();

        CollectionAssert.IsSubsetOf(Properties.All.Select(property => property.Name).Except(Coming).ToArray(), used.ToArray());
    }

    private static string[] Files(string pattern) => Directory.GetFiles(RepositoryFiles.Path("src"), pattern, SearchOption.AllDirectories);

    [GeneratedRegex(@"Properties\.(\w+)")]
    private static partial Regex FieldName();

    [GeneratedRegex(@"(?<=\$\()Sentry\w+")]
    private static partial Regex PropertyName();
}
