using Sentry.Releases.Diagnostics;
using Sentry.Releases.Publishing;
using Sentry.StandIn;

namespace Sentry.Releases.Tests.Publishing;

/// <summary>The summary on the page that a CI service shows of a job.</summary>
[TestClass]
public sealed class StepSummaryTests
{
    [TestMethod]
    public async Task GitHub_gets_a_section_at_the_end_of_its_file()
    {
        await using var scenario = await StartAsync("GITHUB_STEP_SUMMARY", "summary.md");
        File.WriteAllText(scenario.PathOf("summary.md"), "before\n");

        await scenario.RunAsync();

        Assert.AreEqual(
            $"before\n### Sentry release `app@1.0`\n\nCreated with 2 commits since `v1`, deployed to `production`. [Open in Sentry](<{scenario.Sentry.Url}organizations/acme/releases/app%401.0/>)\n\n\n",
            File.ReadAllText(scenario.PathOf("summary.md")));
    }

    [TestMethod]
    public async Task Each_run_adds_a_section_also_when_many_write_at_once()
    {
        await using var scenario = await StartAsync("GITHUB_STEP_SUMMARY", "summary.md");

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => scenario.RunAsync())));

        var lines = File.ReadAllLines(scenario.PathOf("summary.md"));
        Assert.AreEqual(20, lines.Count(line => line == "### Sentry release `app@1.0`"));
        Assert.AreEqual(20, lines.Count(line => line.Contains("2 commits since `v1`", StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task Azure_gets_a_file_beside_the_report_and_a_line_that_names_it()
    {
        await using var scenario = await StartAsync("TF_BUILD", "True");

        var report = await scenario.RunAsync();

        var path = scenario.PathOf("obj/sentry-release.md");
        Assert.AreEqual($"##vso[task.uploadsummary]{path}", report.Notes.Single());
        Assert.Contains("### Sentry release `app@1.0`", File.ReadAllText(path));
    }

    [TestMethod]
    [DataRow("false", "GITHUB_STEP_SUMMARY")]
    [DataRow("true", "GITLAB_CI")]
    public async Task Elsewhere_and_unasked_nothing_is_written(string asked, string variable)
    {
        await using var scenario = (await StartAsync(variable, "summary.md")).With("SentryReleaseStepSummary", asked);

        var report = await scenario.RunAsync();

        Assert.IsFalse(File.Exists(scenario.PathOf("summary.md")));
        Assert.IsFalse(File.Exists(scenario.PathOf("obj/sentry-release.md")));
        Assert.IsEmpty(report.Notes);
    }

    [TestMethod]
    public async Task A_file_that_cannot_be_written_is_a_warning_and_nothing_else()
    {
        await using var scenario = await StartAsync("GITHUB_STEP_SUMMARY", "no/such/folder/summary.md");

        var report = await scenario.RunAsync();

        Assert.AreEqual("SRM1009", scenario.Codes().Single());
        Assert.Contains("SentryReleaseStepSummary", scenario.Diagnostics[0].Message);
        Assert.AreEqual(ReleaseOutcome.Created, report.Outcome);
    }

    [TestMethod]
    public async Task The_token_is_not_in_it()
    {
        const string Token = "s3cret-t0ken";
        await using var scenario = await StartAsync("GITHUB_STEP_SUMMARY", "summary.md", new StandInOptions { Tokens = [new StandInToken(Token)] });

        await scenario.With("SentryReleaseDeployEnvironment", Token).RunAsync();

        Assert.Contains("deployed to `***`", File.ReadAllText(scenario.PathOf("summary.md")));
        Assert.DoesNotContain(Token, File.ReadAllText(scenario.PathOf("summary.md")));
    }

    [TestMethod]
    public void What_others_wrote_is_shown_as_it_is()
    {
        var markdown = StepSummary.Markdown(new ReleaseReport
        {
            Release = "``<b>`@1.0",
            Outcome = ReleaseOutcome.Failed,
            Diagnostics =
            [
                new Diagnostic("SRM3001", Severity.Warning, "Sentry refused it (<img src=x> *url*: [a](b) @octocat `x`)."),
                new Diagnostic("SRM6001", Severity.Message, "not shown"),
            ],
        })!;

        Assert.AreEqual(
            "### Sentry release ```` ``<b>`@1.0 ````\n\nNot created.\n\n- SRM3001: Sentry refused it (\\<img src=x\\> \\*url\\*: \\[a\\](b) \\@octocat \\`x\\`).\n\n".Replace("````", "```", StringComparison.Ordinal),
            markdown);
    }

    [TestMethod]
    public void A_run_that_had_nothing_to_do_has_no_section() => Assert.IsNull(StepSummary.Markdown(new ReleaseReport { Outcome = ReleaseOutcome.Skipped }));

    private static async Task<CreationScenario> StartAsync(string variable, string value, StandInOptions? options = null)
    {
        var scenario = (await CreationScenario.StartAsync(options)).WithSampleHistory()
            .With("SentryReleaseStepSummary", "true")
            .With("SentryReleaseDeployEnvironment", "production");
        scenario.Machine.Variables[variable] = value.EndsWith(".md", StringComparison.Ordinal) ? scenario.PathOf(value) : value;
        return scenario;
    }
}
