using Sentry.Releases.Diagnostics;
using Sentry.Releases.Publishing;

namespace Sentry.Releases.Tests.Publishing;

/// <summary>Which requests are sent after which answers, and what is said of it.</summary>
[TestClass]
internal sealed class ReleaseSenderTests : SenderScenario
{
    [TestMethod]
    [DataRow(201, Whole, ReleaseOutcome.Created, "")]
    [DataRow(208, Whole, ReleaseOutcome.Updated, "Sentry had the release app@1 already, and its list of commits is now that of this build.")]
    [DataRow(201, """{"version": "app@1"}""", ReleaseOutcome.Created, "")]
    [DataRow(201, """{"version": "app@1", "ref": "abc", "url": null, "dateReleased": "2026-01-31T12:00:00.9Z"}""", ReleaseOutcome.Created, "")]
    public void A_release_that_holds_what_was_sent_needs_one_request(int status, string body, ReleaseOutcome outcome, string note)
    {
        Assert.AreEqual("POST", Send(Request, _ => (status, body)));
        Assert.AreEqual(outcome, Report.Outcome);
        Assert.AreEqual(2, Report.Commits);
        Assert.AreEqual(note, string.Join(' ', Report.Notes));
        Assert.AreSame(Request, Report.Request);
        Assert.AreEqual("app@1", Report.Response!.Value.GetProperty("version").GetString());
        Assert.IsEmpty(Said);
    }

    [TestMethod]
    [DataRow("""{"version": "app@1", "ref": "other", "url": "https://example.com", "dateReleased": "2026-01-31T12:00:00Z"}""", true)]
    [DataRow("""{"version": "app@1", "ref": null, "url": "https://example.com", "dateReleased": "2026-01-31T12:00:00Z"}""", true)]
    [DataRow("""{"version": "app@1", "ref": "abc", "url": "https://other.example", "dateReleased": "2026-01-31T12:00:00Z"}""", true)]
    [DataRow("""{"version": "app@1", "ref": "abc", "url": "https://example.com", "dateReleased": null}""", true)]
    [DataRow("""{"version": "app@1", "ref": "abc", "url": "https://example.com", "dateReleased": "2026-01-31T11:00:00Z"}""", false)]
    [DataRow("""{"version": "app@1", "ref": "abc", "url": "https://example.com"}""", false)]
    [DataRow("""{"version": "app@1"}""", false)]
    public void What_Sentry_ignored_follows_in_an_update(string held, bool isUpdated)
    {
        Assert.AreEqual(isUpdated ? "POST PUT[ref url date]" : "POST", Send(Request, request => request.Method == "POST" ? (208, held) : (200, Whole)));
        Assert.AreEqual(ReleaseOutcome.Updated, Report.Outcome);
        Assert.AreEqual("Sentry had the release app@1 already, and its list of commits is now that of this build.", Report.Notes.Single());
        Assert.IsEmpty(Said);
    }

    [TestMethod]
    [DataRow("2026-01-31T12:00:00.9Z", false)]
    [DataRow("2026-01-31T12:00:01Z", true)]
    public void A_date_that_is_given_replaces_another_one(string held, bool isUpdated)
    {
        var body = Whole.Replace(Date, held, StringComparison.Ordinal);
        Assert.AreEqual(isUpdated ? "POST PUT[ref url date]" : "POST", Send(Request, request => request.Method == "POST" ? (208, body) : (200, Whole), isDateGiven: true));
    }

    [TestMethod]
    [DataRow("ref", "2026-01-31T11:00:00Z", true)]
    [DataRow("other", "2026-01-31T12:00:00Z", true)]
    [DataRow("abc", "2026-01-31T12:00:00Z", false)]
    public void A_release_that_another_made_is_completed_though_the_server_says_created(string reference, string date, bool isUpdated)
    {
        var held = $$"""{"version": "app@1", "ref": "{{reference}}", "url": null, "dateReleased": "{{date}}"}""";
        Assert.AreEqual(isUpdated ? "POST PUT[ref url date]" : "POST", Send(Request, request => request.Method == "POST" ? (201, held) : (200, Whole)));
        Assert.AreEqual(ReleaseOutcome.Created, Report.Outcome);
        Assert.AreEqual(isUpdated ? 1 : 0, Report.Notes.Count);
    }

    [TestMethod]
    [DataRow("""{"version": ["odd"]}""", "Sentry refused it (version: odd).")]
    [DataRow("""{"projects": ["odd"]}""", "Sentry refused it (projects: odd).")]
    public void What_every_body_has_is_refused_once(string body, string why)
    {
        Assert.AreEqual("POST", Send(Request, _ => (400, body)));
        AssertSaid($"Error SRM3001 Could not create the release 'app@1': {why}");
        Assert.AreEqual(ReleaseOutcome.Failed, Report.Outcome);
        Assert.AreSame(Request, Report.Request);
    }

