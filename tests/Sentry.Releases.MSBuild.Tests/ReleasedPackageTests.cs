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

    private static readonly Lazy<Task<string>> Packed = new(() => PackAsync(Package.RepositoryRoot, "--no-restore"));

    [TestMethod]
    public async Task No_file_holds_a_path_of_the_machine_that_built_it()
    {
        using var package = ZipFile.OpenRead(await Packed.Value);
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

    [TestMethod]
    public async Task Packed_in_another_folder_it_is_the_same_to_the_byte()
    {
        var here = await Packed.Value;
        var elsewhere = await PackAsync(await CloneAsync(), "");

        if (File.ReadAllBytes(here).AsSpan().SequenceEqual(File.ReadAllBytes(elsewhere)))
            return;

        using var first = ZipFile.OpenRead(here);
        using var second = ZipFile.OpenRead(elsewhere);
        var other = second.Entries.ToDictionary(entry => entry.FullName, entry => entry.Crc32);
        Assert.Fail("They differ: " + string.Join(", ", first.Entries.Where(entry => other.GetValueOrDefault(entry.FullName) != entry.Crc32).Select(entry => entry.FullName)));
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
    private static async Task<string> PackAsync(string repository, string options)
    {
        var command = new Document("CONTRIBUTING.md").Match("`(dotnet pack [^`]*)`");
        var folder = Path.Combine(Package.Root, Guid.NewGuid().ToString("N"));
        (await Shell.RunAsync($"{command} {options} -o {folder} -p:RunAnalyzers=false", repository)).Succeeded();
        return Directory.GetFiles(folder, "*.nupkg").Single();
    }

    /// <summary>A clone with what is not committed yet, on no branch and beside another remote.</summary>
    private static async Task<string> CloneAsync()
    {
        var clone = Path.Combine(Package.Root, Guid.NewGuid().ToString("N"), "elsewhere");
        (await Shell.RunAsync($"""
            git clone --quiet . {clone}
            git ls-files --modified --others --exclude-standard -z | xargs -0 sh -c 'for file; do [ ! -f "$file" ] || cp --parents "$file" {clone}; done' copy
            git ls-files --deleted -z | (cd {clone}; xargs -0 rm -f)
            url=$(git remote get-url origin 2>/dev/null) || url=
            cd {clone}
            git checkout --quiet --detach
            if [ -n "$url" ]; then git remote set-url origin "$url"; else git remote remove origin; fi
            """, Package.RepositoryRoot)).Succeeded();
        return clone;
    }
}
