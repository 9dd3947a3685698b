using Sentry.Releases.MSBuild.Tests.Infrastructure;
using YamlDotNet.RepresentationModel;

namespace Sentry.Releases.MSBuild.Tests.Documentation;

/// <summary>The workflows cannot run here; what they would run is what runs elsewhere.</summary>
[TestClass]
public sealed class WorkflowTests
{
    private const string VersionCheck = "test \"v$(";

    [TestMethod]
    public void A_release_runs_the_commands_of_CI_and_of_the_documents_in_order()
    {
        var steps = Steps(Read("release.yml"), "release").ToList();
        var known = File.ReadAllText(Path.Combine(Package.RepositoryRoot, ".ci", "run")) + new Document("CONTRIBUTING.md").Text;

        var commands = steps.Select(step => Text(step, "run")).OfType<string>().ToList();
        foreach (var command in commands.Where(command => !command.StartsWith(VersionCheck, StringComparison.Ordinal)))
            Assert.Contains(command.Split(" --source")[0], known);

        string[] order = ["dotnet test", "dotnet pack", "actions/attest", "NuGet/login", "dotnet nuget push"];
        var found = order.Select(start => steps.FindIndex(step => (Text(step, "run") ?? Text(step, "uses"))!.StartsWith(start, StringComparison.Ordinal))).ToList();
        CollectionAssert.AreEqual(found.Order().ToArray(), found.ToArray());
        Assert.DoesNotContain(-1, found);
    }

    [TestMethod]
    public void What_it_publishes_to_and_by_which_right_is_not_in_it()
    {
        var job = Job(Read("release.yml"), "release");
        var push = Steps(Read("release.yml"), "release").Last();

        Assert.AreEqual("${{ vars.PUSH_SOURCE }}", Text((YamlMappingNode)push["env"], "PUSH_SOURCE"));
        Assert.AreEqual("${{ steps.login.outputs.NUGET_API_KEY }}", Text((YamlMappingNode)push["env"], "PUSH_KEY"));
        Assert.AreEqual("write", Text((YamlMappingNode)job["permissions"], "id-token"));
        Assert.AreEqual("write", Text((YamlMappingNode)job["permissions"], "attestations"));
        var text = File.ReadAllText(PathOf("release.yml"));
        Assert.DoesNotContain("secrets.", text);
        Assert.DoesNotContain("://", text);
    }

    [TestMethod]
    [DataRow("v{0}", 0)]
    [DataRow("v0.0.1", 1)]
    public async Task It_stops_at_a_tag_that_is_not_the_version(string tag, int exitCode)
    {
        var check = Steps(Read("release.yml"), "release").Select(step => Text(step, "run")).Single(run => run?.StartsWith(VersionCheck, StringComparison.Ordinal) == true);
        var version = (await Command.RunAsync("dotnet", ["msbuild", $"src/{Package.Id}", "-getProperty:Version"], Package.RepositoryRoot)).Output.Trim();

        var checkedTag = await Shell.RunAsync(check!, Package.RepositoryRoot, new Dictionary<string, string> { ["GITHUB_REF_NAME"] = string.Format(null, tag, version) });

        Assert.AreEqual(exitCode, checkedTag.ExitCode, checkedTag.Output);
    }

    [TestMethod]
    public void CI_runs_the_READMEs_test_command_in_every_job()
    {
        var ci = Read("ci.yml");
        var jobs = ((YamlMappingNode)ci["jobs"]).Children.Keys.Select(key => ((YamlScalarNode)key).Value!).ToList();

        Assert.IsNotEmpty(jobs);
        foreach (var job in jobs)
            Assert.Contains("dotnet test", Steps(ci, job).Select(step => Text(step, "run")));
    }

    private static YamlMappingNode Read(string workflow)
    {
        var yaml = new YamlStream();
        using var reader = new StreamReader(PathOf(workflow));
        yaml.Load(reader);
        return (YamlMappingNode)yaml.Documents.Single().RootNode;
    }

    private static string PathOf(string workflow) => Path.Combine(Package.RepositoryRoot, ".github", "workflows", workflow);

    private static YamlMappingNode Job(YamlMappingNode workflow, string name) => (YamlMappingNode)workflow["jobs"][name];

    private static IEnumerable<YamlMappingNode> Steps(YamlMappingNode workflow, string job) =>
        ((YamlSequenceNode)Job(workflow, job)["steps"]).Children.Cast<YamlMappingNode>();

    private static string? Text(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? ((YamlScalarNode)value).Value : null;
}
