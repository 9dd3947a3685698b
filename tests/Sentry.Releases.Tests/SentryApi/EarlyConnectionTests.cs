using System.Security.Cryptography.X509Certificates;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.SentryApi;
using Sentry.Releases.Tests.Faults;
using Sentry.StandIn;

namespace Sentry.Releases.Tests.SentryApi;

/// <summary>Connecting may begin before the first call, and changes nothing but the time that it takes.</summary>
[TestClass]
public sealed class EarlyConnectionTests
{
    [TestMethod]
    public async Task The_first_call_goes_over_the_early_connection()
    {
        await using var server = RawServer.Answering("200 OK", ApiServer.Body("app@1"));
        using var client = Client(server.Url);
        client.Connect();
        Assert.AreEqual(0, client.Requests);
        var response = client.GetRelease("app@1");
        Assert.AreEqual("app@1", response.Version);
        Assert.AreEqual(1, server.Connections);
        Assert.HasCount(1, server.Requests);
    }

    [TestMethod]
    public async Task Over_TLS_the_call_succeeds()
    {
        await using var sentry = await SentryStandIn.StartAsync(new StandInOptions { Https = true });
        using var client = Client(sentry.Url, sentry.Token, ApiServer.NewOptions() with { CertificateChainPolicy = Trusting(sentry) });
        client.Connect();
        client.CreateRelease(new ReleaseRequest { Version = "app@1", Projects = ["web"] });
        Assert.HasCount(1, sentry.Releases);
        Assert.HasCount(1, sentry.Requests);
    }

    [TestMethod]
    public async Task A_certificate_that_nobody_trusts_is_said_by_the_call()
    {
        await using var sentry = await SentryStandIn.StartAsync(new StandInOptions { Https = true });
        using var client = Client(sentry.Url);
        client.Connect();
        var failure = Assert.ThrowsExactly<SentryApiException>(() => client.GetRelease("app@1"));
        Assert.AreEqual(DiagnosticCodes.Unreachable, failure.Code);
        Assert.Contains("TLS with", failure.Message);
        Assert.IsEmpty(sentry.Requests);
    }

    [TestMethod]
    public async Task A_server_that_is_not_there_is_said_by_the_call()
    {
        var server = RawServer.Sending("");
        await server.DisposeAsync();
        using var client = Client(server.Url, options: ApiServer.NewOptions() with { Timeout = TimeSpan.FromSeconds(1) });
        client.Connect();
        var failure = Assert.ThrowsExactly<SentryApiException>(() => client.GetRelease("app@1"));
        Assert.IsTrue(failure.IsServerUnreachable);
    }

    [TestMethod]
    public async Task A_server_that_hangs_in_the_handshake_ends_with_the_time()
    {
        await using var server = new RawServer((_, cancellation) => Task.Delay(Timeout.Infinite, cancellation));
        using var client = Client(
            new UriBuilder(server.Url) { Scheme = "https" }.Uri, options: ApiServer.NewOptions() with { Timeout = TimeSpan.FromSeconds(1) });
        client.Connect();
        var failure = Assert.ThrowsExactly<SentryApiException>(() => client.GetRelease("app@1"));
        Assert.Contains("did not answer within 1 s", failure.Message);
    }

    [TestMethod]
    public void A_server_that_never_connects_is_given_up_like_any_other()
    {
        using var hole = new BlackHole();
        var options = ApiServer.NewOptions() with { Timeout = TimeSpan.FromSeconds(3), ConnectTimeout = TimeSpan.FromMilliseconds(100) };
        using var client = Client(hole.Url, options: options);
        client.Connect();
        var failure = Assert.ThrowsExactly<SentryApiException>(() => client.GetRelease("app@1"));
        Assert.IsTrue(failure.IsServerUnreachable);
        Assert.IsGreaterThan(1, client.Requests);
    }

    /// <summary>As it is where a name is being resolved, which nothing ends.</summary>
    [TestMethod]
    public void Opening_that_cannot_be_cancelled_is_waited_for_no_longer_than_asked()
    {
        using var opened = new ManualResetEventSlim();
        using var pending = new PendingConnection(_ =>
        {
            opened.Wait(CancellationToken.None);
            throw new HttpRequestException();
        });
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        Assert.ThrowsExactly<OperationCanceledException>(() => pending.Take(cancellation.Token));
        opened.Set();
    }

    [TestMethod]
    public async Task A_connection_that_the_server_closed_costs_no_call()
    {
        var connections = 0;
        await using var server = new RawServer(async (socket, cancellation) =>
            await RawServer.SendAsync(socket, System.Text.Encoding.ASCII.GetBytes(
                Interlocked.Increment(ref connections) == 1 ? "" : RawServer.Answer("200 OK", ApiServer.Body("app@1"))), cancellation));
        using var client = Client(server.Url);
        client.Connect();
        var response = client.GetRelease("app@1");
        Assert.AreEqual("app@1", response.Version);
        Assert.AreEqual(2, server.Connections);
    }

    [TestMethod]
    public async Task Without_a_call_nothing_is_sent()
    {
        await using var server = RawServer.Answering("200 OK", ApiServer.Body("app@1"));
        var client = Client(server.Url);
        client.Connect();
        client.Dispose();
        Assert.IsEmpty(server.Requests);
    }

    internal static SentryClient Client(Uri server, string token = "token", SentryClientOptions? options = null)
    {
        var connection = new Connection { Organization = "acme", Server = server, Token = new AuthToken(token), Proxy = new System.Net.WebProxy() };
        return new SentryClient(connection, options ?? ApiServer.NewOptions());
    }

    internal static X509ChainPolicy Trusting(SentryStandIn sentry) => new()
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        CustomTrustStore = { sentry.Certificate! },
        RevocationMode = X509RevocationMode.NoCheck,
    };
}