    [TestMethod]
    public void A_server_that_refuses_all_gets_five_bodies_and_the_smallest_is_reported()
    {
        Assert.AreEqual("POST POST[ref date files commits] POST[ref url date commits] POST[ref url date] POST[]", Send(Request, _ => (400, "")));
        AssertSaid("Error SRM3001 Could not create the release 'app@1': Sentry refused it. It was sent with less in it, too, and not accepted.");
        Assert.IsNull(Report.Request!.Commits);
        Assert.AreEqual(0, Report.Commits);
    }

    [TestMethod]
    public void A_token_that_is_not_accepted_is_said_at_once()
    {
        Assert.AreEqual("POST", Send(Request, _ => (401, "")));
        // The word is the token, too.
        AssertSaid("Error SRM3002 Could not create the release 'app@1': http://localhost does not accept the ***.");
    }

    [TestMethod]
    public void A_date_that_only_the_last_body_had_to_do_without_follows()
    {
        var refusals = 3;
        Assert.AreEqual(
            "POST POST[ref date files commits] POST[ref url date commits] POST[ref url date] PUT[ref url date]",
            Send(Request, request => request.Method == "PUT" ? (200, Whole) : refusals-- > 0 ? (400, "") : (201, """{"version": "app@1", "dateReleased": null, "ref": "abc", "url": "https://example.com"}""")));
        Assert.AreEqual("SRM3009", string.Join(' ', Said.Select(diagnostic => diagnostic.Code)));
        Assert.IsEmpty(Report.Notes);
    }

    [TestMethod]
    public void A_date_that_is_refused_is_said_once_and_not_sent_again()
    {
        Assert.AreEqual("POST POST[ref url files commits]", Send(Request, request =>
            request.Body.Contains("dateReleased", StringComparison.Ordinal) ? (400, """{"dateReleased": ["odd"]}""") : (201, """{"version": "app@1", "ref": "abc", "url": "https://example.com", "dateReleased": null}""")));
        AssertSaid("Warning SRM3011 Could not create the release 'app@1': Sentry refused it (dateReleased: odd). It was sent again without its date, so it is not marked as released.");
    }

    [TestMethod]
    public void A_date_that_the_update_may_not_have_either_is_said_once()
    {
        var created = """{"version": "app@1", "ref": "abc", "url": "https://example.com", "dateReleased": null}""";
        Assert.AreEqual(
            "POST POST[ref date files commits] POST[ref url date commits] POST[ref url date] POST[] PUT[ref url date]",
            Send(Request, request => request.Body.Contains("ref", StringComparison.Ordinal) || request.Method == "PUT" ? (400, "") : (201, created)));
        Assert.AreEqual("SRM3001 SRM3011 SRM3009", string.Join(' ', Said.Select(diagnostic => diagnostic.Code)));
        Assert.DoesNotContain("date", Said[1].Message);
    }

    [TestMethod]
    [DataRow(1, 1, "Warning SRM3010 Sentry holds 1 of the 2 commits that were sent with the release 'app@1'. Another build may have replaced them. Create the release again.")]
    [DataRow(2, 2, "")]
    [DataRow(3, 2, "")]
    public void What_Sentry_holds_is_counted(int held, int counted, string said)
    {
        Send(Request, _ => (201, Whole.Replace("\"commitCount\": 2", $"\"commitCount\": {held}", StringComparison.Ordinal)));
        AssertSaid(said);
        Assert.AreEqual(counted, Report.Commits);
    }

    [TestMethod]
    public void The_update_says_best_what_Sentry_holds()
    {
        Send(Request, request => request.Method == "POST" ? (208, """{"version": "app@1", "ref": null, "commitCount": 0}""") : (200, Whole));
        Assert.AreEqual(2, Report.Commits);
        Assert.AreEqual("abc", Report.Response!.Value.GetProperty("ref").GetString());
        Assert.IsEmpty(Said);
    }

    [TestMethod]
    public void An_update_that_is_refused_is_said_and_costs_nothing_else()
    {
        Assert.AreEqual("POST PUT[ref url date]", Send(Request, request => request.Method == "POST" ? (208, """{"version": "app@1", "ref": null}""") : (403, "")));
        Assert.AreEqual("SRM3003", Said.Single().Code);
        Assert.AreEqual(Severity.Error, Said[0].Severity);
        Assert.AreEqual(ReleaseOutcome.Updated, Report.Outcome);
    }

    [TestMethod]
    public void A_detail_of_an_update_that_is_refused_is_left_out_of_it()
    {
        Assert.AreEqual("POST PUT[ref url date] PUT[ref date]", Send(Request, request =>
            request.Method == "POST" ? (208, """{"version": "app@1", "ref": null}""") : request.Body.Contains("url", StringComparison.Ordinal) ? (400, """{"url": ["odd"]}""") : (200, Whole)));
        AssertSaid("Warning SRM3011 Could not update the release 'app@1': Sentry refused it (url: odd). It was sent again without its link.");
    }
}
