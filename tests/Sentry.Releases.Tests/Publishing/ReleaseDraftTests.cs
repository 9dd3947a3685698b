using System.Text.Json;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.Git;
using Sentry.Releases.Publishing;
using Sentry.Releases.SentryApi;
using Sentry.Releases.Settings;
using Sentry.Releases.Tests.Settings;

namespace Sentry.Releases.Tests.Publishing;

/// <summary>What goes into a request, and where commit and repository come from, without any server.</summary>
[TestClass]
public sealed class ReleaseDraftTests
{
    private const string Remote = "https://github.com/acme/shop.git";
    private const string OfCI = "cccccccccccccccccccccccccccccccccccccccc";

    private static readonly string Head = new('a', 40);

    private readonly Dictionary<string, string> _properties = new(StringComparer.OrdinalIgnoreCase);
    private readonly FakeMachine _machine = new();
    private readonly List<Diagnostic> _said = [];

    private static ReleaseHistory History { get; } = new()
    {
        Reader = "git",
        Head = Head,
        RemoteUrl = Remote,
        Commits = [new Commit(Head, "m", "a", "e", DateTimeOffset.UnixEpoch, [new("a", ChangeKind.Added)])],
        Submodules =
        [
            new Submodule("https://github.com/acme/lib.git", new string('b', 40)),
            new Submodule("", new string('c', 40)),
            new Submodule($"https://github.com/acme/{new string('x', 200)}", new string('d', 40)),
        ],
    };

