using System.Text.RegularExpressions;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.MSBuild.Tasks;

namespace Sentry.Releases.Tests.Architecture;

/// <summary>The borders of the design: who may name what, and which way dependencies go.</summary>
[TestClass]
public sealed partial class BordersTests
{
    private const string Root = "Sentry.Releases";

    private static readonly IReadOnlyList<Use> Uses = AssemblyUses.Of(typeof(Diagnostic).Assembly.Location);

    /// <summary>The layers from the top. A folder may use those below its own line, and none beside it.</summary>
    private static readonly string[][] Layers =
    [
        ["Listing"],
        ["Publishing"],
        ["Settings"],
        ["SentryApi", "Git", "Naming"],
        ["Diagnostics"],
    ];

    private static readonly Dictionary<string, int> Layer =
        Layers.SelectMany((names, depth) => names.Select(name => (name, depth))).ToDictionary(pair => pair.name, pair => pair.depth);

    [TestMethod]
    public void Dependencies_go_one_way()
    {
        var ownUses = Uses.Where(use => IsOwn(use.Namespace) && IsOwn(use.Type)).ToList();
        Assert.IsNotEmpty(ownUses);
        AssertNone(ownUses.Where(use => Folder(use.Type) != Folder(use.Namespace) && Layer[Folder(use.Type)] <= Layer[Folder(use.Namespace)]));
    }

    [TestMethod]
    [DataRow("SentryApi")]
    [DataRow("Git")]
    [DataRow("Naming")]
    [DataRow("Diagnostics")]
    public void Nothing_below_Settings_spells_a_property_or_a_variable(string folder)
    {
        var files = Directory.GetFiles(RepositoryFiles.Path("src", "Sentry.Releases", folder), "*.cs", SearchOption.AllDirectories);
        Assert.IsNotEmpty(files);
        foreach (var file in files)
            Assert.DoesNotMatchRegex(SettingName(), File.ReadAllText(file), file);
    }

    [TestMethod]
    public void The_library_knows_nothing_of_MSBuild() =>
        AssertNone(Uses.Where(use => use.Type.StartsWith("Microsoft.Build", StringComparison.Ordinal)));

    [TestMethod]
    public void Only_Git_names_LibGit2Sharp_or_starts_a_program() =>
        AssertOnlyIn("Git", use => use.Type.StartsWith("LibGit2Sharp", StringComparison.Ordinal) || use.Type == "System.Diagnostics.Process");

    [TestMethod]
    public void Only_SentryApi_names_HttpClient() =>
        AssertOnlyIn("SentryApi", use => use.Type.StartsWith("System.Net.Http.", StringComparison.Ordinal));

    [TestMethod]
    public void Only_Settings_reads_the_environment() =>
        AssertOnlyIn("Settings", use => use.Type == "System.Environment" && use.Member.Contains("EnvironmentVariable", StringComparison.Ordinal));

    [TestMethod]
    public void Only_Settings_and_the_Authorization_header_see_the_token()
    {
        var readers = Uses.Where(use => use is { Type: "Sentry.Releases.SentryApi.AuthToken", Member: "get_Value" }).Select(use => Folder(use.Namespace));
        CollectionAssert.AreEquivalent(new[] { "SentryApi" }, readers.Distinct().ToArray());
        var source = Directory.GetFiles(RepositoryFiles.Path("src", "Sentry.Releases", "SentryApi"), "*.cs")
            .Where(file => File.ReadAllText(file).Contains("oken.Value", StringComparison.Ordinal));
        CollectionAssert.AreEqual(new[] { "AuthToken.cs", "SentryClient.Sending.cs" }, source.Select(Path.GetFileName).Order(StringComparer.Ordinal).ToArray());
    }

    [TestMethod]
    public void Only_the_tasks_are_public()
    {
        Assert.IsEmpty(typeof(Diagnostic).Assembly.GetExportedTypes());
        foreach (var type in typeof(SentryTask).Assembly.GetExportedTypes())
            Assert.IsTrue(type.IsAssignableTo(typeof(Microsoft.Build.Utilities.Task)), type.FullName);
    }

    private static void AssertOnlyIn(string folder, Func<Use, bool> named)
    {
        var all = Uses.Where(named).ToList();
        Assert.IsNotEmpty(all, "Nothing uses it any more: the rule is out of date.");
        AssertNone(all.Where(use => Folder(use.Namespace) != folder));
    }

    private static void AssertNone(IEnumerable<Use> uses) => Assert.AreEqual("", string.Join('\n', uses));

    private static bool IsOwn(string name) => name == Root || name.StartsWith(Root + ".", StringComparison.Ordinal);

    /// <returns>The folder of a namespace or type: its first part after the root that is a folder's name.</returns>
    private static string Folder(string name) => name.Split('.').Skip(2).FirstOrDefault(Layer.ContainsKey) ?? "";

    [GeneratedRegex(@"SentryRelease[A-Z]|\bSentry(Org|Project|Url)\b|SENTRY_[A-Z]")]
    private static partial Regex SettingName();
}
