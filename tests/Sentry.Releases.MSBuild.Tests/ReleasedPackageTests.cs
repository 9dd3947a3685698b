using System.IO.Compression;
using System.Reflection.PortableExecutable;
using System.Text;
using Sentry.Releases.MSBuild.Tests.Documentation;
using Sentry.Releases.MSBuild.Tests.Infrastructure;

namespace Sentry.Releases.MSBuild.Tests;

/// <summary>The package as it is packed to be released.</summary>
[TestClass]
public sealed class ReleasedPackageTests
{
    private const string Mapped = "/_/";

    [TestMethod]
    public async Task No_file_holds_a_path_of_the_machine_that_built_it()
    {
        using var package = ZipFile.OpenRead(await PackAsync());
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var folders = new[] { Package.RepositoryRoot.TrimEnd('/', '\\'), home, Package.Root }
            .Select(path => path + Path.DirectorySeparatorChar).ToList();
        var documents = 0;
        foreach (var entry in package.Entries)
        {
            using var content = new MemoryStream();
            using (var stream = entry.Open())
                stream.CopyTo(content);

            foreach (var folder in folders)
            {
                Assert.DoesNotContain(folder, Encoding.UTF8.GetString(content.ToArray()), entry.FullName);
                Assert.DoesNotContain(folder, Encoding.Unicode.GetString(content.ToArray()), entry.FullName);
            }

            if (entry.Name.StartsWith("Sentry.", StringComparison.Ordinal) && entry.Name.EndsWith(".dll", StringComparison.Ordinal))
                documents += AssertMapped(content);
        }

        Assert.IsGreaterThan(100, documents, "the symbols are not in the assemblies");
    }

    /// <summary>The symbols are compressed, so that no search finds what is in them.</summary>
    private static int AssertMapped(MemoryStream assembly)
    {
        assembly.Position = 0;
        using var image = new PEReader(assembly);
        var entry = image.ReadDebugDirectory().Single(entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
        using var provider = image.ReadEmbeddedPortablePdbDebugDirectoryData(entry);
        var symbols = provider.GetMetadataReader();
        var names = symbols.Documents.Select(document => symbols.GetString(symbols.GetDocument(document).Name)).ToList();
        foreach (var name in names)
            Assert.StartsWith(Mapped, name);

        return names.Count;
    }

    /// <summary>By the command that CONTRIBUTING.md has for a release, but into a folder of the tests.</summary>
    private static async Task<string> PackAsync()
    {
        var command = new Document("CONTRIBUTING.md").Match("`(dotnet pack [^`]*)`");
        var folder = Path.Combine(Package.Root, Guid.NewGuid().ToString("N"));
        (await Shell.RunAsync($"{command} --no-restore -o {folder} -p:RunAnalyzers=false", Package.RepositoryRoot)).Succeeded();
        return Directory.GetFiles(folder, "*.nupkg").Single();
    }
}
