using Sentry.Releases.Diagnostics;
using Sentry.Releases.Git;
using Sentry.Releases.SentryApi;
using Sentry.Releases.Settings;

namespace Sentry.Releases.Tests.Settings;

[TestClass]
public sealed class SettingsReaderTests
{
    private static readonly string ProjectDirectory = Path.GetTempPath();

    [TestMethod]
    public void Unset_properties_have_the_defaults_of_the_design()
    {
        var settings = Read([]);

        Assert.IsNull(settings.Release);
        Assert.IsTrue(settings.Enabled);
        Assert.AreEqual(ReleaseHooks.Publish, settings.On);
        Assert.AreEqual(CommitSource.Git, settings.CommitSource);
        Assert.AreEqual(GitReaderChoice.Auto, settings.History.Reader);
        Assert.AreEqual(ProjectDirectory, settings.History.Directory);
        Assert.IsNull(settings.History.Revision);
        Assert.IsNull(settings.History.PreviousRevision);
        Assert.AreEqual("*", settings.History.TagPatterns.Single());
        Assert.IsEmpty(settings.History.TagExcludes);
        Assert.IsEmpty(settings.History.Paths);
        Assert.IsNull(settings.Repository);
        Assert.AreEqual(20, settings.History.InitialCommits);
        Assert.AreEqual(1000, settings.History.MaxCommits);
        Assert.IsTrue(settings.History.ChangedFiles);
        Assert.IsTrue(settings.Finalize);
        Assert.IsNull(settings.DateReleased);
        Assert.IsNull(settings.Url);
        Assert.IsNull(settings.Ref);
        Assert.IsNull(settings.Deploy);
        Assert.IsFalse(settings.FailureIsError);
        Assert.AreEqual(TimeSpan.FromSeconds(60), settings.Timeout);
        Assert.IsFalse(settings.DryRun);
        Assert.IsFalse(settings.Verify);
        Assert.IsNull(settings.Report);
        Assert.IsTrue(settings.SdkTakeover);
        Assert.IsFalse(settings.Embed);
        Assert.IsNull(settings.Query);
        Assert.AreEqual(StatusFilter.Open, settings.Status);
        Assert.AreEqual(100, settings.Limit);
    }

    [TestMethod]
    public void White_space_is_unset_in_every_property()
    {
        var properties = PropertyNames.All.ToDictionary(name => name, _ => " \t\n");
        properties["Unknown"] = "ignored";

        var settings = Read(properties);

        var defaults = Read([]);
        Assert.AreEqual(defaults with { History = settings.History }, settings);
        Assert.AreEqual("*", settings.History.TagPatterns.Single());
    }

    [TestMethod]
    public void Every_property_is_read()
    {
        var asked = new RecordingProperties();

        SettingsReader.Read(asked, ProjectDirectory, new FakeMachine(), _ => { });
        ConnectionReader.Read(asked, ProjectDirectory, new FakeMachine(), projectsNeeded: true, Severity.Message, _ => { });

        CollectionAssert.AreEquivalent(PropertyNames.All.ToArray(), asked.Names.ToArray());
    }

