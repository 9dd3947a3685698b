using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Sentry.Releases.Publishing;
using Sentry.Releases.SentryApi;
using Sentry.Releases.Tests.Settings;
using Sentry.StandIn;

namespace Sentry.Releases.Tests.Faults;

/// <summary>Certificates, and the proxies through which only https goes.</summary>
[TestClass]
public sealed class TlsTests
{
    private const string ProxyUser = "builder";
    private const string ProxyPassword = "proxy-p@ss:w0rd";

    [TestMethod]
    public async Task A_certificate_that_nobody_trusts_is_said_at_once()
    {
        await using var sentry = await StartAsync();
        using var scenario = FaultScenario.On(sentry);

        var report = await scenario.RunFailedAsync("SRM3007", "TLS with https://", "UntrustedRoot", "nothing was sent", "must trust", "SentryUrl");

        Assert.AreEqual(1, report.Requests);
        Assert.IsEmpty(sentry.Requests);
    }

    [TestMethod]
    public async Task A_trusted_certificate_of_another_name_is_said_at_once()
    {
        await using var sentry = await StartAsync();
        await using var proxy = new ConnectProxy(sentry.Url.Port);
        using var scenario = new FaultScenario(new Uri("https://other.test/")) { Steps = Trusting(sentry) };
        scenario.Machine.Variables["HTTPS_PROXY"] = proxy.Address();

        await scenario.RunFailedAsync("SRM3007", "TLS with https://other.test failed", "NameMismatch");
        Assert.IsEmpty(sentry.Requests);
    }

