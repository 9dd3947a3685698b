using System.Text;
using Sentry.Releases.Git;

namespace Sentry.Releases.Tests.Git;

/// <summary>Which changed files are meant by paths, however these are spelled; both readers are held to it by the history's contract.</summary>
[TestClass]
public sealed class PathFilterTests
{
    [TestMethod]
    [DataRow(@"src\web", "src/web/Program.cs", false, true)]
    [DataRow(@".\src\web\", "src/web/Program.cs", false, true)]
    [DataRow(@"src\lib\..\web", "src/web/Program.cs", false, true)]
    [DataRow("SRC/Web", "src/web/Program.cs", false, false)]
    [DataRow("SRC/Web", "src/web/Program.cs", true, true)]
    [DataRow("src/web/program.CS", "src/web/Program.cs", true, true)]
    [DataRow("src/Ü", "src/Ü/a.cs", true, true)]
    [DataRow("src/ü", "src/Ü/a.cs", true, false, DisplayName = "Git folds the case of ASCII only")]
    [DataRow("src/we", "src/web/Program.cs", true, false)]
    public void A_file_is_meant(string path, string file, bool ignoreCase, bool expected)
    {
        var filter = new PathFilter([path], Path.GetTempPath(), ignoreCase);

        Assert.AreEqual(expected, filter.Accepts([new ChangedFile(file, ChangeKind.Modified)]));
        Assert.AreEqual(ignoreCase, filter.PathSpec(filter.Paths[0]).Contains("icase", StringComparison.Ordinal));
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Windows)]
    [DataRow(@"D:\repo", @"D:\repo\src\web", "src/web")]
    [DataRow(@"D:\repo", @"d:\REPO\src\web", "src/web")]
    [DataRow(@"D:\repo", @"D:/repo/src/web/", "src/web")]
    [DataRow(@"\\server\share\repo", @"\\server\share\repo\src\web", "src/web")]
    [DataRow(@"\\?\D:\repo", @"\\?\D:\repo\src\web", "src/web")]
    [DataRow(@"D:\repo", @"D:\repo", ".")]
    public void An_absolute_path_of_Windows_is_taken_from_the_root(string root, string path, string expected) =>
        Assert.AreEqual(expected, new PathFilter([path], root, ignoreCase: true).Paths.Single());

    [TestMethod]
    public void Names_that_differ_in_case_are_one_folder_where_case_is_ignored()
    {
        var root = new PathFilter(["SRC/a", "src/b"], Path.GetTempPath(), ignoreCase: true).Root;

        var folder = root.Enter(Encoding.UTF8.GetBytes("Src"))!;

        Assert.IsTrue(folder.Enter("A"u8)!.IsPath);
        Assert.IsTrue(folder.Enter("B"u8)!.IsPath);
        Assert.IsNull(folder.Enter("c"u8));
    }
}
