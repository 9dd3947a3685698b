using System.Text;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.Listing;
using Sentry.Releases.Listing.Diagnosis;
using Sentry.Releases.Tests.Naming;
using Sentry.Releases.Tests.Settings;
using Sentry.StandIn;

namespace Sentry.Releases.Tests.Listing;

/// <summary>Set-ups of which one piece is broken: the diagnosis names that piece with its fix, and finds fault with nothing else.</summary>
[TestClass]
public sealed partial class DiagnosisTests
{
    private static readonly Dictionary<string, (Action<DiagnosisScenario> Break, string Check, string Code, string[] Words)> Broken = new()
    {
        ["the organization's slug"] = (s => s.Properties["SentryOrg"] = "acmee",
            "Organization", DiagnosticCodes.NotFound, ["'acmee'", "SentryOrg"]),
        ["the project's slug"] = (s => s.Properties["SentryProject"] = "wep",
            "Project", DiagnosticCodes.NotFound, ["'wep'", "SentryProject", "api, web"]),
        ["a token of another organization"] = (s => s.Token = new StandInToken(OrganizationToken("other")) { Organization = "other" },
            "Organization", DiagnosticCodes.Forbidden, ["the token is not of the organization 'acme'", "The token is of 'other'", "SentryOrg"]),
        ["no token"] = (s => s.Machine.Variables["SENTRY_AUTH_TOKEN"] = "",
            "Token", DiagnosticCodes.NoToken, ["SENTRY_AUTH_TOKEN"]),
        ["a token past its time"] = (s => s.Token = s.Token with { Expired = true },
            "Token", DiagnosticCodes.Unauthorized, ["Token expired", "SENTRY_AUTH_TOKEN"]),
        ["a token that may only read"] = (s => s.Token = s.Token with { Scopes = ["org:read", "project:read"] },
            "Token", DiagnosticCodes.Forbidden, ["org:read, project:read", "project:releases"]),
        ["a user in no team of the project"] = (s => s.Token = s.Token with { Projects = ["api"] },
            "Project", DiagnosticCodes.NotFound, ["'web'", "the token cannot see it"]),
        ["no organization"] = (s => s.Properties["SentryOrg"] = "",
            "Organization", DiagnosticCodes.NoOrganization, ["SentryOrg"]),
        ["a page's address as the server"] = (s => s.Properties["SentryUrl"] = "https://acme.sentry.io/issues/",
            "Server", DiagnosticCodes.InvalidSetting, ["SentryUrl", "https://acme.sentry.io/"]),
        ["a server that anybody can listen to"] = (s => s.Properties["SentryUrl"] = "http://sentry.example.com/",
            "Server", DiagnosticCodes.InsecureServer, ["SentryUrl"]),
        ["a value that is none"] = (s => s.Properties["SentryReleaseInitialCommits"] = "few",
            "Settings", DiagnosticCodes.InvalidSetting, ["SentryReleaseInitialCommits", "'few'"]),
        ["a repository that is not connected"] = (s => (s.Repositories, s.CodeMappings) = ([new("acme/shop", Provider: null)], []),
            "Connection", DiagnosticCodes.RepositoryNotConnected, ["acme/shop", "settings under Repositories"]),
        ["a repository that is connected under another name"] = (s => (s.Repositories, s.CodeMappings) =
                ([new("Acme / Shop", "integrations:gitlab", "https://github.com/acme/shop")], [new("web", "Acme / Shop", "/_/", "")]),
            "Connection", DiagnosticCodes.RepositoryNotConnected, ["'Acme / Shop'", "SentryReleaseRepository"]),
        ["a shallow clone"] = (Shallow,
            "Repository", DiagnosticCodes.ShallowClone, ["git fetch"]),
        ["no repository"] = (s => Directory.Delete(Path.Combine(s.Folder, ".git"), recursive: true),
            "Repository", DiagnosticCodes.NoRepository, ["SentryReleaseGitDirectory"]),
        ["a version that never changes"] = (s => s.Version = "1.0.0",
            "Order", DiagnosticCodes.NameDoesNotOrder, ["1.0.0", "Set Version"]),
        ["a name that is no version"] = (s => s.Version = "v1.1.0",
            "Order", DiagnosticCodes.NameDoesNotOrder, ["app@v1.1.0", "Set Version"]),
        ["a name that Sentry refuses"] = (s => s.Version = "1.1.0+feature/x",
            "Name", DiagnosticCodes.NameRefused, ["a slash", "Version"]),
        ["a name that is set in code"] = (s => s.Code = """class App { static void Main() => new Sentry.SentryOptions { Release = "mine@1" }; }""",
            "Reported name", DiagnosticCodes.NameDiffers, ["mine@1", "SentryRelease"]),
        ["a name that is set in the application's settings"] = (s => s.Repository.Write("appsettings.json", """{ "Sentry": { "Release": "mine@2" } }"""),
            "Reported name", DiagnosticCodes.NameDiffers, ["mine@2", "SentryRelease"]),
        ["no code mapping"] = (s => s.CodeMappings = [],
            "Code mapping", DiagnosticCodes.NoCodeMapping, ["/_/src/app/Program.cs", "acme/shop", "stack root '/_/'", "empty source root"]),
        ["a code mapping that leads elsewhere"] = (s => s.CodeMappings = [new("web", "acme/shop", "/_/", "main/"), new("api", "acme/shop", "/_/", "")],
            "Code mapping", DiagnosticCodes.NoCodeMapping, ["no code mapping of web"]),
        ["no events"] = (s => s.Reported = null,
            "Events", DiagnosticCodes.NoEvents, [DiagnosisScenario.Previous]),
        ["events under another name"] = (s => s.Reported = "mine@3",
            "Events", DiagnosticCodes.NoEvents, ["but of mine@3", DiagnosisScenario.Previous]),
        ["no deploy"] = (s => s.HasDeploy = false,
            "Deploy", DiagnosticCodes.NoDeploy, [DiagnosisScenario.Previous, "SentryReleaseDeployEnvironment", "RecordSentryDeploy"]),
        ["a release that events alone have made"] = (s => s.HasCommits = false,
            "Commits", DiagnosticCodes.HeldDiffers, [DiagnosisScenario.Previous]),
        ["two who create the release"] = (s =>
            {
                s.Properties["SentryReleaseSdkTakeover"] = "false";
                s.Complete = build => build with { SdkVersion = "6.12.1", SdkCreatesReleases = true };
            },
            "Sentry's SDK", DiagnosticCodes.TwoCreators, ["SentryReleaseSdkTakeover", "SentryCreateRelease"]),
    };

