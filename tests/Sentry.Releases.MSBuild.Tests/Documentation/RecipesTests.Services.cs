using Sentry.Releases.MSBuild.Tests.Infrastructure;
using Sentry.StandIn;

namespace Sentry.Releases.MSBuild.Tests.Documentation;

/// <summary>What the services would do with their files: clone as deeply as those say, fill in the secret, run the commands.</summary>
public sealed partial class RecipesTests
{
    private const string TokenVariable = "SENTRY_AUTH_TOKEN";

    [TestMethod]
    [Recipe("GitHub Actions")]
    public async Task GitHub_Actions()
    {
        var steps = Recipes.Snippet("GitHub Actions", "yaml");
        await AssertReleasesAsync(
            steps.Yaml("run")!,
            isWhole: steps.Yaml("fetch-depth") == "0",
            token => steps.Yaml(TokenVariable)?.Replace("${{ secrets.SENTRY_AUTH_TOKEN }}", token, StringComparison.Ordinal),
            filter: steps.Yaml("filter") ?? throw new InvalidDataException("It filters nothing."));
    }

    [TestMethod]
    [Recipe("Azure Pipelines")]
    public async Task Azure_Pipelines()
    {
        var steps = Recipes.Snippet("Azure Pipelines", "yaml");
        await AssertReleasesAsync(
            steps.Yaml("script")!,
            isWhole: steps.Yaml("fetchDepth") == "0",
            token => steps.Yaml(TokenVariable)?.Replace("$(SENTRY_AUTH_TOKEN)", token, StringComparison.Ordinal),
            hasTags: steps.Yaml("fetchTags") == "true");
    }

    [TestMethod]
    [Recipe("Azure Pipelines with the .NET task")]
    public async Task Azure_Pipelines_with_the_NET_task()
    {
        var steps = Recipes.Snippet("Azure Pipelines with the .NET task", "yaml");
        Assert.AreEqual("DotNetCoreCLI@2", steps.Yaml("task"));
        await AssertReleasesAsync(
            $"dotnet {steps.Yaml("command")} app.csproj --output ../published",
            isWhole: steps.Yaml("fetchDepth") == "0",
            token => steps.Yaml(TokenVariable)?.Replace("$(SENTRY_AUTH_TOKEN)", token, StringComparison.Ordinal),
            hasTags: steps.Yaml("fetchTags") == "true");
    }

    [TestMethod]
    [Recipe("GitLab CI")]
    public async Task GitLab_hands_the_projects_variables_to_every_job()
    {
        var job = Recipes.Snippet("GitLab CI", "yaml");
        await AssertReleasesAsync(job.Yaml("script")!, isWhole: job.Yaml("GIT_DEPTH") == "0", token => token);
    }

    [TestMethod]
    [Recipe("Jenkins")]
    public async Task Jenkins()
    {
        var pipeline = Recipes.Snippet("Jenkins", "groovy");
        await AssertReleasesAsync(
            pipeline.Match("sh '(.*)'"),
            isWhole: pipeline.Match(@"shallow: (\w+)") == "false",
            token => pipeline.Match(@"SENTRY_AUTH_TOKEN = (.*?) \}")
                .Replace("credentials('sentry-auth-token')", token, StringComparison.Ordinal),
            hasTags: pipeline.Match(@"noTags: (\w+)") == "false");
    }

    [TestMethod]
    [Recipe("Dockerfile")]
    public async Task A_container_build_mounts_the_token_as_a_file_and_keeps_nothing_of_it()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = TestProject.Create(sentry);
        await project.InitializeGitAsync();
        var secrets = Directory.CreateDirectory(Path.Combine(Package.Root, Guid.NewGuid().ToString("N"))).FullName;
        var secret = Recipes.Snippet("Dockerfile", "sh").Match($@"--secret id=(\w+),env={TokenVariable} ");
        File.WriteAllText(Path.Combine(secrets, secret), sentry.Token);
        var (mounted, command) = ReadRun(Recipes.Snippet("Dockerfile", "dockerfile"));
        Assert.AreEqual(secret, mounted);

        var checkout = await Checkout.CloneAsync(project, isWhole: true);
        var built = await checkout.RunAsync(command.Replace("/run/secrets", secrets, StringComparison.Ordinal), token: null);

        Assert.AreEqual(await project.GitAsync("rev-list", "v1.2.2..HEAD"), Ids(sentry, built));
        Leaks.AssertNone(sentry.Token, built, project);
    }

    /// <summary>The secret that a Dockerfile's only RUN mounts, and its command.</summary>
    private static (string Secret, string Command) ReadRun(Snippet dockerfile)
    {
        var joined = dockerfile with { Text = dockerfile.Text.Replace("\\\n", "", StringComparison.Ordinal) };
        const string Run = @"^RUN --mount=type=secret,id=";
        return (joined.Match($@"{Run}(\w+)\s"), joined.Match($@"{Run}\w+\s+(.*)$"));
    }

    private static async Task AssertReleasesAsync(
        string script, bool isWhole, Func<string, string?> token, bool hasTags = true, string? filter = null)
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = TestProject.Create(sentry);
        await project.InitializeGitAsync();

        var checkout = await Checkout.CloneAsync(project, isWhole, hasTags, filter);
        var published = await checkout.RunAsync(script, token(sentry.Token));

        Assert.AreEqual(await project.GitAsync("rev-list", "v1.2.2..HEAD"), Ids(sentry, published));
        Assert.IsEmpty(published.Lines("warning"));
        Assert.IsTrue(sentry.Releases[0].Commits.All(commit => commit.FileChanges.Count > 0), "files are missing");
        Assert.AreEqual($"app@1.2.3+{await project.GitAsync("rev-parse", "HEAD")}", sentry.Releases.Single().Version);
    }

    private static string Ids(SentryStandIn sentry, CommandResult published)
    {
        Assert.HasCount(1, sentry.Releases, published.Succeeded().Output);
        return string.Join('\n', sentry.Releases[0].Commits.Select(commit => commit.Id));
    }
}
