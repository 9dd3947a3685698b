using System.Globalization;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.Listing;
using Sentry.Releases.Naming;
using Sentry.Releases.Publishing;
using Sentry.Releases.Settings;
using Sentry.Releases.Tests.Naming;
using Sentry.Releases.Tests.Settings;
using Sentry.StandIn;
using Sentry.StandIn.Store;

namespace Sentry.Releases.Tests.Listing;

/// <summary>Lists as a build asks for them: by properties, with diagnostics instead of exceptions.</summary>
[TestClass]
public sealed class ListReaderTests
{
    private const string OddName = "a@1.0+b %x?y;#z";

    private readonly List<Diagnostic> _said = [];
    private readonly Dictionary<string, string> _properties = [];

    [TestMethod]
    public async Task Releases_are_shown_newest_first_with_what_people_ask_for()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        sentry.AddRelease("app@1", "web");
        sentry.AddRelease("other@1", "api");
        sentry.AddRelease("app@1.10", "web", "api");

        var list = Reader(sentry).Releases()!;

        Assert.AreEqual("app@1.10,app@1", string.Join(',', list.Entries.Select(entry => entry.Name)));
        Assert.AreEqual("Releases of acme in web:", list.Lines[0]);
        Assert.IsTrue(list.Lines[1].StartsWith("  Release   Created (UTC)     Commits  Deploys  New issues  Projects", StringComparison.Ordinal), list.Lines[1]);
        Assert.EndsWith("        0        0           0  web, api", list.Lines[2]);
        Assert.AreEqual("  2 releases.", list.Lines[^1]);
        Assert.IsEmpty(_said);
    }

    [TestMethod]
    public async Task An_entry_carries_every_detail()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        sentry.AddRelease(OddName, "web", "api");

        var entry = Reader(sentry).Releases()!.Entries.Single();

        Assert.AreEqual(OddName, entry.Name);
        Assert.AreEqual(
            "Version,ShortVersion,Status,Ref,Url,DateCreated,DateReleased,CommitCount,DeployCount,NewGroups,Projects,LastCommit,LastDeployEnvironment,LastDeployDate,FirstEvent,LastEvent,"
            + "Users,Sessions,CrashFreeUsers,CrashFreeSessions,Adoption,AdoptionStage,Page",
            string.Join(',', entry.Details.Select(detail => detail.Name)));
        Assert.AreEqual("web|api", string.Join('|', entry.Details.Single(detail => detail.Name == "Projects").Values));
        Assert.AreEqual($"{sentry.Url}organizations/acme/releases/a%401.0%2Bb%20%25x%3Fy%3B%23z/", Detail(entry, "Page"));
        Assert.IsTrue(DateTimeOffset.TryParseExact(
            Detail(entry, "DateCreated"), "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _));
    }

    [TestMethod]
    public async Task An_empty_list_is_one_line_that_says_what_was_looked_for()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        _properties["SentryReleaseQuery"] = "nothing";
        _properties["SentryReleaseStatus"] = "Archived";
        var list = Reader(sentry).Releases()!;
        Assert.AreEqual("Archived releases of acme in web that match 'nothing': none.", list.Lines.Single());
        Assert.IsEmpty(list.Entries);
    }

    [TestMethod]
    public async Task A_limit_that_cut_the_list_is_said()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        sentry.AddRelease("app@1", "web");
        sentry.AddRelease("app@2", "web");
        _properties["SentryReleaseLimit"] = "1";
        var list = Reader(sentry).Releases()!;
        Assert.AreEqual("  1 release; Sentry has more. Raise SentryReleaseLimit to see them.", list.Lines[^1]);
        Assert.HasCount(1, sentry.Requests);
    }

    [TestMethod]
    public async Task A_releases_files_are_shown_whole_unless_a_limit_is_set()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        sentry.AddRelease(OddName, "web");
        for (var i = 0; i < 250; i++)
            sentry.AddFile(OddName, new StoredFile($"~/{i}.js", 1000 * i, new string('a', 40), "web-1"));

        _properties["SentryRelease"] = OddName;
        var all = Reader(sentry, Build("")).Files()!;
        Assert.HasCount(250, all.Entries);
        Assert.AreEqual($"Files of {OddName}:", all.Lines[0]);
        Assert.AreEqual("  250 files.", all.Lines[^1]);
        Assert.AreEqual("""{"Content-Type":"application/octet-stream"}""", Detail(all.Entries[0], "Headers"));
        Assert.AreEqual("web-1", Detail(all.Entries[0], "Dist"));

        _properties["SentryReleaseLimit"] = "10";
        Assert.HasCount(10, Reader(sentry, Build("")).Files()!.Entries);
    }

    [TestMethod]
    public async Task Without_a_name_the_release_is_that_of_the_built_application()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var assembly = typeof(ListReaderTests).Assembly.Location;
        var name = new BuiltApplication(assembly).Name(_said.Add)!.Value;
        sentry.AddRelease(name, "web");
        var list = Reader(sentry, Build(assembly)).Commits()!;
        Assert.AreEqual($"Commits of {name}: none.", list.Lines.Single());
    }

    [TestMethod]
    public async Task Without_an_assembly_of_this_configuration_the_one_that_is_there_is_taken_and_named()
    {
        using var folder = new TemporaryFolder();
        folder.Write("obj/Release/ref/app.dll", CompiledAssembly.Emit("app", "\"9.9\""));
        var built = folder.Write("obj/Release/app.dll", CompiledAssembly.Emit("app", "\"1.0\""));
        await using var sentry = await SentryStandIn.StartAsync();
        sentry.AddRelease("app@1.0", "web");

        var list = Reader(sentry, Build(folder.PathOf("obj/Debug/app.dll")) with { IntermediateDirectory = folder.PathOf("obj") }).Commits();

        Assert.AreEqual("Commits of app@1.0: none.", list!.Lines.Single());
        Assert.AreEqual((DiagnosticCodes.NoAssembly, Severity.Message), (_said.Single().Code, _said[0].Severity));
        Assert.Contains(built, _said[0].Message);
    }

    [TestMethod]
    public async Task A_release_that_is_not_there_is_an_error()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        _properties["SentryRelease"] = "nope@1";
        Assert.IsNull(Reader(sentry, Build("")).Commits());
        AssertSaid(DiagnosticCodes.NotFound);
    }

    [TestMethod]
    [DataRow("SentryRelease", "a/b", DiagnosticCodes.NameRefused)]
    [DataRow("SentryRelease", "..", DiagnosticCodes.NameRefused)]
    [DataRow("SentryRelease", "", DiagnosticCodes.NoAssembly)]
    [DataRow("SentryReleaseLimit", "0", DiagnosticCodes.InvalidSetting)]
    [DataRow("SentryOrg", "", DiagnosticCodes.NoOrganization)]
    public async Task What_is_not_configured_well_is_an_error_and_nothing_is_sent(string property, string value, string code)
    {
        await using var sentry = await SentryStandIn.StartAsync();
        _properties["SentryRelease"] = "app@1";
        _properties[property] = value;
        Assert.IsNull(Reader(sentry, Build("/nowhere/app.dll"), token: "sntryu_0123").Commits());
        AssertSaid(code);
        Assert.IsEmpty(sentry.Requests);
    }

    [TestMethod]
    public async Task A_missing_token_is_an_error()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        Assert.IsNull(Reader(sentry, token: "").Releases());
        AssertSaid(DiagnosticCodes.NoToken);
    }

    [TestMethod]
    public async Task A_fault_that_nobody_foresaw_is_an_error_in_one_line()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        Assert.IsNull(Reader(sentry, failing: "SENTRY_AUTH_TOKEN").Releases());
        AssertSaid(DiagnosticCodes.InternalError);
        Assert.Contains("an unexpected InvalidOperationException", _said[0].Message);
    }

    private ListReader Reader(SentryStandIn sentry, BuildFacts? build = null, string? token = null, string? failing = null)
    {
        _properties.TryAdd("SentryOrg", "acme");
        _properties.TryAdd("SentryProject", "web");
        _properties["SentryUrl"] = sentry.Url.AbsoluteUri;
        var machine = new FakeMachine { Variables = { ["SENTRY_AUTH_TOKEN"] = token ?? sentry.Token }, Failing = failing };
        return new ListReader(build ?? Build(""), ReleaseSettings.Read(_properties, AppContext.BaseDirectory, machine.Environment), _said.Add);
    }

    private static BuildFacts Build(string assembly) => new() { Application = new BuiltApplication(assembly), DefaultReportPath = "" };

    private void AssertSaid(string code)
    {
        var diagnostic = _said.Single();
        Assert.AreEqual(code, diagnostic.Code);
        Assert.AreEqual(Severity.Error, diagnostic.Severity);
    }

    private static string Detail(ListEntry entry, string name) => entry.Details.Single(detail => detail.Name == name).Values.Single();
}
