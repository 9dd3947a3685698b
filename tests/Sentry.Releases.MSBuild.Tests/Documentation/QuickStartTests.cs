using System.Text.Json;
using Sentry.Releases.MSBuild.Tests.Infrastructure;
using Sentry.StandIn;

namespace Sentry.Releases.MSBuild.Tests.Documentation;

/// <summary>The README from its first to its last command, as a newcomer types them in an empty folder.</summary>
[TestClass]
public sealed class QuickStartTests
{
    private const string QuickStart = "Quick start";
    private const string TokenVariable = "SENTRY_AUTH_TOKEN";
    private static readonly Document Readme = new("README.md");
    private static readonly Document Release = new("docs", "release.md");

    [TestMethod]
    public void It_is_short_and_begins_with_the_command_to_begin_with()
    {
        var lines = Readme.Text.TrimEnd().Split('\n').ToList();

        Assert.IsLessThanOrEqualTo(150, lines.Count);
        var command = lines.FindIndex(line => line.Trim() == $"dotnet add package {Package.Id}");
        Assert.IsTrue(command is >= 0 and < 35, "not within the first 35 lines");
    }

    [TestMethod]
    public async Task The_first_release_is_there_by_the_README_alone()
    {
        await using var sentry = await SentryStandIn.StartAsync(new StandInOptions { Projects = [new(101, "shop")] });
        var shop = await NewConsoleAsync(sentry);

        (await shop.ShellAsync(Readme.Snippet(QuickStart, "").Text)).Succeeded();
        shop.Add(Readme.Snippet(QuickStart, "xml").Text);
        await shop.InitializeGitAsync();
        var dryRun = (await shop.ShellAsync(Command("dotnet publish -p:SentryReleaseDryRun=true"))).Succeeded();
        Assert.Contains("Dry run: Sentry release shop@1.0.0+", dryRun.Output);
        Assert.IsEmpty(sentry.Requests, "a dry run sends nothing");

        var steps = Readme.Snippet(QuickStart, "yaml");
        var secret = steps.Yaml(TokenVariable)!;
        shop.Set(TokenVariable, secret.Replace("${{ secrets.SENTRY_AUTH_TOKEN }}", sentry.Token, StringComparison.Ordinal));
        (await shop.ShellAsync(steps.Yaml("run")!)).Succeeded();

        Assert.AreEqual("0", steps.Yaml("fetch-depth"));
        Assert.AreEqual($"shop@1.0.0+{await shop.GitAsync("rev-parse", "HEAD")}", sentry.Releases.Single().Version);
        Assert.HasCount(2, sentry.Releases.Single().Commits);
        var documented = JsonDocument.Parse(Release.Snippet("The request", "json").Text).RootElement;
        Assert.AreEqual(Shape(documented), Shape(sentry.Requests.Single().Json));
        await AssertListsAsync(shop);
    }

    /// <summary>What <c>dotnet new console</c> makes, in a repository with a remote; its tests' surroundings stay.</summary>
    private static async Task<TestProject> NewConsoleAsync(SentryStandIn sentry)
    {
        var shop = TestProject.Create(sentry: null, name: "shop");
        shop.Set("SENTRY_URL", sentry.Url.AbsoluteUri);
        File.Delete(Path.Combine(shop.Directory, "shop.csproj"));
        File.Delete(Path.Combine(shop.Directory, "Program.cs"));
        (await shop.ShellAsync("dotnet new console --no-restore")).Succeeded();
        await shop.GitAsync("init", "--quiet");
        await shop.GitAsync("remote", "add", "origin", "https://github.com/acme/shop.git");
        return shop;
    }

    private static async Task AssertListsAsync(TestProject shop)
    {
        var commands = Release.Snippets.Where(snippet => snippet.Section == "What does Sentry know?")
            .SelectMany(snippet => snippet.Text.Split('\n')).ToList();
        Assert.IsNotEmpty(commands);
        foreach (var command in commands)
        {
            var listed = (await shop.ShellAsync(command)).Succeeded();
            Assert.Contains(command.Contains("Commits", StringComparison.Ordinal) ? "Fix a bug" : "shop@1.0.0", listed.Output, command);
        }
    }

    /// <summary>A command that is in the README, word for word.</summary>
    private static string Command(string command)
    {
        Assert.Contains(command, Readme.Snippets.SelectMany(snippet => snippet.Text.Split('\n')));
        return command;
    }

    /// <summary>The names in it, of a list those of its first element.</summary>
    private static string Shape(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => $"{{{string.Join(", ", json.EnumerateObject().Select(one => $"{one.Name}: {Shape(one.Value)}"))}}}",
        JsonValueKind.Array => $"[{Shape(json[0])}]",
        var kind => kind.ToString(),
    };
}
