using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Sentry.Releases.MSBuild.Tests.Infrastructure;

namespace Sentry.Releases.MSBuild.Tests;

/// <summary>The targets are there twice: for an MSBuild that loads the tasks, and for one that has them run. Both do the same.</summary>
[TestClass]
public sealed class ApartTargetsTests
{
    private static readonly XElement Common = Load("Common");
    private static readonly XElement Apart = Load("Apart");

    public static IEnumerable<object[]> PublicTargets => Common.Elements("Target").Select(target => Attribute(target, "Name"))
        .Where(name => !name.StartsWith('_')).Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(PublicTargets))]
    public void A_target_has_the_same_results_apart(string name)
    {
        var target = Target(Common, name);
        var apart = Target(Apart, name);
        var task = target.Elements(name).Single();

        Assert.AreEqual(Attribute(target, "Returns"), Attribute(apart, "Returns"));
        Assert.StartsWith($"_SentryReleaseApartTask={name};", Attribute(apart.Elements("MSBuild").Single(), "Properties"));
        Assert.AreEqual(Attribute(task, "Condition"), Attribute(apart.Elements("MSBuild").Single(), "Condition"));
        foreach (var output in task.Elements("Output"))
        {
            var result = Attribute(output, "PropertyName") is { Length: > 0 } property
                ? apart.Elements("PropertyGroup").Elements(property).Single().Value
                : Attribute(apart.Elements("ItemGroup").Elements(Attribute(output, "ItemName")).Single(), "Include");
            Assert.Contains($"'Parameter', '{Attribute(output, "TaskParameter")}')", result);
        }
    }

    [TestMethod]
    public void Every_task_that_a_target_calls_is_run_apart()
    {
        string[] files = ["Common", "Sdk", "Apart"];
        var all = files.Select(Load).Append(Load("")).ToArray();
        // The warm-up is of use to the process alone that then releases.
        var tasks = all.Elements("UsingTask").Select(task => Attribute(task, "TaskName").Split('.')[^1]).Where(task => task != "WarmUpSentryRelease").ToArray();
        Assert.Contains("CreateSentryRelease", tasks);

        foreach (var task in tasks)
        {
            Assert.Contains("!= 'Apart'", Attribute(all.Elements("UsingTask").Single(known => Attribute(known, "TaskName").EndsWith($".{task}", StringComparison.Ordinal)), "Condition"));
            Assert.IsTrue(
                all.Descendants("MSBuild").Any(call => Attribute(call, "Properties").Split(';').Contains($"_SentryReleaseApartTask={task}")),
                $"{task} is never run apart");
        }
    }

    [TestMethod]
    [DynamicData(nameof(PublicTargets))]
    public async Task A_target_runs_its_task_apart(string name)
    {
        var project = await MSBuildExeTests.CreateAsync("Full", "17.14.23.42201");

        var result = await project.DotnetAsync("msbuild", "bare.proj", $"-t:{name}", "-p:SentryReleaseMaxCommits=few");

        Assert.Contains("SRM1005", result.Output, "the task did not run, or was not told the setting");
        Assert.DoesNotContain("SRM1007", result.Output);
        Assert.DoesNotContain("SRM5001", result.Output);
        Assert.DoesNotContain("MSB", string.Join('\n', result.Lines("error").Select(line => line.Split(" : ")[^1])));
    }

    [TestMethod]
    public async Task The_whole_input_is_handed_over()
    {
        var project = await MSBuildExeTests.CreateAsync("Full", "17.14.23.42201");
        var settings = Load("Settings").Descendants("_SentryReleaseInput").Select(input => Attribute(input, "Include")).ToArray();
        Assert.IsGreaterThan(30, settings.Length);
        project.Write("Directory.Build.props", new XElement("Project", new XElement("PropertyGroup", settings.Select(name => new XElement(name, $"{name}: a;b %25 'ü|=")))).ToString());
        var bare = Path.Combine(project.Directory, "bare.proj");
        File.WriteAllText(bare, File.ReadAllText(bare).Replace("<Project>", """<Project><Import Project="Directory.Build.props" />""", StringComparison.Ordinal));

        var result = await project.RunAsync("msbuild bare.proj -t:_SentryReleaseJoinInput -getProperty:_SentryReleaseApart -getItem:_SentryReleaseInput");

        var output = JsonDocument.Parse(result.Output).RootElement;
        var expected = output.GetProperty("Items").GetProperty("_SentryReleaseInput").EnumerateArray()
            .ToDictionary(item => item.GetProperty("Identity").GetString()!, item => item.GetProperty("Value").GetString()!);
        var actual = output.GetProperty("Properties").GetProperty("_SentryReleaseApart").GetString()!["_SentryReleaseApartInput=".Length..].Split('|')
            .Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => Encoding.UTF8.GetString(Convert.FromBase64String(pair[1])));
        CollectionAssert.IsSubsetOf(settings, expected.Keys);
        CollectionAssert.AreEquivalent(expected, actual);
    }

    private static XElement Target(XElement project, string name) =>
        project.Elements("Target").SingleOrDefault(target => Attribute(target, "Name") == name) ?? throw new AssertFailedException($"There is no target {name} apart.");

    private static string Attribute(XElement element, string name) => element.Attribute(name)?.Value ?? "";

    private static XElement Load(string part) =>
        XElement.Load(Path.Combine(Package.RepositoryRoot, "src", Package.Id, "build", $"{Package.Id}.{part}.targets".Replace("..", ".", StringComparison.Ordinal)));
}
