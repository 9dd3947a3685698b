using System.Net;
using System.Text.Json;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.Publishing;
using Sentry.Releases.SentryApi;

namespace Sentry.Releases.Tests.Publishing;

/// <summary>What the next smaller body lacks, and what is said of it, without any server.</summary>
[TestClass]
public sealed class ReleaseFallbacksTests
{
    private const int Many = 20;

    private static readonly Connection Connection = new() { Organization = "acme", Server = new Uri("https://sentry.example"), Token = new AuthToken("token") };

    private static readonly ReleaseRequest WithCommits = new()
    {
        Version = "app@1",
        Projects = ["web"],
        Url = "https://example.com",
        Ref = "abc",
        DateReleased = DateTimeOffset.UnixEpoch,
        Commits = [new ReleaseCommit("1", "m", AuthorEmail: new string('x', 76), PatchSet: [new(new string('p', 256), "A"), new("a", "A")])],
    };

    private static readonly ReleaseRequest WithRefs = WithCommits with { Commits = null, Refs = [new RefRequest("acme/shop", "1"), new RefRequest("acme/lib", "2")] };

    [TestMethod]
    [DataRow(Many, "ref date files commits | link ref date long commits | link ref date | date | ")]
    [DataRow(5, "ref date files commits | link ref date long commits | link ref date | ")]
    [DataRow(3, "ref date files commits | ")]
    [DataRow(2, "")]
    public void Where_nothing_is_named_less_is_given_up_and_put_back_in_turn(int maxBodies, string bodies) =>
        Assert.AreEqual(bodies, Bodies(WithCommits, maxBodies, Enumerable.Repeat("500", Many)));

    [TestMethod]
    public void Of_refs_the_submodules_are_given_up_first() =>
        Assert.AreEqual("ref date submodules commits | link ref date commits | link ref date | date | ", Bodies(WithRefs, Many, Enumerable.Repeat("500", Many)));

    [TestMethod]
    public void A_step_that_gives_up_nothing_new_is_passed_over() =>
        Assert.AreEqual("ref date | date | ", Bodies(WithCommits with { Commits = null }, Many, Enumerable.Repeat("500", Many)));

    [TestMethod]
    public void Without_commits_there_are_none_of_their_parts() => Assert.AreEqual(
        "files commits | long commits | ",
        Bodies(WithCommits with { Url = null, Ref = null, DateReleased = null }, Many, Enumerable.Repeat("500", Many)));

    [TestMethod]
    public void Commits_and_refs_are_given_up_together() => Assert.AreEqual(
        "files submodules commits | commits | ",
        Bodies(new ReleaseRequest { Version = "app@1", Projects = ["web"], Commits = WithCommits.Commits, Refs = WithRefs.Refs }, Many, ["ChangedFiles", "500", "500", "500"]));

    [TestMethod]
    [DataRow("Url", "ref date long files commits")]
    [DataRow("Url+ChangedFiles,500", "ref date files commits | ref date commits")]
    [DataRow("Ref", "link date long files commits")]
    [DataRow("DateReleased", "link ref long files commits")]
    [DataRow("ChangedFiles", "link ref date files commits")]
    [DataRow("ChangedFiles,ChangedFiles", "link ref date files commits | link ref date long commits")]
    [DataRow("Commits", "link ref date files commits")]
    [DataRow("Commits,Commits", "link ref date files commits | link ref date long commits")]
    [DataRow("Commits,Commits,Commits", "link ref date files commits | link ref date long commits | link ref date")]
    [DataRow("Commits+ChangedFiles,Commits+ChangedFiles", "link ref date files commits | link ref date long commits")]
    [DataRow("Url,Ref", "ref date long files commits | date long files commits")]
    [DataRow("Url+Ref", "date long files commits")]
    [DataRow("Url,Url", "ref date long files commits | ref date files commits")]
    [DataRow("Url,500,500", "ref date long files commits | ref date files commits | ref date long commits")]
    [DataRow("500,Ref,500", "ref date files commits | date files commits | link date long commits")]
    [DataRow("Projects", "ref date files commits")]
    public void What_is_named_is_given_up_and_stays_away(string failures, string bodies) =>
        Assert.AreEqual(bodies, Bodies(WithCommits, Many, failures.Split(',')));

    [TestMethod]
    [DataRow("Refs", "link ref date commits")]
    [DataRow("Refs,Refs", "link ref date commits | link ref date")]
    public void Of_refs_that_are_named_the_submodules_are_given_up_first(string failures, string bodies) =>
        Assert.AreEqual(bodies, Bodies(WithRefs, Many, failures.Split(',')));