    [TestMethod]
    public async Task A_server_without_TLS_behind_an_https_address_is_said()
    {
        await using var server = new RawServer(async (socket, cancellation) =>
        {
            await RawServer.SendAsync(socket, "HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray(), cancellation);
            await Task.Delay(Timeout.Infinite, cancellation);
        })
        { SpeaksFirst = true };
        using var scenario = new FaultScenario(new UriBuilder(server.Url) { Scheme = "https" }.Uri).Within(3);

        var report = await scenario.RunFailedAsync("SRM3007", "TLS with https://", "failed (");

        Assert.AreEqual(1, report.Requests);
    }

    [TestMethod]
    public async Task With_a_trusted_certificate_the_release_arrives()
    {
        var protocols = new ConcurrentQueue<string>();
        await using var sentry = await StartAsync(protocols);
        using var scenario = FaultScenario.On(sentry);
        scenario.Steps = Trusting(sentry);

        await scenario.RunCreatedAsync();

        CollectionAssert.AreEqual(new[] { "HTTP/1.1" }, protocols.ToArray());
    }

    [TestMethod]
    [DataRow("HTTPS_PROXY")]
    [DataRow("https_proxy")]
    [DataRow("ALL_PROXY")]
    public async Task The_proxy_of_the_environment_is_used(string variable)
    {
        await using var sentry = await StartAsync();
        await using var proxy = new ConnectProxy(sentry.Url.Port);
        using var scenario = Behind(sentry);
        scenario.Machine.Variables[variable] = proxy.Address();

        await scenario.RunCreatedAsync();

        Assert.HasCount(1, proxy.Heads);
        Assert.StartsWith("CONNECT sentry.test:443 ", proxy.Heads[0]);
        Assert.DoesNotContain(Tokens.User, string.Concat(proxy.Heads));
        Assert.HasCount(1, sentry.Requests);
    }

    [TestMethod]
    public async Task A_proxy_that_asks_for_a_password_gets_it_and_nobody_else()
    {
        await using var sentry = await StartAsync();
        await using var proxy = new ConnectProxy(sentry.Url.Port, $"{ProxyUser}:{ProxyPassword}");
        using var scenario = Behind(sentry);
        scenario.AddSecret(ProxyPassword);
        scenario.Machine.Variables["HTTPS_PROXY"] = proxy.Address($"{ProxyUser}:{Uri.EscapeDataString(ProxyPassword)}");

        await scenario.RunCreatedAsync();

        Assert.IsFalse(sentry.Requests.Single().Headers.ContainsKey("Proxy-Authorization"));
    }

    [TestMethod]
    [DataRow("wrong:passw0rd")]
    [DataRow("")]
    public async Task A_proxy_that_refuses_the_password_is_said_at_once(string credentials)
    {
        await using var sentry = await StartAsync();
        await using var proxy = new ConnectProxy(sentry.Url.Port, $"{ProxyUser}:{ProxyPassword}");
        using var scenario = Behind(sentry);
        scenario.AddSecret("passw0rd");
        scenario.Machine.Variables["HTTPS_PROXY"] = proxy.Address(credentials);

        await scenario.RunFailedAsync("SRM3007", "the proxy refused", "407", "HTTPS_PROXY");

        Assert.IsEmpty(sentry.Requests);
    }

    [TestMethod]
    public async Task A_proxy_that_is_not_there_is_named_without_its_password()
    {
        var closed = new ConnectProxy(target: 0);
        var address = closed.Address("user:passw0rd");
        var port = closed.Port;
        await closed.DisposeAsync();
        using var scenario = new FaultScenario(new Uri("https://sentry.test/")).Within(1);
        scenario.AddSecret("passw0rd");
        scenario.Machine.Variables["HTTPS_PROXY"] = address;

        await scenario.RunFailedAsync("SRM3007", $"through the proxy 127.0.0.1:{port}");
    }

    [TestMethod]
    public async Task Hosts_in_NO_PROXY_are_reached_directly()
    {
        await using var proxy = new ConnectProxy(target: 0);
        using var scenario = new FaultScenario(new Uri("https://sentry.test/")).Within(1);
        scenario.Machine.Variables["HTTPS_PROXY"] = proxy.Address();
        scenario.Machine.Variables["NO_PROXY"] = "example.com, .test";

        await scenario.RunFailedAsync("SRM3007");

        Assert.AreEqual(0, proxy.Connections);
    }

    [TestMethod]
    public async Task Loopback_is_reached_without_a_proxy()
    {
        await using var proxy = new ConnectProxy(target: 0);
        await using var sentry = await SentryStandIn.StartAsync();
        using var scenario = FaultScenario.On(sentry);
        foreach (var variable in new[] { "HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY" })
            scenario.Machine.Variables[variable] = proxy.Address();

        await scenario.RunCreatedAsync();

        Assert.AreEqual(0, proxy.Connections);
    }

    [TestMethod]
    public async Task A_build_does_not_use_the_proxy_of_the_one_before_it()
    {
        await using var sentry = await StartAsync();
        await using var first = new ConnectProxy(sentry.Url.Port);
        await using var second = new ConnectProxy(sentry.Url.Port);
        foreach (var proxy in new[] { first, second })
        {
            using var scenario = Behind(sentry);
            scenario.Machine.Variables["HTTPS_PROXY"] = proxy.Address();
            await scenario.RunAsync();
        }

        Assert.AreEqual(1, first.Connections);
        Assert.AreEqual(1, second.Connections);
    }

    private static FaultScenario Behind(SentryStandIn sentry) => new(new Uri("https://sentry.test/")) { Steps = Trusting(sentry) };

    private static ReleaseSteps Trusting(SentryStandIn sentry) => new()
    {
        ReadHistory = (_, _, _) => FaultScenario.History,
        Connect = (connection, options) => new SentryClient(connection, options with
        {
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { sentry.Certificate! },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        }),
    };

    private static Task<SentryStandIn> StartAsync(ConcurrentQueue<string>? protocols = null) => SentryStandIn.StartAsync(new StandInOptions
    {
        Https = true,
        Tokens = [new StandInToken(Tokens.User)],
        Before = (context, next) =>
        {
            protocols?.Enqueue(context.Request.Protocol);
            return next(context);
        },
    });
}
