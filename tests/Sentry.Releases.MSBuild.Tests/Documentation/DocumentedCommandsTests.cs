using System.Text.RegularExpressions;
using Sentry.Releases.MSBuild.Tests.Infrastructure;

namespace Sentry.Releases.MSBuild.Tests.Documentation;

/// <summary>Nothing is given to copy that nothing runs.</summary>
[TestClass]
public sealed partial class DocumentedCommandsTests
{
    private static readonly Document[] Documents =
    [
        new("README.md"), new("CONTRIBUTING.md"),
        .. Directory.GetFiles(Path.Combine(Package.RepositoryRoot, "docs"), "*.md")
            .Select(file => new Document("docs", Path.GetFileName(file))),
    ];

    private const string Ci = ".ci/run";
    private static readonly string CiScript = File.ReadAllText(Path.Combine(Package.RepositoryRoot, Ci));

    /// <summary>What runs a block: a test, or the script of CI, which then has the command.</summary>
    private static readonly Dictionary<string, string> Blocks = new()
    {
        ["Created Sentry release shop@1.1.0+f90cccc2…"] = "PublishTests.Publishing_creates_the_release_with_its_commits_in_one_request",
        ["dotnet add package"] = "QuickStartTests.The_first_release_is_there_by_the_README_alone",
        ["<PropertyGroup>\n  <SentryOrg>"] = "QuickStartTests.The_first_release_is_there_by_the_README_alone",
        ["- uses: actions/checkout"] = "QuickStartTests.The_first_release_is_there_by_the_README_alone",
        ["dotnet publish -p:SentryReleaseDryRun=true"] = "QuickStartTests.The_first_release_is_there_by_the_README_alone",
        ["dotnet msbuild -t:ListSentryReleases"] = "QuickStartTests.The_first_release_is_there_by_the_README_alone",
        ["{\n  \"version\": "] = "QuickStartTests.The_first_release_is_there_by_the_README_alone",
        ["dotnet run build/demo.cs"] = Ci,
        ["[defaults]\nurl = "] = "SentryCliRcTests.The_file_in_the_documentation_is_read",
        ["dotnet run --project tests/Sentry.StandIn"] = "StandInCommandTests.It_says_how_to_reach_it_and_shows_its_page",
        ["git rev-list HEAD --not "] = "RandomGraphTests.The_git_program_reader_agrees_with_git",
        ["dotnet test"] = Ci,
        ["Diagnostics  <-  History"] = "BordersTests.Dependencies_go_one_way",
        ["src/Sentry.Releases/  "] = "DocumentedCommandsTests.Every_folder_that_is_spoken_of_is_there",
    };

    /// <summary>Commands in running text and in tables, by how they begin.</summary>
    private static readonly Dictionary<string, string> Commands = new()
    {
        ["dotnet test"] = Ci,
        ["dotnet run build/demo.cs"] = Ci,
        ["dotnet run build/generate.cs"] = "GeneratedFilesTests.What_is_generated_is_up_to_date",
        ["dotnet format"] = Ci,
        ["bash .ci/run"] = Ci,
        ["apt-get install"] = Ci,
        ["git fetch --unshallow --tags"] = "HistoryContract.A_shallow_clone_without_the_previous_tag_says_how_to_get_it",
        ["dotnet pack src/Sentry.Releases.MSBuild -c Release"] = "ReleasedPackageTests.No_file_holds_a_path_of_the_machine_that_built_it",
        ["dotnet pack"] = "ToolTests.A_tool_is_released_when_it_is_asked_for",
        ["dotnet run --project tests/Sentry.StandIn"] = "StandInCommandTests.It_says_how_to_reach_it_and_shows_its_page",
        ["git config"] = "ReaderChoiceTests.A_repository_of_another_user_comes_with_the_line_to_run",
        ["dotnet run build/bench.cs"] = "BenchmarkTests.The_benchmark_compiles",
        ["dotnet run -c Release --project tests/Sentry.Releases.Benchmarks"] = "BenchmarkTests.The_parts_that_are_measured_are_listed",
        ["dotnet publish -t:PublishContainer"] = "ContainerTests.One_request_for_an_image_in_an_archive",
        ["dotnet publish -f"] = "MultiTargetTests.One_request_at_most",
        ["dotnet publish"] = "WaysToPublishTests.One_request",
        ["dotnet msbuild -t:Publish"] = "WaysToPublishTests.One_request",
        ["dotnet msbuild -t:CreateSentryRelease"] = "RecipesTests.A_release_is_deployed_to_one_environment_after_the_other",
        ["dotnet build -t:Publish"] = "WaysToPublishTests.One_request",
        ["dotnet build"] = "NothingReleasedTests.Restoring_building_running_and_cleaning_release_nothing",
    };

    [TestMethod]
    public void Every_block_is_run_by_something_that_is_there()
    {
        // Those of the recipes are held against their tests by RecipesTests.
        foreach (var snippet in Documents.Where(document => document.Name != "recipes.md").SelectMany(document => document.Snippets))
            AssertRun(Blocks, snippet.Text);
    }

    [TestMethod]
    public void Every_command_in_the_text_is_run_by_something_that_is_there()
    {
        foreach (var document in Documents)
        {
            foreach (var command in Command().Matches(document.Text).Select(match => match.Groups[1].Value.ReplaceLineEndings(" ")))
                AssertRun(Commands, command);
        }
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

    private static void AssertRun(Dictionary<string, string> runners, string text)
    {
        var known = runners.Keys.Where(start => text.StartsWith(start, StringComparison.Ordinal)).MaxBy(start => start.Length);
        Assert.IsNotNull(known, $"Nothing is known to run this: {text}");
        var runner = runners[known];
        if (runner == Ci)
            Assert.Contains(known, $"bash {Ci}\n{CiScript}", $"{Ci} does not run this: {text}");
        else
            Assert.IsTrue(IsTest(runner), $"{runner}, which is to run this, is no test: {text}");
    }

    private static bool IsTest(string name)
    {
        var (type, method) = (name.Split('.')[0], name.Split('.')[1]);
        var declaration = $@"\[TestMethod\]\s+(?:\[.*\]\s+)*public (?:async )?(?:Task|void) {method}\(";
        return Directory.EnumerateFiles(Path.Combine(Package.RepositoryRoot, "tests"), $"{type}*.cs", SearchOption.AllDirectories)
            .Any(file => Regex.IsMatch(File.ReadAllText(file), declaration));
    }

    [GeneratedRegex(@"`((?:dotnet|git|bash|apt-get|docker) [^`]*)`")]
    private static partial Regex Command();

    [GeneratedRegex(@"[ `]((?:src|tests|build|docs|\.ci)/[\w./]*)")]
    private static partial Regex Folder();
}
