using System.Globalization;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.SentryApi;

namespace Sentry.Releases.Tests.SentryApi;

/// <summary>Lists are read page by page, to their end or to the limit.</summary>
[TestClass]
public sealed class PagingTests
{
    private const int Pages = 3;
    private const int Entries = 250;

    [TestMethod]
    public async Task A_list_of_three_pages_comes_back_whole_and_in_order()
    {
        await using var server = await FilledAsync();
        var versions = Versions(server.Client.ListReleases());
        CollectionAssert.AreEqual(Enumerable.Range(0, Entries).Reverse().Select(Name).ToList(), versions);
        Assert.AreEqual(Pages, server.Client.Requests);
    }

    [TestMethod]
    [DataRow(1, 1, true)]
    [DataRow(99, 1, true)]
    [DataRow(100, 1, true)]
    [DataRow(101, 2, true)]
    [DataRow(200, 2, true)]
    [DataRow(201, 3, true)]
    [DataRow(249, 3, true)]
    [DataRow(250, 3, false)]
    [DataRow(1000, 3, false)]
    public async Task The_limit_ends_the_list_with_no_request_more_than_needed(int limit, int requests, bool hasMore)
    {
        await using var server = await FilledAsync();
        var list = server.Client.ListReleases(limit: limit);
        Assert.HasCount(Math.Min(limit, Entries), list.ToList());
        Assert.AreEqual(requests, server.Client.Requests);
        Assert.AreEqual(hasMore, list.HasMore);
    }

    [TestMethod]
    public async Task A_small_limit_asks_for_a_small_page()
    {
        await using var server = await FilledAsync();
        Versions(server.Client.ListReleases(limit: 7));
        Assert.EndsWith("/releases/?per_page=7", server.Paths.Single());
    }

    [TestMethod]
    public async Task A_page_is_read_only_when_it_is_asked_for()
    {
        await using var server = await FilledAsync();
        foreach (var release in server.Client.ListReleases())
        {
            Assert.AreEqual(Name(Entries - 1), release.Version);
            break;
        }

        Assert.AreEqual(1, server.Client.Requests);
    }

    [TestMethod]
    public async Task An_empty_list_is_no_failure()
    {
        await using var server = await ApiServer.StartAsync();
        Assert.IsEmpty(Versions(server.Client.ListReleases()));
        Assert.AreEqual(1, server.Client.Requests);
    }

    [TestMethod]
    public async Task Only_the_cursor_is_taken_from_the_header_and_never_its_URL()
    {
        await using var server = await ApiServer.LinksAsync(
            """<https://elsewhere.example/?cursor=evil>; rel="next"; results="true"; cursor="0:1:0&x=/../" """);
        server.Sentry.AddRelease("app@1", "web");
        Assert.ThrowsExactly<SentryApiException>(() => Versions(server.Client.ListReleases()));
        Assert.EndsWith("/api/0/organizations/acme/releases/?cursor=0%3A1%3A0%26x%3D%2F..%2F", server.Paths[1]);
    }

    [TestMethod]
    [DataRow("""<x>; rel="next"; results="true"; cursor="" """)]
    [DataRow("""<x>; rel="next"; results="true" """)]
    [DataRow("""<x>; rel="next"; cursor="0:100:0" """)]
    [DataRow("""<x; rel="next"; results="true"; cursor="0:100:0" """)]
    [DataRow("""<x>; rel="next; results="true"; cursor="0:100:0" """)]
    [DataRow("nonsense")]
    public async Task A_malformed_header_is_a_clear_failure(string link)
    {
        await using var server = await ApiServer.LinksAsync(link.Trim());
        var failure = Assert.ThrowsExactly<SentryApiException>(() => Versions(server.Client.ListReleases()));
        Assert.AreEqual(DiagnosticCodes.UnexpectedResponse, failure.Code);
        Assert.Contains("Could not list the releases: ", failure.Message);
        Assert.Contains("its Link header does not say where the list goes on", failure.Message);
    }

    [TestMethod]
    [DataRow("""<x>; rel="next"; results="false"; cursor="0:100:0" """)]
    [DataRow("""<x?a=1,2;3>; rel=previous; results=false; cursor="0:0:1", <y>; REL=next; results=false; cursor=a """)]
    [DataRow("""</style.css>; rel=preload; crossorigin """)]
    [DataRow("""{'<x?a=1>; rel="previous"; results="false"; cursor=""', '<y>; rel="next"; results="false"; cursor="a"'} """)]
    [DataRow("{}")]
    public async Task A_header_that_names_no_next_page_ends_the_list(string link)
    {
        await using var server = await ApiServer.LinksAsync(link.Trim());
        Assert.IsEmpty(Versions(server.Client.ListReleases()));
        Assert.AreEqual(1, server.Client.Requests);
    }