    public static IEnumerable<object[]> Names => Broken.Keys.Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public async Task The_broken_piece_is_named_with_its_fix_and_nothing_else_is(string name)
    {
        var (breaks, check, code, words) = Broken[name];
        using var scenario = new DiagnosisScenario();
        breaks(scenario);

        var wrong = Wrong(await scenario.RunAsync());

        Assert.AreEqual($"{check} {code}", string.Join(", ", wrong.Select(entry => $"{entry.Name} {Detail(entry, "Code")}")), scenario.Table);
        var said = scenario.Diagnostics.Single();
        Assert.AreEqual((code, Severity.Warning), (said.Code, said.Severity));
        foreach (var word in words)
            Assert.Contains(word, said.Message);

        Assert.Contains("1 of ", scenario.Table);
        AssertAskedOnly(scenario);
    }

    [TestMethod]
    public async Task In_a_sound_set_up_every_line_is_good()
    {
        using var scenario = new DiagnosisScenario();
        var shown = await scenario.RunAsync();
        Assert.IsEmpty(shown.Entries.Where(entry => Detail(entry, "Result") != "ok"), scenario.Table);
        Assert.AreEqual(
            "Settings,Server,Token,Organization,Project,Name,Reported name,Repository,Order,Connection,Code mapping,Release,Commits,Events,Deploy,Sentry's SDK",
            string.Join(',', shown.Entries.Select(entry => entry.Name)));
        Assert.IsEmpty(scenario.Diagnostics);
        Assert.EndsWith("Nothing is wrong in 16 checks.", scenario.Table);
        Assert.Contains("app@1.1.0 is not created yet", scenario.Table);
        Assert.Contains("1 commit since v1.0.0", scenario.Table);
        Assert.Contains(", in production", scenario.Table);
        AssertAskedOnly(scenario);
        var documented = await File.ReadAllTextAsync(RepositoryFiles.Path("docs", "diagnosis.md"));
        foreach (var entry in shown.Entries)
            Assert.Contains($"      {entry.Name,-15}  ok  ", documented);
    }