    [TestMethod]
    [DataRow(400, true)]
    [DataRow(422, true)]
    [DataRow(413, true)]
    [DataRow(500, true)]
    [DataRow(503, true)]
    [DataRow(401, false)]
    [DataRow(403, false)]
    [DataRow(404, false)]
    [DataRow(409, false)]
    [DataRow(429, false)]
    [DataRow(302, false)]
    public void Only_what_may_be_about_the_content_is_tried_with_less(int status, bool hasNext) =>
        Assert.AreEqual(hasNext, new ReleaseFallbacks(WithCommits, Many).Next(Failure(status)));

    [TestMethod]
    public void What_an_entity_too_large_names_is_not_left_out_alone()
    {
        var fallbacks = new ReleaseFallbacks(WithCommits, Many);
        Assert.IsTrue(fallbacks.Next(Failure(413, "Url")));
        Assert.AreEqual("ref date files commits", Parts(fallbacks.Request));
    }

    [TestMethod]
    public void A_server_that_cannot_be_reached_gets_no_smaller_body()
    {
        var call = new Call(Connection, HttpMethod.Post, "", "create it");
        Assert.IsFalse(new ReleaseFallbacks(WithCommits, Many).Next(SentryApiException.KnownUnreachable(call)));
        Assert.IsTrue(new ReleaseFallbacks(WithCommits, Many).Next(SentryApiException.TimedOut(call, TimeSpan.FromSeconds(1), null, isServerUnreachable: false)));
    }

    [TestMethod]
    public void A_request_without_anything_optional_has_no_smaller_body()
    {
        var fallbacks = new ReleaseFallbacks(new ReleaseRequest { Version = "app@1", Projects = ["web"] }, Many);
        Assert.IsTrue(fallbacks.IsLast);
        Assert.IsFalse(fallbacks.Next(Failure(500)));
        Assert.AreEqual(1, fallbacks.Bodies);
    }

    [TestMethod]
    public void A_date_that_is_refused_is_not_sent_later()
    {
        var fallbacks = new ReleaseFallbacks(WithCommits, Many);
        Assert.AreEqual(DateTimeOffset.UnixEpoch, fallbacks.AcceptableDate);
        fallbacks.Next(Failure(400, "DateReleased"));
        Assert.IsNull(fallbacks.AcceptableDate);
    }

    [TestMethod]
    [DataRow("Url", "SRM3011 Could not create it: Sentry refused it (Url: x). It was sent again without its link. [Url]")]
    [DataRow("Url+Ref", "SRM3011 Could not create it: Sentry refused it (Url: x; Ref: x). It was sent again without its link and its ref. [Url Ref]")]
    [DataRow("Url,Ref", "SRM3011 Could not create it: Sentry refused it (Url: x). It was sent again without its link and its ref. [Url Ref]")]
    [DataRow("DateReleased", "SRM3011 Could not create it: Sentry refused it (DateReleased: x). It was sent again without its date, so it is not marked as released. [DateReleased]")]
    [DataRow("ChangedFiles", "SRM3011 Could not create it: Sentry refused it (ChangedFiles: x). It was sent again without the ends of long addresses and files with long paths. [ChangedFiles]")]
    [DataRow("ChangedFiles,ChangedFiles", "SRM3009 Could not create it: Sentry refused it (ChangedFiles: x). It was sent again without changed files. [ChangedFiles]")]
    [DataRow("Commits,Commits,Commits", "SRM3009 Could not create it: Sentry refused it (Commits: x). It was sent again without commits. [Commits]")]
    [DataRow("Url,ChangedFiles,ChangedFiles", "SRM3011 Could not create it: Sentry refused it (Url: x). It was sent again without its link. [Url]\n"
        + "SRM3009 Could not create it: Sentry refused it (ChangedFiles: x). It was sent again without changed files. [ChangedFiles]")]
    public void It_is_said_what_is_lacking_and_why(string failures, string said) => AssertReported(said, WithCommits, failures, """{"version": "app@1"}""");

    [TestMethod]
    public void What_was_put_back_and_is_given_up_again_keeps_its_first_reason() =>
        AssertReported(
            "SRM3011 Could not create it: Sentry refused it (Projects: x). It was sent again without its link and its ref. [Url Ref]\n"
            + "SRM3009 Could not create it: Sentry refused it (Version: x). It was sent again without commits. [Commits]",
            WithCommits, "Projects,Version,Version,Version", """{"version": "app@1"}""");