    [TestMethod]
    [DataRow("""{'<x>; rel="next"; results="true"; cursor="cD0yMDI2"'} """)]
    [DataRow("""{'<x>; rel="previous"; results="true"; cursor="b"', '<y>; rel="next"; results="true"; cursor="cD0yMDI2"'} """)]
    [DataRow("""{'<x>; rel="previous"; results="true"; cursor="b", <y>; rel="next"; results="true"; cursor="cD0yMDI2"'} """)]
    public async Task A_header_in_Pythons_notation_is_followed(string link)
    {
        await using var server = await ApiServer.LinksAsync(link.Trim());
        Assert.ThrowsExactly<SentryApiException>(() => Versions(server.Client.ListReleases()));
        Assert.EndsWith("/releases/?cursor=cD0yMDI2", server.Paths[1]);
    }

    [TestMethod]
    public async Task A_header_that_was_dropped_hides_nothing()
    {
        await using var server = await ApiServer.LinksAsync(null);
        Fill(server, 100);
        var failure = Assert.ThrowsExactly<SentryApiException>(() => Versions(server.Client.ListReleases()));
        Assert.AreEqual(DiagnosticCodes.UnexpectedResponse, failure.Code);
        Assert.HasCount(99, Versions(server.Client.ListReleases(limit: 99)));
    }

    [TestMethod]
    public async Task A_cursor_that_repeats_is_a_clear_failure()
    {
        await using var server = await ApiServer.LinksAsync("""<x>; rel="next"; results="true"; cursor="0:0:0" """.Trim());
        var failure = Assert.ThrowsExactly<SentryApiException>(() => Versions(server.Client.ListReleases()));
        Assert.AreEqual(DiagnosticCodes.UnexpectedResponse, failure.Code);
        Assert.Contains("leads back to a page that was read already", failure.Message);
        Assert.AreEqual(2, server.Client.Requests);
    }

    [TestMethod]
    public async Task A_page_that_fails_in_the_middle_says_which_and_leaves_those_before_it()
    {
        await using var server = await ApiServer.StartAsync(new()
        {
            Before = (context, next) =>
            {
                if (!context.Request.QueryString.Value!.Contains("200", StringComparison.Ordinal))
                    return next(context);

                context.Response.StatusCode = 403;
                return Task.CompletedTask;
            },
        });
        Fill(server, Entries);
        var read = new List<Release>();
        var failure = Assert.ThrowsExactly<SentryApiException>(() =>
        {
            foreach (var release in server.Client.ListReleases())
                read.Add(release);
        });
        Assert.AreEqual(DiagnosticCodes.Forbidden, failure.Code);
        Assert.Contains("Could not list the releases, page 3: ", failure.Message);
        Assert.HasCount(200, read);
    }

    [TestMethod]
    [DataRow("{}")]
    [DataRow("<html>")]
    [DataRow("[1]")]
    [DataRow("[null]")]
    [DataRow("""[{"version": "app@1"}, {"name": "no release"}]""")]
    public async Task What_is_no_list_of_releases_is_a_clear_failure(string body)
    {
        await using var server = await ApiServer.AnswersAsync(200, body);
        var failure = Assert.ThrowsExactly<SentryApiException>(() => Versions(server.Client.ListReleases()));
        Assert.AreEqual(DiagnosticCodes.UnexpectedResponse, failure.Code);
    }

    [TestMethod]
    public void A_limit_of_nothing_is_refused() =>
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() =>
        {
            using var client = new SentryClient(
                new() { Organization = "acme", Server = new Uri("https://sentry.io/"), Token = new("t") }, ApiServer.NewOptions());
            client.ListReleases(limit: 0);
        });

    private static async Task<ApiServer> FilledAsync()
    {
        var server = await ApiServer.StartAsync();
        Fill(server, Entries);
        return server;
    }

    private static void Fill(ApiServer server, int count)
    {
        for (var i = 0; i < count; i++)
            server.Sentry.AddRelease(Name(i), "web");
    }

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"app@1.0.{number}");

    private static List<string> Versions(SentryList<Release> list) => [.. list.Select(release => release.Version)];
}