    [TestMethod]
    public async Task With_an_organizations_token_it_is_good_too()
    {
        using var scenario = new DiagnosisScenario();
        scenario.Token = new StandInToken(OrganizationToken("acme"));
        await scenario.RunAsync();
        Assert.EndsWith("Nothing is wrong in 16 checks.", scenario.Table);
        Assert.Contains("an organization token from the environment variable SENTRY_AUTH_TOKEN may org:ci", scenario.Table);
        Assert.DoesNotContain("cannot be seen", scenario.Table);
        Assert.DoesNotContain(scenario.Token.Value, scenario.Table);
    }

    [TestMethod]
    public async Task What_a_token_may_not_ask_is_said_and_is_nothing_wrong()
    {
        using var scenario = new DiagnosisScenario();
        scenario.Token = scenario.Token with { Scopes = ["project:releases"] };
        var shown = await scenario.RunAsync();
        Assert.IsEmpty(scenario.Diagnostics, scenario.Table);
        var connection = shown.Entries.Single(entry => entry.Name == "Connection");
        Assert.AreEqual("unknown", Detail(connection, "Result"));
        Assert.Contains("this token may not ask, for which it needs the scope org:read", Detail(connection, "Found"));
    }

    [TestMethod]
    public async Task Before_the_first_build_only_what_the_build_decides_is_open()
    {
        using var scenario = new DiagnosisScenario();
        scenario.Code = null;
        var shown = await scenario.RunAsync();
        Assert.IsEmpty(scenario.Diagnostics, scenario.Table);
        Assert.AreEqual("Name,Code mapping", string.Join(',', shown.Entries.Where(entry => Detail(entry, "Result") == "unknown").Select(entry => entry.Name)));
        Assert.AreEqual("ok", Detail(shown.Entries.Single(entry => entry.Name == "Commits"), "Result"), "the previous release is known by the assembly's name");
    }

    [TestMethod]
    public async Task Without_the_SDK_and_without_a_release_nothing_is_wrong()
    {
        using var scenario = new DiagnosisScenario();
        (scenario.HasCommits, scenario.HasDeploy, scenario.Reported) = (false, false, null);
        scenario.Complete = build => build;
        await scenario.RunAsync();
        Assert.IsEmpty(scenario.Diagnostics, scenario.Table);
        Assert.Contains("Sentry has none of app", scenario.Table);
        Assert.Contains("none in this project", scenario.Table);
    }

    [TestMethod]
    [DataRow("the release itself", "app@1.1.0")]
    [DataRow("the one before it", DiagnosisScenario.Previous)]
    public async Task Events_of_either_release_show_that_the_name_is_right(string which, string reported)
    {
        using var scenario = new DiagnosisScenario();
        scenario.Reported = reported;
        await scenario.RunAsync();
        Assert.IsEmpty(scenario.Diagnostics, which + scenario.Table);
    }

    [TestMethod]
    public async Task Failures_are_errors_when_the_build_wants_them_so()
    {
        using var scenario = new DiagnosisScenario();
        scenario.HasDeploy = false;
        scenario.Properties["SentryReleaseFailure"] = "Error";
        await scenario.RunAsync();
        Assert.AreEqual(Severity.Error, scenario.Diagnostics.Single().Severity);
    }

