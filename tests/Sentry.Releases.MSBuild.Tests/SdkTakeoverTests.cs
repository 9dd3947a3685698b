using Sentry.Releases.MSBuild.Tests.Infrastructure;
using Sentry.StandIn;

namespace Sentry.Releases.MSBuild.Tests;

/// <summary>Beside Sentry's own SDK, whose targets create releases on build and upload symbols with the sentry-cli in its package.</summary>
[TestClass]
public sealed class SdkTakeoverTests
{
    private const string Create = "-p:SentryCreateRelease=true";
    private const string Commits = "-p:SentrySetCommits=true";
    private const string Symbols = "-p:SentryUploadSymbols=true";
    private const string Sources = "-p:SentryUploadSources=true";

    private const string Release = "Sentry.Releases.MSBuild POST organizations/acme/releases/";
    private const string Info = "sentry-cli GET";
    private static readonly string[] Upload =
        [Info, "sentry-cli GET organizations/acme/chunk-upload/", "sentry-cli POST projects/acme/web/files/difs/assemble/"];

    [TestMethod]
    public async Task The_SDK_creates_nothing_uploads_as_before_and_the_takeover_is_said()
    {
        await using var sentry = await StartAsync();
        var project = NewProject(sentry);
        await project.InitializeGitAsync();
        (string Command, string[] Requests)[] rows =
        [
            ("publish", [Release]),
            ($"publish --no-restore {Create}", [Release]),
            ($"publish --no-restore {Commits}", [Release]),
            ($"publish --no-restore {Create} {Commits}", [Release]),
            ($"publish --no-restore {Create} {Commits} -c Debug", [Release]),
            ($"publish --no-build {Create} {Commits}", [Release]),
            ($"publish --no-restore {Create} {Commits} -p:UseSentryCLI=true", [Info, Release]),
            ($"publish --no-restore {Create} -p:SENTRY_RELEASE=app@1.2.3", [Release]),
            ($"publish --no-restore {Create} {Commits} {Symbols}", [.. Upload, Release]),
            ($"publish --no-restore {Create} {Sources}", [.. Upload, Release]),
            ($"publish --no-restore {Commits} {Symbols} {Sources} -p:SentryReleaseOn=Build", [.. Upload, Release]),
            ($"build --no-restore {Create} {Commits} -c Release", []),
            ($"build --no-restore {Create} -p:IsPublishable=false", []),
            ($"build --no-restore {Create} -p:IsTestProject=true", []),
        ];

        var expected = new List<string>();
        var actual = new List<string>();
        foreach (var (command, requests) in rows)
        {
            var before = sentry.Requests.Count;
            var result = await project.RunAsync(command);
            // With --no-build the SDK's targets do not run, so there is nothing to take over.
            var isTakenOver = new[] { Create, Commits }.Any(option => command.Contains(option, StringComparison.Ordinal))
                && !command.Contains("--no-build", StringComparison.Ordinal);
            expected.Add($"{command}: {string.Join(", ", requests)}; said {(isTakenOver ? 1 : 0)} times");
            var said = result.Lines("Sentry's SDK creates no release").Count;
            actual.Add($"{command}: {Describe(sentry.Requests.Skip(before))}; said {said} times");
            Assert.IsEmpty(result.Lines("warning"), result.Output);
        }

        Assert.AreEqual(string.Join('\n', expected), string.Join('\n', actual));
    }

    [TestMethod]
    public async Task Without_the_takeover_both_create_the_release_and_it_is_said()
    {
        await using var sentry = await StartAsync();
        var project = NewProject(sentry);
        await project.InitializeGitAsync();

        var published = await project.RunAsync($"publish {Create} {Commits} -p:SentryReleaseSdkTakeover=false");

        string[] cli =
        [
            "GET", "POST organizations/acme/releases/", "GET organizations/acme/repos/", "POST organizations/acme/releases/",
            "GET organizations/acme/releases/VERSION/previous-with-commits/", "PUT organizations/acme/releases/VERSION/",
        ];
        Assert.AreEqual(
            $"{string.Join(", ", cli.Select(request => $"sentry-cli {request}"))}, {Release}, " +
            "Sentry.Releases.MSBuild PUT organizations/acme/releases/VERSION/",
            Describe(sentry.Requests));
        Assert.HasCount(1, sentry.Releases);
        Assert.Contains("warning SRM", published.Lines("will both create the release").Single());
        Assert.IsEmpty(published.Lines("creates no release"));
    }

