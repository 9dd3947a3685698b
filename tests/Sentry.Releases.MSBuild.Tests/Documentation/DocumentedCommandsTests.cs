using System.Text.RegularExpressions;
using Sentry.Releases.MSBuild.Tests.Hooks;
using Sentry.Releases.MSBuild.Tests.Infrastructure;
using Sentry.StandIn;

namespace Sentry.Releases.MSBuild.Tests.Documentation;

/// <summary>
/// Every command that the documents give to copy is run here, word for word; but for those that another test or CI runs, and those that
/// cannot be run in a test. Those of the recipes are run by <see cref="RecipesTests"/>.
/// </summary>
[TestClass]
public sealed partial class DocumentedCommandsTests
{
    private static readonly Document[] Documents =
    [
        new("README.md"), new("CONTRIBUTING.md"),
        .. Directory.GetFiles(Path.Combine(Package.RepositoryRoot, "docs"), "*.md").Order(StringComparer.Ordinal)
            .Select(file => new Document("docs", Path.GetFileName(file))),
    ];

    private static readonly string[] RunByCi = ["dotnet test", "dotnet format", "dotnet run build/demo.cs"];

    /// <summary>Beginnings of commands, and why they are not run here.</summary>
    private static readonly Dictionary<string, string> NotRun = new()
    {
        ["dotnet add package"] = $"{nameof(QuickStartTests)} runs it in a project without the package",
        ["dotnet run --project tests/Sentry.StandIn"] = $"it does not end: {nameof(StandInCommandTests)} starts and ends it",
        ["dotnet pack src/Sentry.Releases.MSBuild -c Release"] = $"{nameof(ReleasedPackageTests)} runs it",
        ["dotnet nuget push"] = "it would publish",
        ["dotnet test tests/"] = "it would run these tests",
        ["bash .ci/run"] = "it would run these tests",
        ["dotnet run build/bench.cs"] = $"it measures for minutes: {nameof(BenchmarkTests)} only compiles it",
        ["dotnet run build/elsewhere.cs"] = $"it takes minutes: {nameof(BenchmarkTests)} only compiles it",
        ["dotnet run -c Release --project tests/Sentry.Releases.Benchmarks"] = $"it measures for minutes: {nameof(BenchmarkTests)} only lists",
        ["dotnet run build/generate.cs"] = "it would write into this checkout: GeneratedFilesTests compares what it writes",
        ["dotnet publish app.cs"] = $"{nameof(FileBasedTests)} runs it where there is such a file",
        ["dotnet build-server shutdown"] = "it would end the processes of other builds on the machine",
        ["apt-get install"] = "it would change the machine",
        ["git config"] = "it names a line that a warning gives",
        ["git rev-list HEAD --not <"] = "it is a definition",
    };

    [TestMethod]
    public async Task Every_command_works()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        await using var registry = await ImageRegistry.StartAsync();
        var origin = TestProject.Create(sentry, $"""
            <ContainerBaseImage>{registry.BaseImage}</ContainerBaseImage>
            <ContainerArchiveOutputPath>image.tar.gz</ContainerArchiveOutputPath>
            """);
        await origin.InitializeGitAsync();
        var checkout = await Checkout.CloneAsync(origin, isWhole: false);

        var commands = Commands().Where(command => !IsRunElsewhere(command)).ToList();
        Assert.IsNotEmpty(commands);

        // What is listed without building was built and published before.
        (await checkout.RunAsync("dotnet build && dotnet publish", sentry.Token)).Succeeded();
        foreach (var command in commands)
        {
            var result = await checkout.RunAsync(command, sentry.Token);
            Assert.AreEqual(0, result.ExitCode, $"{command}\n{result.Output}");
        }
    }

    [TestMethod]
    public void What_is_left_to_CI_is_in_its_script()
    {
        var script = File.ReadAllLines(Path.Combine(Package.RepositoryRoot, ".ci", "run"));
        foreach (var command in RunByCi)
            Assert.IsTrue(script.Any(line => line.StartsWith(command, StringComparison.Ordinal)), command);
    }

    [TestMethod]
    public void No_reason_is_given_for_a_command_that_is_not_documented()
    {
        var commands = Commands().ToList();
        foreach (var start in NotRun.Keys.Concat(RunByCi))
            Assert.IsTrue(commands.Exists(command => command.StartsWith(start, StringComparison.Ordinal)), start);
    }

    [TestMethod]
    public void Every_folder_that_is_spoken_of_is_there()
    {
        foreach (var document in Documents)
        {
            foreach (var path in Folder().Matches(document.Text).Select(match => match.Groups[1].Value))
                Assert.IsTrue(Path.Exists(Path.Combine(Package.RepositoryRoot, path)), $"{document.Name}: {path}");
        }
    }

    /// <summary>In running text, in tables and in blocks, each once.</summary>
    private static IEnumerable<string> Commands() =>
        Documents.SelectMany(document => InText(document).Concat(InBlocks(document))).Distinct();

    private static IEnumerable<string> InText(Document document) =>
        Inline().Matches(document.Text).Select(match => match.Groups[1].Value.ReplaceLineEndings(" "));

    private static IEnumerable<string> InBlocks(Document document) => document.Name == "recipes.md"
        ? []
        : document.Snippets.SelectMany(snippet => snippet.Text.Split('\n')).Where(line => Command().IsMatch(line));

    private static bool IsRunElsewhere(string command) =>
        RunByCi.Contains(command) || NotRun.Keys.Any(start => command.StartsWith(start, StringComparison.Ordinal));

    [GeneratedRegex("^(?:dotnet|git|bash|apt-get|docker) ")]
    private static partial Regex Command();

    [GeneratedRegex("`((?:dotnet|git|bash|apt-get|docker) [^`]*)`")]
    private static partial Regex Inline();

    [GeneratedRegex(@"[ `]((?:src|tests|build|docs|\.ci)/[\w./]*)")]
    private static partial Regex Folder();
}
