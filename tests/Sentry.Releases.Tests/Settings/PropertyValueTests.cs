using System.Globalization;
using Sentry.Releases.Git;
using Sentry.Releases.Settings;

namespace Sentry.Releases.Tests.Settings;

[TestClass]
public sealed class PropertyValueTests
{
    [TestMethod]
    [DataRow("SentryRelease", " app@1.0 ", "app@1.0")]
    [DataRow("SentryReleaseOn", "build; PACK;;Build", "build|PACK|Build")]
    [DataRow("SentryReleaseOn", ";", "Publish")]
    [DataRow("SentryReleaseCommitSource", "auto", "Auto")]
    [DataRow("SentryReleaseCommitSource", "None", "None")]
    [DataRow("SentryReleaseGitReader", "libgit2", "LibGit2")]
    [DataRow("SentryReleasePreviousRevision", "deployed:prod", "deployed:prod")]
    [DataRow("SentryReleaseTagPattern", " v* ;; r-*;v*", "v*|r-*")]
    [DataRow("SentryReleaseTagPattern", ";", "*")]
    [DataRow("SentryReleaseTagExclude", "*-rc*,x", "*-rc*,x")]
    [DataRow("SentryReleasePrereleaseTags", "whenprerelease", "WhenPrerelease")]
    [DataRow("SentryReleasePaths", "src;docs/a b", "src|docs/a b")]
    [DataRow("SentryReleaseInitialCommits", "0", "0")]
    [DataRow("SentryReleaseChangedFiles", "FALSE", "False")]
    [DataRow("SentryReleaseDateReleased", "2026-01-31", "2026-01-31T00:00:00.0000000+00:00")]
    [DataRow("SentryReleaseDateReleased", "2026-01-31T12:34", "2026-01-31T12:34:00.0000000+00:00")]
    [DataRow("SentryReleaseDateReleased", "2026-01-31T12:34:56", "2026-01-31T12:34:56.0000000+00:00")]
    [DataRow("SentryReleaseDateReleased", "2026-01-31T12:34:56Z", "2026-01-31T12:34:56.0000000+00:00")]
    [DataRow("SentryReleaseDateReleased", "2026-01-31T12:34:56.789+02:00", "2026-01-31T12:34:56.7890000+02:00")]
    [DataRow("SentryReleaseUrl", "https://example.com/r?x=1", "https://example.com/r?x=1")]
    [DataRow("SentryReleaseTimeout", "3600", "01:00:00")]
    [DataRow("SentryReleaseTimeout", "1", "00:00:01")]
    [DataRow("SentryReleaseFailure", "error", "Error")]
    [DataRow("SentryReleaseStatus", "archived", "Archived")]
    [DataRow("SentryReleaseLimit", "1", "1")]
    public void A_good_value_is_used(string property, string value, string expected) =>
        Assert.AreEqual(expected, Show(SettingsScenario.Read((property, value)), property));

    [TestMethod]
    [DataRow("SentryReleaseEnabled", "yes", "true or false")]
    [DataRow("SentryReleaseFinalize", "1", "true or false")]
    [DataRow("SentryReleaseDryRun", "truee", "true or false")]
    [DataRow("SentryReleaseSdkTakeover", "true;false", "true or false")]
    [DataRow("SentryReleaseOn", "Publish;Run", "Build, Publish, Pack")]
    [DataRow("SentryReleaseOn", "2", "Build, Publish, Pack")]
    [DataRow("SentryReleaseOn", "Build,Pack", "Build, Publish, Pack")]
    [DataRow("SentryReleaseCommitSource", "1", "Git, Refs, Auto, None")]
    [DataRow("SentryReleaseCommitSource", "Git, Refs", "Git, Refs, Auto, None")]
    [DataRow("SentryReleaseGitReader", "svn", "Auto, LibGit2, Git")]
    [DataRow("SentryReleasePreviousRevision", "deployed:", "deployed: and the name of an environment")]
    [DataRow("SentryReleasePreviousRevision", "deployed: ", "deployed: and the name of an environment")]
    [DataRow("SentryReleasePrereleaseTags", "true", "Count, Ignore, WhenPrerelease")]
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
        var message = SettingsScenario.ReadInvalid((property, value));

        Assert.StartsWith(property + " is ", message);
        Assert.Contains(value.Trim(), message);
        Assert.Contains(accepted, message);
    }

    [TestMethod]
    public void A_value_too_long_to_read_is_cut() =>
        Assert.IsLessThan(400, SettingsScenario.ReadInvalid(("SentryReleaseTimeout", new string('x', 100_000))).Length);

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

        var settings = ReleaseSettings.Read(properties, project, new FakeMachine().Environment);

        Assert.IsTrue(settings.Check(diagnostic => Assert.Fail(diagnostic.Message)));
        Assert.AreEqual(repository, settings.History.Directory);
        Assert.AreEqual(Path.Combine(project, "out", "report.json"), settings.Get(Properties.Report));
    }

    private static string? Show(ReleaseSettings settings, string name) => Properties.All.Single(property => property.Name == name) switch
    {
        Property<string?> text => settings.Get(text),
        Property<IReadOnlyList<string>> list => string.Join('|', settings.Get(list)),
        Property<bool> boolean => settings.Get(boolean).ToString(),
        Property<int> number => settings.Get(number).ToString(CultureInfo.InvariantCulture),
        Property<TimeSpan> time => settings.Get(time).ToString(),
        Property<DateTimeOffset?> date => settings.Get(date)?.ToString("O", CultureInfo.InvariantCulture),
        Property<Uri?> url => settings.Get(url)?.AbsoluteUri,
        Property<CommitSource> choice => settings.Get(choice).ToString(),
        Property<PrereleaseTags> choice => settings.Get(choice).ToString(),
        Property<FailureLevel> choice => settings.Get(choice).ToString(),
        Property<Releases.Git.GitReaderChoice> choice => settings.Get(choice).ToString(),
        Property<Releases.SentryApi.StatusFilter> choice => settings.Get(choice).ToString(),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };
}
