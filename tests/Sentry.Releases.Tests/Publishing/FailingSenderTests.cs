using Sentry.Releases.Publishing;

namespace Sentry.Releases.Tests.Publishing;

/// <summary>Which requests are sent to a server that fails with 500.</summary>
[TestClass]
internal sealed class FailingSenderTests : SenderScenario
{
    [TestMethod]
    public void A_server_that_fails_is_asked_before_each_further_try_whether_it_has_the_release()
    {
        Assert.AreEqual("POST GET POST GET POST", Send(Request, request => request.Method == "GET" ? (404, "") : Count("POST") < 3 ? (500, "") : (201, Whole)));
        Assert.IsEmpty(Said);
        Assert.IsEmpty(Report.Notes);
        Assert.AreEqual(ReleaseOutcome.Created, Report.Outcome);
    }

    [TestMethod]
    public void A_release_that_a_failed_try_may_have_made_is_not_said_to_have_been_there()
    {
        Assert.AreEqual("POST GET POST", Send(Request, request => request.Method == "GET" ? (500, "") : Count("POST") == 1 ? (500, "") : (208, Whole)));
        Assert.IsEmpty(Report.Notes);
    }

    [TestMethod]
    public void What_a_server_made_before_it_failed_is_updated()
    {
        var held = $$"""{"version": "app@1", "ref": null{{OfProject}}""";
        Assert.AreEqual("POST GET PUT[ref url date files commits]", Send(Request, request => request.Method switch { "POST" => (500, ""), "GET" => (200, held), _ => (200, Whole) }));
        Assert.IsEmpty(Said);
        Assert.IsEmpty(Report.Notes);
        Assert.AreEqual(ReleaseOutcome.Updated, Report.Outcome);
    }

    [TestMethod]
    public void A_project_that_is_lacking_is_sent_until_the_time_is_up_and_then_said()
    {
        var held = """{"version": "app@1", "projects": [{"slug": "api", "id": 102}]}""";
        var sent = Send(Request, request => request.Method switch { "POST" => (500, ""), "GET" => (200, held), _ => (200, held) });
        Assert.StartsWith("POST GET POST GET POST", sent);
        Assert.EndsWith("PUT[ref url date files commits]", sent);
        AssertSaid("Warning SRM3011 The release 'app@1' was updated, but not added to the project web: the server accepts no release that it has already.");
        Assert.IsInRange(20, 30, Server.Requests[^1].After.TotalSeconds);
    }

    [TestMethod]
    [DataRow("""[{"slug": "other", "id": 101}]""", "101", true)]
    [DataRow("""[{"slug": "web", "id": 7}]""", "web", true)]
    [DataRow("""[{"slug": "web"}]""", "api", true)]
    [DataRow("""[{"slug": "web", "id": 7}, {"slug": "shop"}]""", "api", true)]
    [DataRow("""[{"slug": "web", "id": 7}, {"slug": "api", "id": 8}]""", "api", true)]
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

        var bodies = Server.Requests.Where(request => request.Method == "POST").GroupBy(request => Parts(request.Body)).ToList();
        Assert.AreEqual("[ref url date files commits] [ref date files commits] [ref url date commits] [ref url date] []", string.Join(' ', bodies.Select(body => body.Key)));
        Assert.IsTrue(bodies[1..4].TrueForAll(body => body.Count() == 1));
        Assert.IsInRange(20, 30, bodies[1].First().After.TotalSeconds);
        Assert.IsInRange(50, 60, bodies[4].Last().After.TotalSeconds);
        Assert.IsLessThan(30, Server.Requests.Last(request => request.Method == "GET").After.TotalSeconds);
        Assert.EndsWith("It was sent with less in it, too, and not accepted.", Said.Single().Message);
    }
}
