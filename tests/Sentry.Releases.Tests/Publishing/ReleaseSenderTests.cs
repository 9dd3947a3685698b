using System.Globalization;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.Publishing;
using Sentry.Releases.SentryApi;
using Sentry.Releases.Tests.SentryApi;

namespace Sentry.Releases.Tests.Publishing;

/// <summary>Which requests are sent after which answers, and what is said of it: by a server within the process, so that every way can be tried.</summary>
[TestClass]
internal sealed class ReleaseSenderTests
{
    private const string Date = "2026-01-31T12:00:00Z";
    private const string Whole = """{"version": "app@1", "ref": "abc", "url": "https://example.com", "dateReleased": "2026-01-31T12:00:00Z", "commitCount": 2}""";
    private const string OfProject = """, "projects": [{"slug": "web", "id": 101}]}""";

    private static readonly (string Name, string Json)[] Fields =
        [("ref", "ref"), ("url", "url"), ("date", "dateReleased"), ("files", "patch_set"), ("commits", "commits")];

    private static readonly ReleaseRequest Request = new()
    {
        Version = "app@1",
        Projects = ["web"],
        Ref = "abc",
        Url = "https://example.com",
        DateReleased = DateTimeOffset.Parse(Date, CultureInfo.InvariantCulture),
        Commits = [new ReleaseCommit("1", "a", PatchSet: [new("a", "A")]), new ReleaseCommit("2", "b #skipsentry"), new ReleaseCommit("3", "c")],
    };

    private readonly ReleaseReport _report = new();
    private readonly List<Diagnostic> _said = [];
    private InMemoryServer _server = null!;

    [TestMethod]
    [DataRow(201, Whole, ReleaseOutcome.Created, "")]
    [DataRow(208, Whole, ReleaseOutcome.Updated, "Sentry had the release app@1 already, and its list of commits is now that of this build.")]
    [DataRow(201, """{"version": "app@1"}""", ReleaseOutcome.Created, "")]
    [DataRow(201, """{"version": "app@1", "ref": "abc", "url": null, "dateReleased": "2026-01-31T12:00:00.9Z"}""", ReleaseOutcome.Created, "")]
    public void A_release_that_holds_what_was_sent_needs_one_request(int status, string body, ReleaseOutcome outcome, string note)
    {
        Assert.AreEqual("POST", Send(Request, _ => (status, body)));
        Assert.AreEqual(outcome, _report.Outcome);
        Assert.AreEqual(2, _report.Commits);
        Assert.AreEqual(note, string.Join(' ', _report.Notes));
        Assert.AreSame(Request, _report.Request);
        Assert.AreEqual("app@1", _report.Response!.Value.GetProperty("version").GetString());
        Assert.IsEmpty(_said);
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
        Assert.AreEqual(ReleaseOutcome.Updated, _report.Outcome);
        Assert.AreEqual("Sentry had the release app@1 already, and its list of commits is now that of this build.", _report.Notes.Single());
        Assert.IsEmpty(_said);
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
        Assert.AreEqual(ReleaseOutcome.Created, _report.Outcome);
        Assert.AreEqual(isUpdated ? 1 : 0, _report.Notes.Count);
    }

    [TestMethod]
    [DataRow("""{"version": ["odd"]}""", "Sentry refused it (version: odd).")]
    [DataRow("""{"projects": ["odd"]}""", "Sentry refused it (projects: odd).")]
    public void What_every_body_has_is_refused_once(string body, string why)
    {
        Assert.AreEqual("POST", Send(Request, _ => (400, body)));
        AssertSaid($"Error SRM3001 Could not create the release 'app@1': {why}");
        Assert.AreEqual(ReleaseOutcome.Failed, _report.Outcome);
        Assert.AreSame(Request, _report.Request);
    }