    [TestMethod]
    [DataRow("SentryRelease", " app@1.0 ", "app@1.0")]
    [DataRow("SentryReleaseEnabled", "False", "False")]
    [DataRow("SentryReleaseOn", "build; PACK;;Build", "Build, Pack")]
    [DataRow("SentryReleaseOn", ";", "Publish")]
    [DataRow("SentryReleaseCommitSource", "auto", "Auto")]
    [DataRow("SentryReleaseCommitSource", "None", "None")]
    [DataRow("SentryReleaseGitReader", "libgit2", "LibGit2")]
    [DataRow("SentryReleaseRevision", "main~2", "main~2")]
    [DataRow("SentryReleasePreviousRevision", "v1", "v1")]
    [DataRow("SentryReleaseTagPattern", " v* ;; r-*;v*", "v*|r-*")]
    [DataRow("SentryReleaseTagExclude", "*-rc*,x", "*-rc*,x")]
    [DataRow("SentryReleasePaths", "src;docs/a b", "src|docs/a b")]
    [DataRow("SentryReleaseRepository", "owner/name", "owner/name")]
    [DataRow("SentryReleaseInitialCommits", "0", "0")]
    [DataRow("SentryReleaseMaxCommits", "0", "0")]
    [DataRow("SentryReleaseChangedFiles", "FALSE", "False")]
    [DataRow("SentryReleaseFinalize", "false", "False")]
    [DataRow("SentryReleaseDateReleased", "2026-01-31", "2026-01-31T00:00:00.0000000+00:00")]
    [DataRow("SentryReleaseDateReleased", "2026-01-31T12:34", "2026-01-31T12:34:00.0000000+00:00")]
    [DataRow("SentryReleaseDateReleased", "2026-01-31T12:34:56", "2026-01-31T12:34:56.0000000+00:00")]
    [DataRow("SentryReleaseDateReleased", "2026-01-31T12:34:56Z", "2026-01-31T12:34:56.0000000+00:00")]
    [DataRow("SentryReleaseDateReleased", "2026-01-31T12:34:56.789+02:00", "2026-01-31T12:34:56.7890000+02:00")]
    [DataRow("SentryReleaseUrl", "https://example.com/r?x=1", "https://example.com/r?x=1")]
    [DataRow("SentryReleaseRef", "abc", "abc")]
    [DataRow("SentryReleaseTimeout", "3600", "01:00:00")]
    [DataRow("SentryReleaseTimeout", "1", "00:00:01")]
    [DataRow("SentryReleaseDryRun", "true", "True")]
    [DataRow("SentryReleaseVerify", "true", "True")]
    [DataRow("SentryReleaseEmbed", "true", "True")]
    [DataRow("SentryReleaseSdkTakeover", "false", "False")]
    [DataRow("SentryReleaseFailure", "error", "True")]
    [DataRow("SentryReleaseFailure", "warning", "False")]
    [DataRow("SentryReleaseQuery", "1.2", "1.2")]
    [DataRow("SentryReleaseStatus", "archived", "Archived")]
    [DataRow("SentryReleaseStatus", "Any", "Any")]
    [DataRow("SentryReleaseLimit", "1", "1")]
    public void A_good_value_is_used(string property, string value, string expected) =>
        Assert.AreEqual(expected, Show(property, Read(new() { [property] = value })));

    [TestMethod]
    [DataRow("SentryReleaseEnabled", "yes", "true or false")]
    [DataRow("SentryReleaseFinalize", "1", "true or false")]
    [DataRow("SentryReleaseChangedFiles", "off", "true or false")]
    [DataRow("SentryReleaseDryRun", "truee", "true or false")]
    [DataRow("SentryReleaseVerify", "0", "true or false")]
    [DataRow("SentryReleaseEmbed", "no", "true or false")]
    [DataRow("SentryReleaseSdkTakeover", "true;false", "true or false")]
    [DataRow("SentryReleaseOn", "Publish;Run", "Build, Publish, Pack")]
    [DataRow("SentryReleaseOn", "None", "Build, Publish, Pack")]
    [DataRow("SentryReleaseOn", "2", "Build, Publish, Pack")]
    [DataRow("SentryReleaseOn", "Build,Pack", "Build, Publish, Pack")]
    [DataRow("SentryReleaseCommitSource", "1", "Git, Refs, Auto, None")]
    [DataRow("SentryReleaseCommitSource", "Git, Refs", "Git, Refs, Auto, None")]
    [DataRow("SentryReleaseGitReader", "svn", "Auto, LibGit2, Git")]
    [DataRow("SentryReleaseFailure", "Message", "Warning, Error")]
    [DataRow("SentryReleaseStatus", "closed", "Open, Archived, Any")]
    [DataRow("SentryReleaseGitDirectory", "no-such-directory", "an existing directory")]
    [DataRow("SentryReleaseInitialCommits", "-1", "0 or more")]
    [DataRow("SentryReleaseInitialCommits", "1.5", "0 or more")]
    [DataRow("SentryReleaseMaxCommits", "1,000", "0 or more")]
    [DataRow("SentryReleaseMaxCommits", "99999999999", "0 or more")]
    [DataRow("SentryReleaseMaxCommits", "+5", "0 or more")]
    [DataRow("SentryReleaseMaxCommits", "٣", "0 or more")]
    [DataRow("SentryReleaseLimit", "0", "1 or more")]
    [DataRow("SentryReleaseTimeout", "0", "from 1 to 3600")]
    [DataRow("SentryReleaseTimeout", "3601", "from 1 to 3600")]
    [DataRow("SentryReleaseTimeout", "60s", "from 1 to 3600")]
    [DataRow("SentryReleaseDateReleased", "31.01.2026", "ISO 8601")]
    [DataRow("SentryReleaseDateReleased", "2026-02-30", "ISO 8601")]
    [DataRow("SentryReleaseDateReleased", "yesterday", "ISO 8601")]
    [DataRow("SentryReleaseDateReleased", "1700000000", "ISO 8601")]
    [DataRow("SentryReleaseUrl", "example.com", "http or https URL")]
    [DataRow("SentryReleaseUrl", "javascript:alert(1)", "http or https URL")]
    public void A_bad_value_is_named_with_what_is_accepted(string property, string value, string accepted)
    {
        var diagnostics = new List<Diagnostic>();

        var properties = new Dictionary<string, string> { [property] = value };
        Assert.IsNull(SettingsReader.Read(properties, ProjectDirectory, new FakeMachine(), diagnostics.Add));

        var diagnostic = diagnostics.Single();
        Assert.AreEqual("SRM1005", diagnostic.Code);
        Assert.AreEqual(Severity.Error, diagnostic.Severity);
        Assert.StartsWith(property + " is ", diagnostic.Message);
        Assert.Contains(value.Split(';')[^1], diagnostic.Message);
        Assert.Contains(accepted, diagnostic.Message);
    }

