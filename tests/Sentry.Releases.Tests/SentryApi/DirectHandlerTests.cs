using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using Sentry.Releases.SentryApi;
using Sentry.Releases.Tests.Faults;
using Sentry.StandIn;

namespace Sentry.Releases.Tests.SentryApi;

/// <summary>What the library sends and understands as HTTP/1.1 where no proxy is on the way.</summary>
[TestClass]
public sealed class DirectHandlerTests
{
    private const string Head = "HTTP/1.1 200 OK\r\n";
    private const string Body = """{"version": "app@1"}""";

    [TestMethod]
    [DataRow(Head + "Content-Length: 20\r\n\r\n" + Body, DisplayName = "a length")]
    [DataRow(Head + "content-length:20\r\nCONTENT-LENGTH: 20\r\n\r\n" + Body + "and more", DisplayName = "a length, twice and with more behind it")]
    [DataRow(Head + "\r\n" + Body, DisplayName = "the end of the connection")]
    [DataRow("HTTP/1.0 200 OK\n\n" + Body, DisplayName = "an older version and short line ends")]
    [DataRow(Head + "Transfer-Encoding: chunked\r\n\r\n5;name=value\r\n{\"ver\r\n0F\r\nsion\": \"app@1\"}\r\n0\r\nX-After: 1\r\n\r\n", DisplayName = "chunks")]
    [DataRow(Head + "Content-Length: 3\r\nTransfer-Encoding: gzip, chunked\r\n\r\n14\r\n" + Body + "\r\n0\r\n\r\n", DisplayName = "chunks and a length, which does not count then")]
    [DataRow("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + Head + "Content-Length: 20\r\n\r\n" + Body, DisplayName = "interim responses before")]
    [DataRow(Head + "X-Folded: one\r\n two: three\r\nX-Empty:\r\nContent-Length: 20\r\n\r\n" + Body, DisplayName = "a folded and an empty header")]
    [DataRow("HTTP/1.1 200\r\nContent-Length: 20\r\n\r\n" + Body, DisplayName = "no reason")]
    public void The_body_is_read_to_its_end(string response) => Assert.AreEqual("app@1", Get(response).Version);

    [TestMethod]
    [DataRow("HTTP/2 200 OK\r\n\r\n", "'HTTP/2 200 OK' is no status of HTTP/1.1")]
    [DataRow("HTTP/1.1 2000 OK\r\n\r\n", "is no status of HTTP/1.1")]
    [DataRow("HTTP/1.1 20x OK\r\n\r\n", "is no status of HTTP/1.1")]
    [DataRow("HTTP/1.1 99 OK\r\n\r\n", "is no status of HTTP/1.1")]
    [DataRow(Head + "no colon\r\n\r\n", "'no colon' is no header")]
    [DataRow(Head + "a name: x\r\n\r\n", "'a name' is no header")]
    [DataRow(Head + "Content-Length: -1\r\n\r\n", "'-1' is no length")]
    [DataRow(Head + "Content-Length: 3\r\nContent-Length: 4\r\n\r\n{}  ", "'4' is no length")]
    [DataRow(Head + "Content-Length: 99999999999999999999\r\n\r\n", "is no length")]
    [DataRow(Head + "Transfer-Encoding: chunked\r\n\r\n1\r\n{}\r\n0\r\n\r\n", "a chunk is longer than it says")]
    [DataRow(Head + "Transfer-Encoding: chunked\r\n\r\n-1\r\n", "'-1' is no length of a chunk")]
    [DataRow(Head + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n", "is no length of a chunk")]
    public void What_is_not_HTTP_is_named(string response, string reason) =>
        Assert.Contains(reason, Assert.ThrowsExactly<SentryApiException>(() => Get(response)).Message);

    [TestMethod]
    [DataRow("")]
    [DataRow("HTTP/1.1 200 OK")]
    [DataRow(Head + "Content-Length: 21\r\n\r\n" + Body)]
    [DataRow(Head + "Transfer-Encoding: chunked\r\n\r\n14\r\n" + Body)]
    [DataRow(Head + "Transfer-Encoding: chunked\r\n\r\n14\r\n" + Body + "\r\n0\r\n")]
    public void A_response_that_breaks_off_is_no_response(string response) =>
        Assert.Contains("ended prematurely", Assert.ThrowsExactly<SentryApiException>(() => Get(response, TimeSpan.FromMilliseconds(100))).Message);

    [TestMethod]
    public void A_line_and_a_head_are_read_to_64_kB()
    {
        var one = new string('x', 60_000);
        Assert.AreEqual("app@1", Get($"{Head}X-Long: {one}\r\n\r\n{Body}").Version);
        foreach (var header in new[] { one + one, $"{one}\r\nX-Longer: {one}" })
        {
            var failure = Assert.ThrowsExactly<SentryApiException>(() => Get($"{Head}X-Long: {header}\r\n\r\n{Body}"));
            Assert.Contains("what precedes the body is longer than 64 kB", failure.Message);
        }
    }

    [TestMethod]
    [DataRow("gzip")]
    [DataRow("x-gzip")]
    [DataRow("deflate")]
    [DataRow("BR")]
    [DataRow("identity")]
    public void The_body_may_be_compressed(string encoding)
    {
        var compressed = new MemoryStream();
        using (Stream stream = encoding switch
        {
            "gzip" or "x-gzip" => new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true),
            "deflate" => new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true),
            "BR" => new BrotliStream(compressed, CompressionLevel.Optimal, leaveOpen: true),
            _ => compressed,
        })
        {
            stream.Write(Encoding.ASCII.GetBytes(Body));
        }

        Assert.AreEqual("app@1", Get($"{Head}Content-Encoding: {encoding}\r\n\r\n{Encoding.Latin1.GetString(compressed.ToArray())}").Version);
    }

    [TestMethod]
    [DataRow("https://sentry.example.com/", "sentry.example.com")]
    [DataRow("https://sentry.example.com:8443/", "sentry.example.com:8443")]
    [DataRow("https://s\u00e9ntry.example.com/", "xn--sntry-bsa.example.com")]
    [DataRow("http://[::1]:9000/", "[::1]:9000")]
    [DataRow("https://[2001:db8::1]/", "[2001:db8::1]")]
    public void The_request_names_its_host_as_a_server_reads_it(string server, string host)
    {
        var sent = "";
        Get(Head + "\r\n" + Body, server: server, sent: request => sent = request);
        Assert.StartsWith("GET /api/0/organizations/acme/releases/app%401/ HTTP/1.1\r\nHost: " + host + "\r\n", sent);
        Assert.EndsWith("\r\n\r\n", sent);
        Assert.DoesNotContain("Content-Length", sent);
    }

    [TestMethod]
    public void A_body_is_sent_with_its_type_and_length()
    {
        var sent = "";
        using var client = Client(Head + "\r\n" + Body, "https://sentry.example.com/", request => sent = request);
        client.CreateRelease(new ReleaseRequest { Version = "app@1", Projects = ["w\u00e9b"] });
        var parts = sent.Split("\r\n\r\n");
        CollectionAssert.IsSubsetOf(
            new[] { "Authorization: Bearer token", "Content-Type: application/json", $"Content-Length: {parts[1].Length.ToString(CultureInfo.InvariantCulture)}" },
            parts[0].Split("\r\n"));
        Assert.StartsWith("{\"version\":\"app@1\"", parts[1]);
    }

    [TestMethod]
    public async Task One_connection_serves_call_after_call()
    {
        await using var server = Serving(_ => true, Head + "Content-Length: 20\r\n\r\n" + Body, Head + "Transfer-Encoding: chunked\r\n\r\n14\r\n" + Body + "\r\n0\r\n\r\n");
        AssertServes(server, calls: 4, connections: 1);
    }

    [TestMethod]
    [DataRow(Head + "Connection: Close\r\nContent-Length: 20\r\n\r\n" + Body, DisplayName = "the server says so")]
    [DataRow("HTTP/1.0 200 OK\r\nContent-Length: 20\r\n\r\n" + Body, DisplayName = "the server is older")]
    [DataRow(Head + "Content-Length: 20\r\n\r\n" + Body + "HTTP/1.1 200 OK", DisplayName = "more came than was asked for")]
    public async Task A_connection_is_left_after_one_call_where(string response)
    {
        await using var server = Serving(_ => true, response);
        AssertServes(server, calls: 2, connections: 2);
    }

    [TestMethod]
    public async Task A_connection_that_the_server_has_closed_in_between_costs_no_try()
    {
        await using var server = Serving(_ => false, Head + "Content-Length: 20\r\n\r\n" + Body);
        AssertServes(server, calls: 2, connections: 2);
    }

    [TestMethod]
    public async Task Over_TLS_one_connection_serves_call_after_call()
    {
        var connections = new ConcurrentDictionary<string, bool>();
        await using var sentry = await SentryStandIn.StartAsync(new StandInOptions
        {
            Https = true,
            Before = (context, next) =>
            {
                connections[context.Connection.Id] = true;
                return next(context);
            },
        });
        var options = ApiServer.NewOptions() with { CertificateChainPolicy = EarlyConnectionTests.Trusting(sentry) };
        using var client = EarlyConnectionTests.Client(sentry.Url, sentry.Token, options);
        for (var call = 0; call < 3; call++)
            client.CreateRelease(new ReleaseRequest { Version = $"app@{call}", Projects = ["web"] });

        Assert.HasCount(3, sentry.Requests);
        Assert.HasCount(1, connections);
    }

    [TestMethod]
    [DoNotParallelize]
    [DataRow(false, 0)]
    [DataRow(true, 1)]
    public async Task The_systems_proxy_is_taken_where_it_has_one_for_the_server(bool leads, int connections)
    {
        await using var sentry = await SentryStandIn.StartAsync();
        await using var proxy = RawServer.Answering("200 OK", Body);
        var before = HttpClient.DefaultProxy;
        HttpClient.DefaultProxy = leads ? new WebProxy(proxy.Url) : new NoProxy();
        try
        {
            using var client = new SentryClient(
                new Connection { Organization = "acme", Server = sentry.Url, Token = new AuthToken(sentry.Token) }, ApiServer.NewOptions());
            client.Connect();
            Assert.IsEmpty(client.ListReleases());
        }
        catch (SentryApiException) when (leads)
        {
            // It answers with no list.
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }

        Assert.AreEqual(connections, proxy.Connections);
        Assert.HasCount(1 - connections, sentry.Requests);
    }

    private static Release Get(string response, TimeSpan? timeout = null, string server = "http://localhost/", Action<string>? sent = null)
    {
        using var client = Client(response, server, sent, timeout);
        return client.GetRelease("app@1");
    }

    private static SentryClient Client(string response, string server, Action<string>? sent, TimeSpan? timeout = null)
    {
        var connection = new Connection { Organization = "acme", Server = new Uri(server), Token = new AuthToken("token") };
        return new SentryClient(connection, ApiServer.NewOptions() with { Timeout = timeout ?? TimeSpan.FromSeconds(60), Answer = Answer });

        byte[] Answer(byte[] request)
        {
            sent?.Invoke(Encoding.Latin1.GetString(request));
            return Encoding.Latin1.GetBytes(response);
        }
    }

    /// <summary>Answers request after request of a connection, with the responses in turn.</summary>
    private static RawServer Serving(Func<int, bool> goesOn, params string[] responses) => new(async (socket, cancellation) =>
    {
        for (var turn = 0; ; turn++)
        {
            await RawServer.SendAsync(socket, Encoding.Latin1.GetBytes(responses[turn % responses.Length]), cancellation);
            if (!goesOn(turn) || await RawServer.ReadRequestAsync(socket, cancellation) == "")
                return;
        }
    });

    private static void AssertServes(RawServer server, int calls, int connections)
    {
        using var client = EarlyConnectionTests.Client(server.Url);
        for (var call = 0; call < calls; call++)
        {
            Assert.AreEqual("app@1", client.GetRelease("app@1").Version);
            Thread.Sleep(50); // so that what the server does to the connection has arrived
        }

        Assert.AreEqual(calls, client.Requests);
        Assert.AreEqual(connections, server.Connections);
    }

    /// <summary>As the system's proxy on Windows where it has none for a server.</summary>
    private sealed class NoProxy : IWebProxy
    {
        public ICredentials? Credentials { get; set; }

        public Uri? GetProxy(Uri destination) => null;

        public bool IsBypassed(Uri host) => false;
    }
}