    [TestMethod]
    [DataRow(75, 255, false)]
    [DataRow(76, 255, true)]
    [DataRow(75, 256, true)]
    public void A_field_is_long_that_older_servers_refuse(int address, int path, bool isLong)
    {
        var commit = new ReleaseCommit("1", "m", AuthorEmail: new string('x', address), PatchSet: [new("a", "A"), new(new string('p', path), "M")]);
        var whole = new ReleaseRequest { Version = "app@1", Projects = ["web"], Commits = [new ReleaseCommit("2", "m"), commit, new ReleaseCommit("3", "m")] };

        var fallbacks = new ReleaseFallbacks(whole, Many);
        Assert.IsTrue(fallbacks.Next(Failure(400, "ChangedFiles")));

        var commits = fallbacks.Request.Commits!;
        Assert.HasCount(3, commits);
        Assert.AreEqual(isLong, commits[1].PatchSet is not null);
        if (isLong)
        {
            Assert.AreEqual(75, commits[1].AuthorEmail!.Length);
            Assert.HasCount(path > 255 ? 1 : 2, commits[1].PatchSet!);
        }
    }

    [TestMethod]
    public void A_commit_within_the_limits_of_older_servers_has_no_empty_list_of_files()
    {
        var shorter = ReleaseFallbacks.Shorter(new ReleaseCommit("1", "m", PatchSet: [new(new string('p', 256), "M")]));

        Assert.AreEqual(new ReleaseCommit("1", "m"), shorter);
    }

    [TestMethod]
    [DataRow("Refs", "SRM3009 Could not create it: Sentry refused it (Refs: x). It was sent again without its submodules. [Refs]")]
    [DataRow("Refs,Refs", "SRM3009 Could not create it: Sentry refused it (Refs: x). It was sent again without commits. [Refs]")]
    public void It_is_said_which_refs_are_lacking(string failures, string said) => AssertReported(said, WithRefs, failures, """{"version": "app@1"}""");

    [TestMethod]
    public void A_date_that_Sentry_holds_all_the_same_is_not_said_to_be_lacking() =>
        AssertReported("", WithCommits, "DateReleased", """{"version": "app@1", "dateReleased": "2026-01-01T00:00:00Z"}""");

    [TestMethod]
    public void What_is_said_elsewhere_is_not_said_here() =>
        AssertReported("", WithCommits, "DateReleased", """{"version": "app@1"}""", RequestPart.Date);

    private static void AssertReported(string said, ReleaseRequest whole, string failures, string accepted, RequestPart except = RequestPart.None)
    {
        var fallbacks = new ReleaseFallbacks(whole, Many);
        foreach (var failure in failures.Split(','))
            Assert.IsTrue(fallbacks.Next(Failure(400, failure.Split('+'))));

        var diagnostics = new List<Diagnostic>();
        fallbacks.Report(new DiagnosticLog(failureIsError: false, diagnostics.Add), Release.Read(JsonSerializer.Deserialize<JsonElement>(accepted))!, except);

        Assert.AreEqual(said, string.Join('\n', diagnostics.Select(diagnostic => $"{diagnostic.Code} {diagnostic.Message} [{string.Join(' ', diagnostic.Subjects)}]")));
    }

    /// <param name="failures">Statuses, or names of fields that the server objects to.</param>
    private static string Bodies(ReleaseRequest whole, int maxBodies, IEnumerable<string> failures)
    {
        var fallbacks = new ReleaseFallbacks(whole, maxBodies);
        Assert.AreSame(whole, fallbacks.Request);
        var bodies = new List<string>();
        foreach (var failure in failures)
        {
            if (!fallbacks.Next(failure is "500" ? Failure(500) : Failure(400, failure.Split('+'))))
                break;

            bodies.Add(Parts(fallbacks.Request));
            Assert.AreEqual(bodies.Count + 1, fallbacks.Bodies);
            Assert.AreEqual(bodies[^1].Length == 0, fallbacks.IsLast);
        }

        return string.Join(" | ", bodies);
    }

    private static string Parts(ReleaseRequest request)
    {
        (string Name, bool IsIn)[] parts =
        [
            ("link", request.Url is not null),
            ("ref", request.Ref is not null),
            ("date", request.DateReleased is not null),
            ("long", request.Commits?.Any(commit => commit.AuthorEmail!.Length > 75) == true),
            ("files", request.Commits?.Any(commit => commit.PatchSet is not null) == true),
            ("submodules", request.Refs?.Count > 1),
            ("commits", request.Commits is not null || request.Refs is not null),
        ];
        return string.Join(' ', parts.Where(part => part.IsIn).Select(part => part.Name));
    }

    private static SentryApiException Failure(int status, params string[] fields)
    {
        var call = new Call(Connection, HttpMethod.Post, "", "create it") { SubjectOfField = field => Enum.Parse<Subject>(field, ignoreCase: true) };
        using var message = new HttpResponseMessage();
        var body = JsonSerializer.Serialize(fields.ToDictionary(field => field, _ => new[] { "x" }));
        return SentryApiException.Refused(new Response(call, (HttpStatusCode)status, message.Headers, body), tries: 1);
    }
}