    [TestMethod]
    public async Task A_project_that_has_switched_the_package_off_keeps_the_SDK_as_it_is()
    {
        await using var sentry = await StartAsync();
        var project = NewProject(sentry);

        var built = await project.RunAsync($"build {Create} -p:SentryReleaseEnabled=false");

        Assert.AreEqual($"{Info}, sentry-cli POST organizations/acme/releases/", Describe(sentry.Requests));
        Assert.IsEmpty(built.Lines("SRM"));
        Assert.IsEmpty(built.Lines("creates no release"));
    }

    [TestMethod]
    public async Task In_a_solution_whose_shared_file_sets_the_switches_only_what_is_published_has_a_release()
    {
        await using var sentry = await StartAsync();
        var library = NewProject(sentry, "<OutputType>Library</OutputType>", "library");
        library.Write("Program.cs", "public class Page;");
        NewProject(sentry, "<IsPublishable>false</IsPublishable>", "migrations", library);
        NewProject(sentry, "<IsTestProject>true</IsTestProject>", "tests", library, "library");
        var app = NewProject(sentry, "", "app", library, "library");
        app.WriteSolution("library", "migrations", "tests", "app");
        app.Write("../Directory.Build.props", """
            <Project>
              <PropertyGroup>
                <SentryCreateRelease>true</SentryCreateRelease>
                <SentrySetCommits>true</SentrySetCommits>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
            </Project>
            """);

        var built = await app.RunAsync("build ../all.slnx");
        Assert.AreEqual("", Describe(sentry.Requests), built.Output);
        Assert.HasCount(4, built.Lines("Sentry's SDK creates no release"), built.Output);

        var published = await app.RunAsync("publish ../all.slnx --no-restore");
        Assert.AreEqual(Release, Describe(sentry.Requests), published.Output);
    }

    [TestMethod]
    [DataRow("-p:SentryProject=web%3Bapi")]
    [DataRow("-p:SentryProject=web%2Capi -p:SentryReleaseSdkTakeover=false")]
    public async Task Of_several_projects_the_SDK_takes_the_first_and_the_release_belongs_to_all(string projects)
    {
        await using var sentry = await StartAsync();
        var project = NewProject(sentry, "<SentryProject> ;\n web ;\n api\n </SentryProject>");

        var published = await project.RunAsync($"publish {Symbols} {projects}");

        Assert.AreEqual(string.Join(", ", Upload.Append(Release)), Describe(sentry.Requests), published.Output);
        Assert.AreEqual("web, api", string.Join(", ", sentry.Releases.Single().Projects.Select(one => one.Slug)));
        Assert.HasCount(1, published.Lines("takes one project and uses web,"), published.Output);
        Assert.IsEmpty(published.Lines("could not upload"), published.Output);
    }

    private static Task<SentryStandIn> StartAsync() =>
        SentryStandIn.StartAsync(new StandInOptions { Before = SentryCli.AnswerAsync });

    private static TestProject NewProject(
        SentryStandIn sentry, string properties = "", string name = "app", TestProject? beside = null, params string[] references)
    {
        var project = TestProject.Create(sentry, properties, name, beside, references);
        project.AddPackage("Sentry", ThirdParty.Sentry);
        return project;
    }

    /// <summary>The program's first: which of two packages comes first after a build is not what these tests are about.</summary>
    private static string Describe(IEnumerable<RecordedRequest> requests) =>
        string.Join(", ", requests.Select(SentryCli.Describe).OrderBy(request => request.StartsWith(Package.Id, StringComparison.Ordinal)));
}
