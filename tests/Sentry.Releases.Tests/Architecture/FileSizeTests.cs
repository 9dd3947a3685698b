using System.Globalization;

namespace Sentry.Releases.Tests.Architecture;

/// <summary>A file is read from top to bottom without turning pages, and on one screen beside another.</summary>
[TestClass]
public sealed class FileSizeTests
{
    private const int MaxLines = 250;

    [TestMethod]
    public void No_file_has_more_than_250_lines()
    {
        var files = Files("src").Concat(Files("tests")).Concat(Files("build")).ToList();

        Assert.IsNotEmpty(files);
        Assert.IsEmpty(files.Where(file => file.Lines.Length > MaxLines).Select(file => file.Path));
    }

    [TestMethod]
    public void No_line_of_the_package_is_longer_than_the_editor_is_told()
    {
        const string Setting = "max_line_length = ";
        var setting = File.ReadLines(RepositoryFiles.Path(".editorconfig")).Single(line => line.StartsWith(Setting, StringComparison.Ordinal));
        var maximum = int.Parse(setting[Setting.Length..], CultureInfo.InvariantCulture);

        var tooLong =
            from file in Files("src").Concat(Files("build"))
            where file.Path.EndsWith(".cs", StringComparison.Ordinal)
            from line in file.Lines
            where line.Length > maximum
            select $"{file.Path}: {line}";

        Assert.IsEmpty(tooLong);
    }

    private static IEnumerable<(string Path, string[] Lines)> Files(string folder) =>
        from path in Directory.EnumerateFiles(RepositoryFiles.Path(folder), "*", SearchOption.AllDirectories)
        where Path.GetExtension(path) is ".cs" or ".targets" or ".props" or ".proj"
        where !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj")
        select (path, File.ReadAllLines(path));
}