    [TestMethod]
    [DataRow("/home/ada/shop/src/app/Program.cs", """{"documents":{"/home/ada/shop/*":"https://raw.githubusercontent.com/acme/shop/abc/*"}}""", "/home/ada/shop/", "", true)]
    [DataRow(@"C:\shop\src\app\Program.cs", """{"documents":{"C:\\shop\\*":"https://raw.githubusercontent.com/acme/shop/abc/*"}}""", @"C:\shop\src\", "src/", true)]
    [DataRow(@"C:\shop\src\app\Program.cs", """{"documents":{"C:\\shop\\*":"https://raw.githubusercontent.com/acme/shop/abc/*"}}""", "C:/shop/", "", false)]
    [DataRow("/_/src/app/Program.cs", """{"documents":{"/_/*":"https://raw.githubusercontent.com/acme/shop/abc/*"}}""", "", "", false)]
    [DataRow("/home/ada/shop/src/app/Program.cs", """{"documents":{"/home/ada/shop/*":"https://raw.githubusercontent.com/acme/shop/abc/*"}}""", "/_/", "", true)]
    public async Task A_mapping_is_applied_as_Sentry_applies_it(string path, string sourceLink, string stackRoot, string sourceRoot, bool fits)
    {
        using var scenario = new DiagnosisScenario();
        (scenario.SourcePath, scenario.SourceLink) = (path, sourceLink);
        scenario.CodeMappings = [new("web", "acme/shop", stackRoot, sourceRoot)];
        await scenario.RunAsync();
        Assert.AreEqual(fits ? "" : DiagnosticCodes.NoCodeMapping, string.Join(',', scenario.Diagnostics.Select(said => said.Code)), scenario.Table);
    }

    [TestMethod]
    public async Task Names_are_those_that_Sentrys_SDK_shortens()
    {
        using var scenario = new DiagnosisScenario();
        scenario.SourcePath = Path.Combine(scenario.Folder, "src", "app", "Program.cs");
        scenario.SourceLink = null;
        scenario.Code = $"[assembly: System.Reflection.AssemblyMetadata(\"Sentry.ProjectDirectory\", @\"{Path.Combine(scenario.Folder, "src", "app")}{Path.DirectorySeparatorChar}\")] {DiagnosisScenario.Source}";
        scenario.CodeMappings = [new("web", "acme/shop", "", "src/app/")];
        await scenario.RunAsync();
        Assert.IsEmpty(scenario.Diagnostics, scenario.Table);
    }

    [TestMethod]
    public void Symbols_that_cannot_be_read_are_none()
    {
        using var folder = new TemporaryFolder();
        byte[] Compiled(string sourceLink) => CompiledAssembly.EmitWithSymbols("app", DiagnosisScenario.Source, "/_/a.cs", sourceLink);
        Assert.IsNull(BuiltSources.Read(""));
        Assert.IsNull(BuiltSources.Read(folder.Root));
        Assert.IsNull(BuiltSources.Read(folder.Write("empty.dll", "")));
        Assert.IsNull(BuiltSources.Read(folder.Write("text.dll", "no assembly")));
        Assert.IsNull(BuiltSources.Read(folder.Write("cut.dll", Compiled("{}")[..700])));
        Assert.IsNull(BuiltSources.Read(folder.Write("link.dll", Compiled("{}"))));
        Assert.IsNull(BuiltSources.Read(folder.Write("json.dll", Compiled("no JSON"))));
        Assert.IsNull(BuiltSources.Read(folder.Write("none.dll", CompiledAssembly.Emit("app", null))));
        Assert.IsNotNull(BuiltSources.Read(folder.Write("app.dll", Compiled("""{"documents":{}}"""))));
    }

    private static void Shallow(DiagnosisScenario scenario)
    {
        var clone = scenario.Repository.Clone("--depth=1", "--no-tags");
        scenario.Repository.GitIn(clone, "remote", "set-url", "origin", "https://github.com/acme/shop.git");
        scenario.Folder = clone;
    }

    private static string OrganizationToken(string organization) =>
        $"sntrys_{Convert.ToBase64String(Encoding.ASCII.GetBytes($$"""{"iat":1,"org":"{{organization}}"}"""))}_c2VjcmV0c2VjcmV0";

    /// <summary>Only GET, and as the API describes it.</summary>
    private static void AssertAskedOnly(DiagnosisScenario scenario) =>
        Assert.IsEmpty(scenario.Requests.Where(request => request.Method != "GET"));

    private static IReadOnlyList<ListEntry> Wrong(ShownList shown) => [.. shown.Entries.Where(entry => Detail(entry, "Result") == "wrong")];

    private static string Detail(ListEntry entry, string name) => entry.Details.Single(detail => detail.Name == name).Values.Single();
}
