using Sentry.Releases.Diagnostics;

namespace Sentry.Releases.Tests.Architecture;

/// <summary>The borders of the design: who may name what, and which way dependencies go.</summary>
[TestClass]
public sealed class BordersTests
{
    private const string Root = "Sentry.Releases";

    private static readonly IReadOnlyList<Use> Uses = AssemblyUses.Of(typeof(Diagnostic).Assembly.Location);

    /// <summary>For each folder the folders that it may use; the root holds the names of properties and variables, which all use.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        [""] = [],
        ["Diagnostics"] = [""],
        ["Naming"] = ["", "Diagnostics"],
        ["History"] = ["", "Diagnostics"],
        ["Settings"] = ["", "Diagnostics", "History"],
        ["Api"] = ["", "Diagnostics", "Settings"],
        ["Listing"] = ["", "Diagnostics", "Naming", "Settings", "Api"],
        ["Creation"] = ["", "Diagnostics", "Naming", "History", "Settings", "Api"],
    };

    [TestMethod]
    public void Dependencies_go_one_way()
    {
        var ownUses = Uses.Where(use => IsOwn(use.Namespace) && IsOwn(use.Type)).ToList();
        Assert.IsNotEmpty(ownUses);
        AssertNone(ownUses.Where(use => Folder(use.Type) != Folder(use.Namespace) && !Allowed[Folder(use.Namespace)].Contains(Folder(use.Type))));
    }

    [TestMethod]
    public void The_library_knows_nothing_of_MSBuild() =>
        AssertNone(Uses.Where(use => use.Type.StartsWith("Microsoft.Build", StringComparison.Ordinal)));

    [TestMethod]
    public void Only_History_names_LibGit2Sharp_or_starts_a_program() =>
        AssertOnlyIn("History", use => use.Type.StartsWith("LibGit2Sharp", StringComparison.Ordinal) || use.Type == "System.Diagnostics.Process");

    [TestMethod]
    public void Only_Api_names_HttpClient() =>
        AssertOnlyIn("Api", use => use.Type.StartsWith("System.Net.Http.", StringComparison.Ordinal));

    [TestMethod]
    public void Only_Settings_reads_the_environment() =>
        AssertOnlyIn("Settings", use => use.Type == "System.Environment" && use.Member.Contains("EnvironmentVariable", StringComparison.Ordinal));

    [TestMethod]
    public void Only_Settings_and_the_Authorization_header_see_the_token()
    {
        var readers = Uses.Where(use => use is { Type: "Sentry.Releases.Settings.AuthToken", Member: "get_Value" }).Select(use => Folder(use.Namespace));
        CollectionAssert.AreEquivalent(new[] { "Api", "Settings" }, readers.Distinct().ToArray());
        var source = Directory.GetFiles(RepositoryFiles.Path("src", "Sentry.Releases", "Api"), "*.cs")
            .Where(file => File.ReadAllText(file).Contains("oken.Value", StringComparison.Ordinal));
        CollectionAssert.AreEqual(new[] { "AuthorizationHandler.cs" }, source.Select(Path.GetFileName).ToArray());
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
    private static string Folder(string name) => name.Split('.').Skip(2).FirstOrDefault(Allowed.ContainsKey) ?? "";
}