    [TestMethod]
    public void All_bad_values_are_named_at_once()
    {
        var diagnostics = new List<Diagnostic>();
        var properties = new Dictionary<string, string>
        {
            ["SentryReleaseFinalize"] = "x",
            ["SentryReleaseTimeout"] = "x",
            ["SentryReleaseOn"] = "x",
            ["SentryReleaseUrl"] = "x",
        };

        Assert.IsNull(SettingsReader.Read(properties, ProjectDirectory, new FakeMachine(), diagnostics.Add));

        Assert.HasCount(properties.Count, diagnostics);
        Assert.IsTrue(properties.Keys.All(name => diagnostics.Exists(d => d.Message.StartsWith(name, StringComparison.Ordinal))));
    }

    [TestMethod]
    public void A_value_too_long_to_read_is_cut() =>
        Assert.IsLessThan(400, Refusal(new() { ["SentryReleaseTimeout"] = new string('x', 100_000) }).Length);

    [TestMethod]
    public void Relative_paths_start_at_the_projects_directory()
    {
        using var folder = new TemporaryFolder();
        var project = folder.CreateDirectory("project");
        var repository = folder.CreateDirectory("repository");
        var properties = new Dictionary<string, string>
        {
            ["SentryReleaseGitDirectory"] = @"..\repository",
            ["SentryReleaseReport"] = "out/report.json",
        };

        var settings = SettingsReader.Read(properties, project, new FakeMachine(), diagnostic => Assert.Fail(diagnostic.Message));

        Assert.AreEqual(repository, settings!.History.Directory);
        Assert.AreEqual(Path.Combine(project, "out", "report.json"), settings.Report);
    }

    [TestMethod]
    public void The_release_is_the_environments_when_the_property_is_unset()
    {
        var machine = new FakeMachine { Variables = { ["SENTRY_RELEASE"] = " env@1 " } };

        Assert.AreEqual("env@1", Read([], machine).Release);
        Assert.AreEqual("property@1", Read(new() { ["SentryRelease"] = "property@1" }, machine).Release);
    }

    [TestMethod]
    [DataRow("true", false)]
    [DataRow("TRUE", false)]
    [DataRow(" 1 ", false)]
    [DataRow("false", true)]
    [DataRow("0", true)]
    [DataRow("", true)]
    public void The_environment_can_allow_failure(string value, bool failureIsError)
    {
        var machine = new FakeMachine { Variables = { ["SENTRY_ALLOW_FAILURE"] = value } };

        Assert.AreEqual(failureIsError, Read(new() { ["SentryReleaseFailure"] = "Error" }, machine).FailureIsError);
    }

    [TestMethod]
    public void Failure_and_report_are_known_though_another_property_is_invalid()
    {
        var properties = new Dictionary<string, string>
        {
            ["SentryReleaseFailure"] = "Error",
            ["SentryReleaseReport"] = "report.json",
            ["SentryReleaseTimeout"] = "x",
        };

        Assert.IsTrue(SettingsReader.FailureIsError(properties, new FakeMachine()));
        Assert.AreEqual(Path.Combine(ProjectDirectory, "report.json"), SettingsReader.Report(properties, ProjectDirectory));
    }