    [TestMethod]
    public void A_server_that_refuses_all_gets_five_bodies_and_the_smallest_is_reported()
    {
        Assert.AreEqual("POST POST[ref date files commits] POST[ref url date commits] POST[ref url date] POST[]", Send(Request, _ => (400, "")));
        AssertSaid("Error SRM3001 Could not create the release 'app@1': Sentry refused it. It was sent with less in it, too, and not accepted.");
        Assert.IsNull(_report.Request!.Commits);
        Assert.AreEqual(0, _report.Commits);
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
        Assert.AreEqual("SRM3009", string.Join(' ', _said.Select(diagnostic => diagnostic.Code)));
        Assert.IsEmpty(_report.Notes);
    }

    [TestMethod]
    public void A_date_that_is_refused_is_said_once_and_not_sent_again()
    {
        Assert.AreEqual("POST POST[ref url files commits]", Send(Request, request =>
            request.Body.Contains("dateReleased", StringComparison.Ordinal) ? (400, """{"dateReleased": ["odd"]}""") : (201, """{"version": "app@1", "ref": "abc", "url": "https://example.com", "dateReleased": null}""")));
        AssertSaid("Warning SRM3011 Could not create the release 'app@1': Sentry refused it (dateReleased: odd). It was sent again without its date, so it is not marked as released.");
    }

    [TestMethod]
    [DataRow(1, 1, "Warning SRM3010 Sentry holds 1 of the 2 commits that were sent with the release 'app@1'. Another build may have replaced them. Create the release again.")]
    [DataRow(2, 2, "")]
    [DataRow(3, 2, "")]
    public void What_Sentry_holds_is_counted(int held, int counted, string said)
    {
        Send(Request, _ => (201, Whole.Replace("\"commitCount\": 2", $"\"commitCount\": {held}", StringComparison.Ordinal)));
        AssertSaid(said);
        Assert.AreEqual(counted, _report.Commits);
    }

    [TestMethod]
    public void The_update_says_best_what_Sentry_holds()
    {
        Send(Request, request => request.Method == "POST" ? (208, """{"version": "app@1", "ref": null, "commitCount": 0}""") : (200, Whole));
        Assert.AreEqual(2, _report.Commits);
        Assert.AreEqual("abc", _report.Response!.Value.GetProperty("ref").GetString());
        Assert.IsEmpty(_said);
    }

    [TestMethod]
    public void An_update_that_is_refused_is_said_and_costs_nothing_else()
    {
        Assert.AreEqual("POST PUT[ref url date]", Send(Request, request => request.Method == "POST" ? (208, """{"version": "app@1", "ref": null}""") : (403, "")));
        Assert.AreEqual("SRM3003", _said.Single().Code);
        Assert.AreEqual(Severity.Error, _said[0].Severity);
        Assert.AreEqual(ReleaseOutcome.Updated, _report.Outcome);
    }

    [TestMethod]
    public void A_detail_of_an_update_that_is_refused_is_left_out_of_it()
    {
        Assert.AreEqual("POST PUT[ref url date] PUT[ref date]", Send(Request, request =>
            request.Method == "POST" ? (208, """{"version": "app@1", "ref": null}""") : request.Body.Contains("url", StringComparison.Ordinal) ? (400, """{"url": ["odd"]}""") : (200, Whole)));
        AssertSaid("Warning SRM3011 Could not update the release 'app@1': Sentry refused it (url: odd). It was sent again without its link.");
    }

    [TestMethod]
    public void A_server_that_fails_is_asked_before_each_further_try_whether_it_has_the_release()
    {
        Assert.AreEqual("POST GET POST GET POST", Send(Request, request => request.Method == "GET" ? (404, "") : Count("POST") < 3 ? (500, "") : (201, Whole)));
        Assert.IsEmpty(_said);
        Assert.IsEmpty(_report.Notes);
        Assert.AreEqual(ReleaseOutcome.Created, _report.Outcome);
    }

    [TestMethod]
    public void What_a_server_made_before_it_failed_is_updated()
    {
        var held = $$"""{"version": "app@1", "ref": null{{OfProject}}""";
        Assert.AreEqual("POST GET PUT[ref url date files commits]", Send(Request, request => request.Method switch { "POST" => (500, ""), "GET" => (200, held), _ => (200, Whole) }));
        Assert.IsEmpty(_said);
        Assert.IsEmpty(_report.Notes);
        Assert.AreEqual(ReleaseOutcome.Updated, _report.Outcome);
    }

