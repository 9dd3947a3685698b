using Sentry.Releases.Diagnostics;
using Sentry.Releases.Git;
using Sentry.Releases.SentryApi;
using Sentry.Releases.Settings;

namespace Sentry.Releases.Tests.Settings;

[TestClass]
public sealed class ReleaseSettingsTests
{
    [TestMethod]
    public void Unset_properties_have_the_defaults_of_the_design()
    {
        var settings = SettingsScenario.Read();

        Assert.IsNull(settings.GivenName);
        Assert.AreEqual(CommitSource.Git, settings.Get(Properties.CommitSource));
        Assert.AreEqual(PrereleaseTags.Count, settings.Get(Properties.PrereleaseTags));
        Assert.IsFalse(settings.Get(Properties.ProjectPaths));
        Assert.IsTrue(settings.Get(Properties.Finalize));
        Assert.IsNull(settings.Get(Properties.DateReleased));
        Assert.IsNull(settings.Get(Properties.Url));
        Assert.IsNull(settings.Get(Properties.DeployEnvironment));
        Assert.IsFalse(settings.FailureIsError);
        Assert.AreEqual(TimeSpan.FromSeconds(60), settings.Get(Properties.Timeout));
        Assert.IsFalse(settings.Get(Properties.DryRun));
        Assert.IsFalse(settings.Get(Properties.Verify));
        Assert.IsFalse(settings.Get(Properties.OnlyInCI));
        Assert.IsFalse(settings.Get(Properties.StepSummary));
        Assert.IsNull(settings.Get(Properties.Report));
        Assert.IsFalse(settings.Get(Properties.Embed));
        Assert.AreEqual(StatusFilter.Open, settings.Get(Properties.Status));
        Assert.AreEqual(100, settings.Get(Properties.Limit));
    }

    [TestMethod]
    public void The_history_asked_for_has_the_defaults_of_the_design()
    {
        var history = SettingsScenario.Read().History;

        Assert.AreEqual(GitReaderChoice.Auto, history.Reader);
        Assert.AreEqual(SettingsScenario.ProjectDirectory, history.Directory);
        Assert.IsNull(history.Revision);
        Assert.IsNull(history.PreviousRevision);
        Assert.AreEqual("*", history.TagPatterns.Single());
        Assert.IsEmpty(history.TagExcludes);
        Assert.IsEmpty(history.Paths);
        Assert.AreEqual(20, history.InitialCommits);
        Assert.AreEqual(1000, history.MaxCommits);
        Assert.IsTrue(history.ChangedFiles);
    }

    [TestMethod]
    public void The_history_asked_for_is_that_of_the_properties()
    {
        var history = SettingsScenario.Read(
            ("SentryReleaseGitReader", "Git"),
            ("SentryReleaseRevision", "main~2"),
            ("SentryReleasePreviousRevision", "v1"),
            ("SentryReleaseTagPattern", "v*"),
            ("SentryReleaseTagExclude", "*-rc"),
            ("SentryReleasePaths", "src"),
            ("SentryReleaseInitialCommits", "1"),
            ("SentryReleaseMaxCommits", "2"),
            ("SentryReleaseChangedFiles", "false")).History;

        Assert.AreEqual(GitReaderChoice.Git, history.Reader);
        Assert.AreEqual("main~2", history.Revision);
        Assert.AreEqual("v1", history.PreviousRevision);
        Assert.AreEqual("v*", history.TagPatterns.Single());
        Assert.AreEqual("*-rc", history.TagExcludes.Single());
        Assert.AreEqual("src", history.Paths.Single());
        Assert.AreEqual(1, history.InitialCommits);
        Assert.AreEqual(2, history.MaxCommits);
        Assert.IsFalse(history.ChangedFiles);
    }

    [TestMethod]
    public void The_base_may_be_what_is_deployed()
    {
        var settings = SettingsScenario.Read(("SentryReleasePreviousRevision", "deployed: eu prod"));

        Assert.AreEqual("eu prod", settings.DeployedTo);
        Assert.IsNull(settings.History.PreviousRevision);
    }

    [TestMethod]
    public void White_space_is_unset_in_every_property()
    {
        var settings = SettingsScenario.Read([.. Properties.All.Select(property => (property.Name, " \t\n")), ("Unknown", "ignored")]);

        Assert.IsFalse(Properties.All.Any(settings.IsSet));
    }

    [TestMethod]
    public void All_bad_values_are_named_at_once()
    {
        string[] names = ["SentryReleaseFinalize", "SentryReleaseTimeout", "SentryReleaseOn", "SentryReleaseUrl"];
        var diagnostics = new List<Diagnostic>();

        Assert.IsFalse(SettingsScenario.ReadAny(new FakeMachine(), [.. names.Select(name => (name, "x"))]).Check(diagnostics.Add));

        CollectionAssert.AreEquivalent(names, diagnostics.Select(diagnostic => diagnostic.Message.Split(' ')[0]).ToArray());
    }

    [TestMethod]
    public void The_release_is_the_environments_when_the_property_is_unset()
    {
        var machine = new FakeMachine { Variables = { ["SENTRY_RELEASE"] = " env@1 " } };

        Assert.AreEqual("env@1", SettingsScenario.Read(machine).GivenName?.Value);
        Assert.AreEqual("property@1", SettingsScenario.Read(machine, ("SentryRelease", "property@1")).GivenName?.Value);
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

        Assert.AreEqual(failureIsError, SettingsScenario.Read(machine, ("SentryReleaseFailure", "Error")).FailureIsError);
    }

    [TestMethod]
    public void Failure_and_report_are_known_though_another_property_is_invalid()
    {
        var settings = SettingsScenario.ReadAny(new FakeMachine(),
            ("SentryReleaseFailure", "Error"), ("SentryReleaseReport", "report.json"), ("SentryReleaseTimeout", "x"));

        Assert.IsTrue(settings.FailureIsError);
        Assert.AreEqual(Path.Combine(SettingsScenario.ProjectDirectory, "report.json"), settings.Get(Properties.Report));
    }

    [TestMethod]
    [DataRow("SentryReleaseDeployName", "blue")]
    [DataRow("SentryReleaseDeployUrl", "https://example.com")]
    [DataRow("SentryReleaseDeployStarted", "2026-01-31")]
    [DataRow("SentryReleaseDeployFinished", "2026-01-31")]
    public void A_deploy_without_its_environment_is_named(string property, string value)
    {
        var message = SettingsScenario.ReadInvalid((property, value));

        Assert.StartsWith(property, message);
        Assert.Contains("SentryReleaseDeployEnvironment", message);
    }
}