    [TestMethod]
    public void A_deploy_has_all_its_properties()
    {
        var deploy = Read(new()
        {
            ["SentryReleaseDeployEnvironment"] = "production",
            ["SentryReleaseDeployName"] = "blue",
            ["SentryReleaseDeployUrl"] = "https://example.com/deploy",
            ["SentryReleaseDeployStarted"] = "2026-01-31T12:00:00Z",
            ["SentryReleaseDeployFinished"] = "2026-01-31T12:01:00Z",
        }).Deploy;

        var started = new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
        Assert.AreEqual(
            new DeploySettings("production", "blue", new Uri("https://example.com/deploy"), started, started.AddMinutes(1)), deploy);
    }

    [TestMethod]
    [DataRow("SentryReleaseDeployName", "blue")]
    [DataRow("SentryReleaseDeployUrl", "https://example.com")]
    [DataRow("SentryReleaseDeployStarted", "2026-01-31")]
    [DataRow("SentryReleaseDeployFinished", "2026-01-31")]
    public void A_deploy_without_its_environment_is_named(string property, string value)
    {
        var message = Refusal(new() { [property] = value });

        Assert.StartsWith(property, message);
        Assert.Contains("SentryReleaseDeployEnvironment", message);
    }

    private static ReleaseSettings Read(Dictionary<string, string> properties, FakeMachine? machine = null)
    {
        var settings = SettingsReader.Read(
            properties, ProjectDirectory, machine ?? new FakeMachine(), diagnostic => Assert.Fail(diagnostic.Message));
        Assert.IsNotNull(settings);
        return settings;
    }

    private static string Refusal(Dictionary<string, string> properties)
    {
        var diagnostics = new List<Diagnostic>();
        Assert.IsNull(SettingsReader.Read(properties, ProjectDirectory, new FakeMachine(), diagnostics.Add));
        return diagnostics.Single().Message;
    }

    private static string? Show(string property, ReleaseSettings settings) => property switch
    {
        "SentryRelease" => settings.Release,
        "SentryReleaseEnabled" => settings.Enabled.ToString(),
        "SentryReleaseOn" => settings.On.ToString(),
        "SentryReleaseCommitSource" => settings.CommitSource.ToString(),
        "SentryReleaseGitReader" => settings.History.Reader.ToString(),
        "SentryReleaseRevision" => settings.History.Revision,
        "SentryReleasePreviousRevision" => settings.History.PreviousRevision,
        "SentryReleaseTagPattern" => string.Join('|', settings.History.TagPatterns),
        "SentryReleaseTagExclude" => string.Join('|', settings.History.TagExcludes),
        "SentryReleasePaths" => string.Join('|', settings.History.Paths),
        "SentryReleaseRepository" => settings.Repository,
        "SentryReleaseInitialCommits" => Number(settings.History.InitialCommits),
        "SentryReleaseMaxCommits" => Number(settings.History.MaxCommits),
        "SentryReleaseChangedFiles" => settings.History.ChangedFiles.ToString(),
        "SentryReleaseFinalize" => settings.Finalize.ToString(),
        "SentryReleaseDateReleased" => settings.DateReleased?.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        "SentryReleaseUrl" => settings.Url?.AbsoluteUri,
        "SentryReleaseRef" => settings.Ref,
        "SentryReleaseTimeout" => settings.Timeout.ToString(),
        "SentryReleaseDryRun" => settings.DryRun.ToString(),
        "SentryReleaseVerify" => settings.Verify.ToString(),
        "SentryReleaseEmbed" => settings.Embed.ToString(),
        "SentryReleaseSdkTakeover" => settings.SdkTakeover.ToString(),
        "SentryReleaseFailure" => settings.FailureIsError.ToString(),
        "SentryReleaseQuery" => settings.Query,
        "SentryReleaseStatus" => settings.Status.ToString(),
        "SentryReleaseLimit" => Number(settings.Limit),
        _ => throw new ArgumentOutOfRangeException(nameof(property), property, null),
    };

    private static string Number(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Holds nothing, and remembers what it was asked for.</summary>
    private sealed class RecordingProperties : Dictionary<string, string>, IReadOnlyDictionary<string, string>
    {
        public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

        bool IReadOnlyDictionary<string, string>.TryGetValue(string key, out string value)
        {
            Names.Add(key);
            value = "";
            return false;
        }
    }
}
