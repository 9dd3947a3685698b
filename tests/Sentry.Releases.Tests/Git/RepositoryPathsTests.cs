using Sentry.Releases.Git;
using Sentry.Releases.Tests.Settings;

namespace Sentry.Releases.Tests.Git;

/// <summary>Files and folders of a working tree, as git names them.</summary>
[TestClass]
public sealed class RepositoryPathsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public RepositoryPathsTests() => _folder.CreateDirectory("shop/.git");

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Without_a_repository_there_are_none() => Assert.IsNull(RepositoryPaths.Find(_folder.Root));

    [TestMethod]
    public void They_are_found_from_any_folder_of_it()
    {
        var paths = RepositoryPaths.Find(_folder.CreateDirectory("shop/src/web"))!;

        Assert.AreEqual(_folder.PathOf("shop"), paths.Root);
        Assert.IsTrue(paths.Contains(_folder.PathOf("shop")));
        Assert.IsTrue(paths.Contains(_folder.PathOf("shop/..x")));
        Assert.IsFalse(paths.Contains(_folder.PathOf("shop2/a.cs")));
        Assert.IsFalse(paths.Contains(_folder.Root));
    }

    [TestMethod]
    [DataRow("a.cs b.cs", "", "a.cs b.cs")]
    [DataRow("src/gone.cs", "", "src/gone.cs", DisplayName = "A file that is not there")]
    [DataRow("b/a.cs b/c/d.cs bc.cs", "b", "b bc.cs", DisplayName = "Below a folder that was added")]
    [DataRow("", "b/c b bc B", "B b bc", DisplayName = "Spelled as they were given, since git tells case apart")]
    [DataRow("../a.cs ../shop2/a.cs", "..", "", DisplayName = "Outside")]
    [DataRow("a.cs", "src .", ".", DisplayName = "The whole repository")]
    [DataRow("ü/漢字.cs", "", "ü/漢字.cs")]
    public void None_lies_below_another(string files, string folders, string expected) => Assert.AreEqual(expected, List(files, folders));

    [TestMethod]
    [DataRow("obj/a.cs src/a.cs objects/a.cs", "", "obj", "objects/a.cs src/a.cs")]
    [DataRow("obj/a/b/c.cs", "", "obj", "")]
    [DataRow("artifacts/a.cs", "artifacts/src", "artifacts", "artifacts/a.cs artifacts/src", DisplayName = "Not what holds a folder that was added")]
    [DataRow("src/a.cs", "src", "src", "src")]
    public void Generated_files_are_left_out(string files, string folders, string excluded, string expected) =>
        Assert.AreEqual(expected, List(files, folders, excluded));

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void What_a_link_leads_to_counts_with_the_link()
    {
        _folder.Write("shop/real/a.cs", "");
        _folder.Write("elsewhere/b.cs", "");
        File.CreateSymbolicLink(_folder.PathOf("shop/linked"), "real");
        File.CreateSymbolicLink(_folder.PathOf("shop/twice"), _folder.PathOf("shop/linked"));
        File.CreateSymbolicLink(_folder.PathOf("shop/outside"), _folder.PathOf("elsewhere"));
        File.CreateSymbolicLink(_folder.PathOf("shop/circle"), "circle");

        Assert.AreEqual("linked/a.cs real/a.cs", List("linked/a.cs", ""));
        Assert.AreEqual("real twice", List("", "twice"));
        Assert.AreEqual("outside/b.cs", List("outside/b.cs", ""));
        Assert.AreEqual("circle/a.cs", List("circle/a.cs", ""));
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void A_repository_behind_a_link_is_the_same_one()
    {
        File.CreateSymbolicLink(_folder.PathOf("link"), _folder.PathOf("shop"));
        var paths = RepositoryPaths.Find(_folder.PathOf("link"))!;

        paths.AddFile(_folder.PathOf("link/a.cs"));
        paths.AddFile(_folder.PathOf("shop/b.cs"));

        Assert.AreEqual("a.cs b.cs", string.Join(' ', paths.ToList()));
    }

    [TestMethod]
    public void What_lies_in_a_submodule_counts_as_the_submodule()
    {
        _folder.Write("shop/libs/core/.git", "gitdir: ../../.git/modules/core");

        Assert.AreEqual("libs/core libs/other/a.cs", List("libs/core/src/a.cs libs/other/a.cs", "libs/core/src"));
    }

    private string List(string files, string folders, string excluded = "")
    {
        var paths = RepositoryPaths.Find(_folder.PathOf("shop"))!;
        foreach (var file in Split(files))
            paths.AddFile(file);
        foreach (var folder in Split(folders))
            paths.AddFolder(folder);
        foreach (var folder in Split(excluded))
            paths.Exclude(folder);
        return string.Join(' ', paths.ToList());
    }

    private IEnumerable<string> Split(string paths) =>
        paths.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(path => _folder.PathOf($"shop/{path}"));
}
