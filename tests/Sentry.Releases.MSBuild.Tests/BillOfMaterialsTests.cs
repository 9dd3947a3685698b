using System.IO.Compression;
using System.Text.Json;
using Sentry.Releases.MSBuild.Tests.Infrastructure;

namespace Sentry.Releases.MSBuild.Tests;

/// <summary>The bill of materials is whole, and says of this commit and of nothing that changes from run to run.</summary>
[TestClass]
public sealed class BillOfMaterialsTests
{
    [TestMethod]
    public async Task It_is_of_this_package_and_this_commit()
    {
        using var package = ZipFile.OpenRead(Package.NupkgPath);
        var bill = Read(package, "sbom.cdx.json");

        Assert.AreEqual("CycloneDX 1.6 1", $"{bill.GetProperty("bomFormat")} {bill.GetProperty("specVersion")} {bill.GetProperty("version")}");
        var subject = bill.GetProperty("metadata").GetProperty("component");
        Assert.AreEqual($"library pkg:nuget/{Package.Id}@{Package.Version}", $"{subject.GetProperty("type")} {subject.GetProperty("purl")}");
        var time = bill.GetProperty("metadata").GetProperty("timestamp").GetDateTimeOffset();
        Assert.AreEqual(await GitAsync("show", "--no-patch", "--format=%ct", "HEAD"), Invariant($"{time.ToUnixTimeSeconds()}"));
        var number = bill.GetProperty("serialNumber").GetString()!;
        Assert.MatchesRegex("^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$", number);
        Assert.StartsWith((await GitAsync("rev-parse", "HEAD"))[..8], number["urn:uuid:".Length..]);
    }

    [TestMethod]
    public void It_lists_each_library_of_others_with_its_version_and_licence()
    {
        using var package = ZipFile.OpenRead(Package.NupkgPath);
        var components = Read(package, "sbom.cdx.json").GetProperty("components").EnumerateArray().ToList();

        var native = package.Entries.First(entry => entry.FullName.StartsWith("tasks/runtimes/", StringComparison.Ordinal)).Name;
        string[] expected = [.. Libraries(package), $"libgit2 {Path.GetFileNameWithoutExtension(native).Split('-')[1]}"];
        CollectionAssert.AreEquivalent(expected, components.Select(one => $"{one.GetProperty("name")} {one.GetProperty("version")}").ToArray());
        foreach (var component in components)
        {
            Assert.AreEqual("library", component.GetProperty("type").GetString());
            Assert.AreNotEqual("", component.GetProperty("licenses")[0].GetProperty("expression").GetString());
            Assert.StartsWith("pkg:", component.GetProperty("purl").GetString()!);
        }
    }

    [TestMethod]
    public void Every_file_of_others_is_of_a_library_in_it()
    {
        using var package = ZipFile.OpenRead(Package.NupkgPath);
        var targets = Dependencies(package).GetProperty("targets").EnumerateObject().Single().Value;
        var known = targets.EnumerateObject().SelectMany(library => new[] { "runtime", "runtimeTargets" }
                .Where(kind => library.Value.TryGetProperty(kind, out _))
                .SelectMany(kind => library.Value.GetProperty(kind).EnumerateObject().Select(file => Path.GetFileName(file.Name))))
            .ToHashSet();

        var packed = package.Entries.Where(entry => entry.FullName.StartsWith("tasks/", StringComparison.Ordinal))
            .Select(entry => entry.Name).Where(name => !name.StartsWith("Sentry.Releases", StringComparison.Ordinal)).Distinct().ToArray();

        Assert.IsNotEmpty(packed);
        CollectionAssert.IsSubsetOf(packed, known.ToArray());
    }

    private static IEnumerable<string> Libraries(ZipArchive package) =>
        Dependencies(package).GetProperty("libraries").EnumerateObject()
            .Where(library => library.Value.GetProperty("type").GetString() == "package")
            .Select(library => library.Name.Replace('/', ' '));

    private static JsonElement Dependencies(ZipArchive package) => Read(package, $"tasks/net8.0/{Package.Id}.deps.json");

    private static JsonElement Read(ZipArchive package, string name)
    {
        using var stream = package.GetEntry(name)!.Open();
        return JsonDocument.Parse(stream).RootElement;
    }

    private static async Task<string> GitAsync(params string[] arguments) =>
        (await Command.RunAsync("git", arguments, Package.RepositoryRoot)).Succeeded().Output.Trim();
}
