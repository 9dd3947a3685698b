using System.IO.Compression;
using System.Xml.Linq;
using Sentry.Releases.MSBuild.Tests.Infrastructure;

namespace Sentry.Releases.MSBuild.Tests;

[TestClass]
public sealed class PackageContentTests
{
    [TestMethod]
    public void The_package_holds_targets_tasks_and_readme_and_nothing_else()
    {
        using var package = ZipFile.OpenRead(Package.NupkgPath);
        var files = package.Entries.Select(entry => entry.FullName)
            .Where(name => !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal))
            .Where(name => !name.StartsWith("tasks/net8.0/runtimes/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

        CollectionAssert.AreEqual(
            new[]
            {
                "LICENSE", "README.md", "Sentry.Releases.MSBuild.nuspec", "[Content_Types].xml",
                "build/Sentry.Releases.Embedding.targets", "build/Sentry.Releases.Hooks.targets", "build/Sentry.Releases.Lists.targets",
                "build/Sentry.Releases.MSBuild.targets", "build/Sentry.Releases.Takeover.targets", "build/Sentry.Releases.Tasks.targets",
                "buildMultiTargeting/Sentry.Releases.Lists.targets", "buildMultiTargeting/Sentry.Releases.MSBuild.targets",
                "tasks/net8.0/LibGit2Sharp.dll", "tasks/net8.0/Polly.Core.dll", "tasks/net8.0/Sentry.Releases.MSBuild.deps.json",
                "tasks/net8.0/Sentry.Releases.MSBuild.dll", "tasks/net8.0/Sentry.Releases.dll",
            },
            files.ToArray());
    }

    [TestMethod]
    public void It_is_a_development_dependency_without_dependencies()
    {
        using var package = ZipFile.OpenRead(Package.NupkgPath);
        using var stream = package.GetEntry("Sentry.Releases.MSBuild.nuspec")!.Open();
        var metadata = XDocument.Load(stream).Root!.Elements().Single();
        var elements = metadata.Elements().ToLookup(element => element.Name.LocalName, element => element.Value);

        Assert.AreEqual("true", elements["developmentDependency"].Single());
        Assert.AreEqual("MIT", elements["license"].Single());
        Assert.AreEqual("README.md", elements["readme"].Single());
        Assert.IsFalse(elements["dependencies"].Any());
    }

    [TestMethod]
    public void No_file_holds_a_path_of_the_machine_that_built_it()
    {
        using var package = ZipFile.OpenRead(Package.NupkgPath);
        foreach (var entry in package.Entries.Where(entry => entry.Name.EndsWith(".targets", StringComparison.Ordinal) || entry.Name.EndsWith(".json", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(entry.Open());
            Assert.DoesNotContain(Package.RepositoryRoot.TrimEnd('/', '\\'), reader.ReadToEnd(), entry.FullName);
        }
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
}
