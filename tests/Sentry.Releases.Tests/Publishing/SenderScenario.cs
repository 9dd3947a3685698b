using System.Globalization;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.Publishing;
using Sentry.Releases.SentryApi;
using Sentry.Releases.Tests.SentryApi;

namespace Sentry.Releases.Tests.Publishing;

/// <summary>A release of two commits that Sentry saves, sent to a server within the process, so that every way can be tried.</summary>
internal abstract class SenderScenario
{
    protected const string Date = "2026-01-31T12:00:00Z";
    protected const string Whole = """{"version": "app@1", "ref": "abc", "url": "https://example.com", "dateReleased": "2026-01-31T12:00:00Z", "commitCount": 2}""";
    protected const string OfProject = """, "projects": [{"slug": "web", "id": 101}]}""";

    private static readonly (string Name, string Json)[] Fields =
        [("ref", "ref"), ("url", "url"), ("date", "dateReleased"), ("files", "patch_set"), ("commits", "commits")];

    protected static ReleaseRequest Request { get; } = new()
    {
        Version = "app@1",
        Projects = ["web"],
        Ref = "abc",
        Url = "https://example.com",
        DateReleased = DateTimeOffset.Parse(Date, CultureInfo.InvariantCulture),
        Commits = [new ReleaseCommit("1", "a", PatchSet: [new("a", "A")]), new ReleaseCommit("2", "b #skipsentry"), new ReleaseCommit("3", "c")],
    };

    protected ReleaseReport Report { get; } = new();

    protected List<Diagnostic> Said { get; } = [];

    protected InMemoryServer Server { get; private set; } = null!;

    protected int Count(string method) => Server.Requests.Count(request => request.Method == method);

    /// <returns>The requests; of each but the first body that creates the release what is in it.</returns>
    protected string Send(ReleaseRequest request, Func<InMemoryRequest, (int Status, string Body)> answer, bool isDateGiven = false)
    {
        Server = new InMemoryServer(answer);
        var draft = new ReleaseDraft(request, IsTruncated: false, isDateGiven);
        new ReleaseSender(Server.Client, draft, Report, new DiagnosticLog(failureIsError: true, Said.Add)).Send();
        Assert.AreEqual(Server.Requests.Count, Server.Client.Requests);
        var whole = Parts(Server.Requests[0].Body);
        return string.Join(' ', Server.Requests.Select(sent => sent.Method is "GET" || (sent.Method is "POST" && Parts(sent.Body) == whole) ? sent.Method : sent.Method + Parts(sent.Body)));
    }

    protected void AssertSaid(string said) =>
        Assert.AreEqual(said, string.Join('\n', Said.Select(diagnostic => $"{diagnostic.Severity} {diagnostic.Code} {diagnostic.Message}")));

    protected static string Parts(string body) =>
        $"[{string.Join(' ', Fields.Where(field => body.Contains($"\"{field.Json}\":", StringComparison.Ordinal)).Select(field => field.Name))}]";
}
