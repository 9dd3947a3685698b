using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Sentry.Releases.MSBuild.Tests.Infrastructure;

namespace Sentry.Releases.MSBuild.Tests;

[TestClass]
public sealed class PackageContentTests
{
    private static readonly string[] Documents = [.. Directory.EnumerateFiles(Path.Combine(Package.RepositoryRoot, "docs"))
        .Select(file => $"docs/{Path.GetFileName(file)}").Order(StringComparer.Ordinal)];

    private static readonly string[] TaskFiles =
        ["LibGit2Sharp.dll", "Sentry.Releases.MSBuild.deps.json", "Sentry.Releases.MSBuild.dll", "Sentry.Releases.dll"];

    [TestMethod]
    public void The_package_holds_targets_tasks_and_documents_and_nothing_else()
    {
        using var package = ZipFile.OpenRead(Package.NupkgPath);
        var files = package.Entries.Select(entry => entry.FullName)
            .Where(name => !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal))
            .Where(name => !name.StartsWith("tasks/runtimes/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).ToArray();

        var taskFolders = files.Where(name => name.EndsWith(".deps.json", StringComparison.Ordinal)).Select(name => Path.GetDirectoryName(name)!);
        string[] expected =
        [
            "CHANGELOG.md", "LICENSE", "README.md", "Sentry.Releases.MSBuild.nuspec", "[Content_Types].xml",
            "build/Sentry.Releases.MSBuild.Apart.proj", "build/Sentry.Releases.MSBuild.Apart.targets",
            "build/Sentry.Releases.MSBuild.Common.targets", "build/Sentry.Releases.MSBuild.Sdk.targets",
            "build/Sentry.Releases.MSBuild.Settings.targets", "build/Sentry.Releases.MSBuild.targets",
            "buildMultiTargeting/Sentry.Releases.MSBuild.targets",
            .. Documents, "icon.png",
            "licenses/LibGit2Sharp/LICENSE.md", "licenses/libgit2/libgit2.license.txt", "sbom.cdx.json",
            .. taskFolders.SelectMany(folder => TaskFiles.Select(file => $"{folder}/{file}")),
        ];
        CollectionAssert.AreEqual(expected, files);
    }

    [TestMethod]
    public void Its_page_says_what_it_is_where_it_comes_from_and_how_it_may_be_used()
    {
        using var package = ZipFile.OpenRead(Package.NupkgPath);
        var metadata = XDocument.Parse(Text(package, "Sentry.Releases.MSBuild.nuspec")).Root!.Elements().Single();
        var elements = metadata.Elements().ToLookup(element => element.Name.LocalName, element => element.Value);

        Assert.AreEqual("Sentry.Releases.MSBuild", elements["id"].Single());
        Assert.AreEqual("true", elements["developmentDependency"].Single());
        Assert.AreEqual("MIT", elements["license"].Single());
        Assert.AreEqual("README.md", elements["readme"].Single());
        Assert.AreEqual("icon.png", elements["icon"].Single());
        Assert.StartsWith("CHANGELOG.md ", elements["releaseNotes"].Single());
        Assert.StartsWith("Creates a Sentry release when you publish: ", elements["description"].Single());
        CollectionAssert.IsSubsetOf(new[] { "sentry", "release", "msbuild" }, elements["tags"].Single().Split(' '));
        Assert.IsFalse(elements["dependencies"].Any(), "it would reach those who refer to the consumer");
        var repository = metadata.Elements().Single(element => element.Name.LocalName == "repository");
        Assert.AreEqual("git", repository.Attribute("type")!.Value);
        Assert.MatchesRegex("^[0-9a-f]{40}$", repository.Attribute("commit")!.Value);
    }

    [TestMethod]
    public void Its_icon_is_a_picture_of_128_pixels()
    {
        using var package = ZipFile.OpenRead(Package.NupkgPath);
        var icon = Bytes(package.GetEntry("icon.png")!);

        Assert.AreEqual("PNG", Encoding.ASCII.GetString(icon, 1, 3));
        Assert.AreEqual(128, BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(16)));
        Assert.AreEqual(128, BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(20)));
    }

    [TestMethod]
    public void Every_link_of_its_documents_leads_to_a_file_in_it_or_to_a_section()
    {
        var count = 0;
        using var package = ZipFile.OpenRead(Package.NupkgPath);
        foreach (var document in Documents.Where(file => file.EndsWith(".md", StringComparison.Ordinal)).Append("README.md"))
        {
            var links = Regex.Matches(Text(package, document), @"\]\(([^)]+)\)").Select(match => match.Groups[1].Value).ToList();
            count += links.Count;
            foreach (var link in links.Where(link => !link.StartsWith("https://", StringComparison.Ordinal)))
                AssertLeadsSomewhere(package, document, link);
        }

        Assert.AreNotEqual(0, count);
    }

    [TestMethod]
    public async Task Nothing_of_it_reaches_the_consumer()
    {
        var project = TestProject.Create(sentry: null);

        (await project.PublishAsync()).Succeeded();

        var published = Directory.GetFiles(Path.Combine(project.Directory, "bin", "Release", "net10.0", "publish")).Select(Path.GetFileName);
        CollectionAssert.AreEquivalent(new[] { "app.dll", "app.pdb", "app.deps.json", "app.runtimeconfig.json" }, published.ToArray());
        var dependencies = File.ReadAllText(Path.Combine(project.Directory, "bin", "Release", "net10.0", "app.deps.json"));
        Assert.DoesNotContain("Sentry", dependencies);
    }

    private static void AssertLeadsSomewhere(ZipArchive package, string document, string link)
    {
        var (path, section) = link.Split('#') is [var file, var anchor] ? (file, anchor) : (link, null);
        var target = path.Length == 0 ? document : new Uri(new Uri($"file:///{document}"), path).AbsolutePath[1..];
        Assert.IsNotNull(package.GetEntry(target), $"{document}: {link}");
        if (section is null)
            return;

        var text = Text(package, target);
        var anchors = Regex.Matches(text, "^#+ (.*)$", RegexOptions.Multiline).Select(heading => Anchor(heading.Groups[1].Value))
            .Concat(Regex.Matches(text, "<a id=\"(.*?)\">").Select(match => match.Groups[1].Value));
        Assert.Contains(section, anchors, $"{document}: {link}");
    }

    /// <summary>What the sites that show Markdown make of a heading.</summary>
    private static string Anchor(string heading) =>
        Regex.Replace(heading.ToLowerInvariant(), @"[^\w\- ]", "").Replace(' ', '-');

    private static string Text(ZipArchive package, string name) => Encoding.UTF8.GetString(Bytes(package.GetEntry(name)!)).TrimStart('\uFEFF');

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var content = new MemoryStream();
        using (var stream = entry.Open())
            stream.CopyTo(content);

        return content.ToArray();
    }
}