    [TestMethod]
    public void A_project_that_is_lacking_is_sent_until_the_time_is_up_and_then_said()
    {
        var held = """{"version": "app@1", "projects": [{"slug": "api", "id": 102}]}""";
        var sent = Send(Request, request => request.Method switch { "POST" => (500, ""), "GET" => (200, held), _ => (200, held) });
        Assert.StartsWith("POST GET POST GET POST", sent);
        Assert.EndsWith("PUT[ref url date files commits]", sent);
        AssertSaid("Warning SRM3011 The release 'app@1' was updated, but not added to the project web: the server accepts no release that it has already.");
        Assert.IsInRange(20, 30, _server.Requests[^1].After.TotalSeconds);
    }

    [TestMethod]
    [DataRow("""[{"slug": "other", "id": 101}]""", "101", true)]
    [DataRow("""[{"slug": "web", "id": 7}]""", "web", true)]
    [DataRow("""[{"slug": "web"}]""", "api", true)]
    [DataRow("""[{"slug": "web", "id": 7}]""", "api", false)]
    public void A_project_is_held_by_its_slug_or_its_id(string projects, string wanted, bool isHeld)
    {
        var held = $$"""{"version": "app@1", "projects": {{projects}}}""";
        var sent = Send(Request with { Projects = [wanted] }, request => request.Method switch { "POST" => (500, ""), "GET" => (200, held), _ => (200, held) });
        Assert.AreEqual(isHeld, sent.StartsWith("POST GET PUT", StringComparison.Ordinal));
    }

    [TestMethod]
    public void A_server_that_fails_gets_less_when_half_of_the_time_is_up_and_the_least_for_the_rest_of_it()
    {
        Send(Request, request => request.Method == "GET" ? (404, "") : (500, ""));

        var bodies = _server.Requests.Where(request => request.Method == "POST").GroupBy(request => Parts(request.Body)).ToList();
        Assert.AreEqual("[ref url date files commits] [ref date files commits] [ref url date commits] [ref url date] []", string.Join(' ', bodies.Select(body => body.Key)));
        Assert.IsTrue(bodies[1..4].TrueForAll(body => body.Count() == 1));
        Assert.IsInRange(20, 30, bodies[1].First().After.TotalSeconds);
        Assert.IsInRange(50, 60, bodies[4].Last().After.TotalSeconds);
        Assert.IsLessThan(30, _server.Requests.Last(request => request.Method == "GET").After.TotalSeconds);
        Assert.EndsWith("It was sent with less in it, too, and not accepted.", _said.Single().Message);
    }

    private int Count(string method) => _server.Requests.Count(request => request.Method == method);

    /// <returns>The requests; of each but the first body that creates the release what is in it.</returns>
    private string Send(ReleaseRequest request, Func<InMemoryRequest, (int Status, string Body)> answer, bool isDateGiven = false)
    {
        _server = new InMemoryServer(answer);
        var draft = new ReleaseDraft(request, IsTruncated: false, isDateGiven);
        new ReleaseSender(_server.Client, draft, _report, new DiagnosticLog(failureIsError: true, _said.Add)).Send();
        Assert.AreEqual(_server.Requests.Count, _server.Client.Requests);
        var whole = Parts(_server.Requests[0].Body);
        return string.Join(' ', _server.Requests.Select(sent => sent.Method is "GET" || (sent.Method is "POST" && Parts(sent.Body) == whole) ? sent.Method : sent.Method + Parts(sent.Body)));
    }

    private void AssertSaid(string said) =>
        Assert.AreEqual(said, string.Join('\n', _said.Select(diagnostic => $"{diagnostic.Severity} {diagnostic.Code} {diagnostic.Message}")));

    private static string Parts(string body) =>
        $"[{string.Join(' ', Fields.Where(field => body.Contains($"\"{field.Json}\":", StringComparison.Ordinal)).Select(field => field.Name))}]";
}