    [TestMethod]
    [DataRow("", true, false)]
    [DataRow("SentryReleaseDateReleased=2026-01-31T12:00:00Z", true, true)]
    [DataRow("SentryReleaseFinalize=false", false, false)]
    [DataRow("SentryReleaseFinalize=false|SentryReleaseDateReleased=2026-01-31T12:00:00Z", false, false)]
    public void The_date(string properties, bool hasDate, bool isGiven)
    {
        var draft = Draft(History, properties);

        Assert.AreEqual(hasDate, draft.Request.DateReleased is not null);
        Assert.AreEqual(isGiven, draft.IsDateGiven);
        if (isGiven)
            Assert.AreEqual(new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero), draft.Request.DateReleased);
        else if (hasDate)
            Assert.IsInRange(DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow, draft.Request.DateReleased!.Value);
    }

    [TestMethod]
    public void Commits_are_sent_and_no_refs()
    {
        var draft = Draft(History);

        Assert.AreEqual("acme/shop", draft.Request.Commits!.Single().Repository);
        Assert.IsNull(draft.Request.Refs);
        Assert.AreEqual($"https://github.com/acme/shop/commit/{Head}", draft.Request.Url);
        Assert.AreEqual(Head, draft.Request.Ref);
        Assert.IsFalse(draft.IsTruncated);
        Assert.IsEmpty(_said);
    }

    [TestMethod]
    public void A_history_without_commits_leaves_the_list_alone() => Assert.IsNull(Draft(History with { Commits = [] }).Request.Commits);

    [TestMethod]
    public void A_history_that_is_cut_makes_a_draft_that_is_and_that_is_said()
    {
        Assert.IsTrue(Draft(History with { CommitsLeftOut = 1 }).IsTruncated);
        Assert.AreEqual("SRM2004", _said.Single().Code);
    }

    [TestMethod]
    public void What_is_given_is_sent_in_place_of_what_is_found()
    {
        var request = Draft(History, "SentryReleaseRef=v1|SentryReleaseUrl=https://example.com/1").Request;

        Assert.AreEqual("v1 https://example.com/1", $"{request.Ref} {request.Url}");
    }

    [TestMethod]
    public void A_link_that_Sentry_would_refuse_is_left_out()
    {
        Assert.IsNull(Draft(History, "SentryReleaseUrl=https://user:secret@example/1").Request.Url);
        Assert.AreEqual("SRM3011", _said.Single().Code);
        Assert.Contains("Sentry refuses https://example/1: the host 'example' must", _said[0].Message);
    }

    [TestMethod]
    public void Refs_are_sent_and_no_commits()
    {
        var draft = Draft(History with { PreviousCommit = "p", CommitsLeftOut = 1 }, "SentryReleaseCommitSource=Refs");

        Assert.IsNull(draft.Request.Commits);
        Assert.IsFalse(draft.IsTruncated);
        Assert.AreEqual($"acme/shop {Head} p, acme/lib {new string('b', 40)} ", Refs(draft));
        Assert.IsEmpty(_said);
    }

    [TestMethod]
    [DataRow(200, true)]
    [DataRow(201, false)]
    public void A_repository_whose_name_Sentry_would_refuse_has_no_refs(int length, bool hasRefs)
    {
        var draft = Draft(History, $"SentryReleaseCommitSource=Refs|SentryReleaseRepository={new string('x', length)}");

        Assert.AreEqual(hasRefs, draft.Request.Refs is not null);
        Assert.AreEqual(hasRefs ? "" : "SRM2001", string.Join(' ', _said.Select(diagnostic => diagnostic.Code)));
    }

    [TestMethod]
    [DataRow(64, true)]
    [DataRow(65, false)]
    public void A_commit_whose_id_Sentry_would_refuse_has_no_refs(int length, bool hasRefs) =>
        Assert.AreEqual(hasRefs, Draft(History with { Head = new string('a', length) }, "SentryReleaseCommitSource=Refs").Request.Refs is not null);

    [TestMethod]
    public void A_submodule_whose_name_is_of_just_the_limit_is_sent()
    {
        var name = $"acme/{new string('x', 195)}";
        var history = History with { Submodules = [new Submodule($"https://github.com/{name}", "b")] };

        Assert.EndsWith($"{name} b ", Refs(Draft(history, "SentryReleaseCommitSource=Refs")));
    }

    [TestMethod]
    [DataRow(null, "", false, null)]
    [DataRow("abcdef", "", false, "abcdef")]
    [DataRow(null, " 123 ", false, "123")]
    [DataRow(null, " ", true, OfCI)]
    [DataRow(null, "123", true, "123")]
    [DataRow("abc", "ABCdef", false, "ABCdef")]
    [DataRow("CCC", "", true, OfCI)]
    [DataRow("abc", "", true, "abc")]
    [DataRow("abc", "xyz", true, "abc")]
    public void Without_a_repository_what_was_built_knows_the_commit_best(string? built, string sourceRevision, bool isCI, string? commit)
    {
        if (isCI)
            (_machine.Variables["GITHUB_SHA"], _machine.Variables["GITHUB_REPOSITORY"]) = (OfCI, "acme/ci");

        var origin = ReleaseOrigin.Find(Settings(""), built, sourceRevision, history: null);

        Assert.AreEqual(commit, origin.Commit);
        Assert.AreEqual(isCI ? "acme/ci" : null, origin.Repository);
        Assert.IsEmpty(origin.Submodules);
    }

    [TestMethod]
    [DataRow("", Remote, "acme/shop")]
    [DataRow("SentryReleaseRepository=acme/own", Remote, "acme/own")]
    [DataRow("", null, null)]
    public void With_a_repository_the_CI_service_is_not_asked(string properties, string? remote, string? name)
    {
        (_machine.Variables["GITHUB_SHA"], _machine.Variables["GITHUB_REPOSITORY"]) = (OfCI, "acme/ci");

        var origin = ReleaseOrigin.Find(Settings(properties), "b", "c", History with { RemoteUrl = remote });

        Assert.AreEqual(Head, origin.Commit);
        Assert.AreEqual(name, origin.Repository);
    }

    [TestMethod]
    [DataRow("", """{"ref": "held", "url": "h", "dateReleased": "2026-01-01T00:00:00Z"}""", "wanted w 2026-01-01")]
    [DataRow("given", """{"ref": "held", "url": "h", "dateReleased": "2026-01-01T00:00:00Z"}""", "wanted w 2026-02-02")]
    [DataRow("", """{"dateReleased": null}""", "wanted w 2026-02-02")]
    [DataRow("less", """{"ref": "held", "url": "h", "dateReleased": "2026-01-01T00:00:00Z"}""", "held h 2026-01-01")]
    [DataRow("less given", """{"ref": "held", "url": "h", "dateReleased": "2026-01-01T00:00:00Z"}""", "held h 2026-01-01")]
    [DataRow("less", "{}", "  ")]
    [DataRow("open", """{"dateReleased": "2026-01-01T00:00:00Z"}""", "wanted w ")]
    public void An_update_carries_what_is_wanted_and_else_what_is_held(string how, string held, string update)
    {
        var whole = new ReleaseRequest
        {
            Version = "app@1",
            Projects = ["web"],
            Ref = "wanted",
            Url = "w",
            DateReleased = how == "open" ? null : new DateTimeOffset(2026, 2, 2, 0, 0, 0, TimeSpan.Zero),
        };
        var draft = new ReleaseDraft(whole, IsTruncated: false, IsDateGiven: how.EndsWith("given", StringComparison.Ordinal));
        var wanted = how.StartsWith("less", StringComparison.Ordinal) ? whole with { Ref = null, Url = null, DateReleased = null } : whole;

        var sent = draft.Update(wanted, new Release("app@1", JsonSerializer.Deserialize<JsonElement>(held)));

        Assert.AreEqual(update, $"{sent.Ref} {sent.Url} {sent.DateReleased:yyyy-MM-dd}");
    }

    [TestMethod]
    [DataRow(null, false)]
    [DataRow("unknown", false)]
    [DataRow("integrations:github", true)]
    public void A_repository_is_connected_by_its_provider(string? provider, bool isConnected) =>
        Assert.AreEqual(isConnected, ReleaseOrigin.IsConnected(new Repository("acme/shop", Remote, provider)));

    [TestMethod]
    public void A_repository_is_known_by_its_address()
    {
        var origin = ReleaseOrigin.Find(Settings(""), null, "", History);

        Assert.IsTrue(origin.IsOf(new Repository("other", "git@github.com:acme/shop", null)));
        Assert.IsFalse(origin.IsOf(new Repository("acme/shop", "https://github.com/acme/other", null)));
    }

    private static string Refs(ReleaseDraft draft) =>
        string.Join(", ", draft.Request.Refs!.Select(reference => $"{reference.Repository} {reference.Commit} {reference.PreviousCommit}"));

    private ReleaseDraft Draft(ReleaseHistory history, string properties = "")
    {
        var settings = Settings(properties);
        return ReleaseDraft.Create(settings, "app@1", ["web"], ReleaseOrigin.Find(settings, null, "", history), new DiagnosticLog(failureIsError: false, _said.Add));
    }

    private ReleaseSettings Settings(string properties)
    {
        foreach (var property in properties.Split('|', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = property.Split('=', 2);
            _properties[parts[0]] = parts[1];
        }

        return ReleaseSettings.Read(_properties, AppContext.BaseDirectory, _machine.Environment);
    }
}
