using System.Net;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.Settings;

namespace Sentry.Releases.Tests.Settings;

[TestClass]
public sealed class ProxyTests
{
    [TestMethod]
    [DataRow("http://proxy.example.com:3128", "http://proxy.example.com:3128/")]
    [DataRow("proxy.example.com:3128", "http://proxy.example.com:3128/")]
    [DataRow("https://proxy.example.com", "https://proxy.example.com/")]
    [DataRow("http://proxy.example.com", "http://proxy.example.com/")]
    [DataRow("http://proxy.example.com:0", "http://proxy.example.com:0/")]
    [DataRow("socks4a://proxy.example.com", "socks4a://proxy.example.com:1080/")]
    [DataRow("socks5://proxy.example.com", "socks5://proxy.example.com:1080/")]
    [DataRow("socks5h://proxy.example.com:9", "socks5://proxy.example.com:9/")]
    [DataRow("http://user:p%40ss@[::1]:3128/path?x", "http://[::1]:3128/")]
    public void An_address_is_read(string text, string address) =>
        Assert.AreEqual(address, Read("https://sentry.io/", ("HTTPS_PROXY", text))?.Address?.AbsoluteUri);

    [TestMethod]
    public void User_name_and_password_are_decoded()
    {
        var proxy = Read("https://sentry.io/", ("HTTPS_PROXY", "http://us%65r:p%40s:s@proxy.example.com"));

        var credentials = (NetworkCredential)proxy!.Credentials!;
        Assert.AreEqual("user p@s:s", $"{credentials.UserName} {credentials.Password}");
    }

    [TestMethod]
    [DataRow("http://proxy.example.com", null)]
    [DataRow("http://user@proxy.example.com", "user ")]
    [DataRow("http://user:@proxy.example.com", "user ")]
    public void User_name_and_password_may_be_missing(string text, string? expected)
    {
        var credentials = (NetworkCredential?)Read("https://sentry.io/", ("HTTPS_PROXY", text))!.Credentials;

        Assert.AreEqual(expected, credentials is null ? null : $"{credentials.UserName} {credentials.Password}");
    }

    [TestMethod]
    [DataRow("ftp://user:secret@proxy.example.com")]
    [DataRow("socks5:///secret")]
    [DataRow("http://")]
    [DataRow("a secret")]
    public void An_address_that_is_none_is_said_without_its_credentials(string text)
    {
        var machine = new FakeMachine { Variables = { ["ALL_PROXY"] = text } };
        var diagnostics = new List<Diagnostic>();

        Assert.IsFalse(ProxyReader.TryRead(machine.Environment, new Uri("https://sentry.io/"), diagnostics.Add, out _));

        Assert.AreEqual(DiagnosticCodes.InvalidSetting, diagnostics.Single().Code);
        Assert.Contains("ALL_PROXY", diagnostics[0].Message);
        Assert.DoesNotContain("secret@", diagnostics[0].Message);
    }

    [TestMethod]
    public void Without_a_variable_the_system_decides_where_it_has_proxies_of_its_own()
    {
        var proxy = Read("https://sentry.io/");

        Assert.AreEqual(OperatingSystem.IsWindows() || OperatingSystem.IsMacOS(), proxy is null);
        Assert.IsNull(proxy?.Address);
    }

    [TestMethod]
    public void Lower_case_comes_first_and_ALL_PROXY_last()
    {
        Assert.AreEqual("a", Read("https://sentry.io/", ("https_proxy", "a"), ("HTTPS_PROXY", "b"), ("ALL_PROXY", "c"))?.Address?.Host);
        Assert.AreEqual("b", Read("https://sentry.io/", ("HTTPS_PROXY", "b"), ("ALL_PROXY", "c"))?.Address?.Host);
        Assert.AreEqual("c", Read("https://sentry.io/", ("HTTP_PROXY", "x"), ("ALL_PROXY", "c"))?.Address?.Host);
    }

    [TestMethod]
    [DataRow("sentry.io", true)]
    [DataRow("SENTRY.IO", true)]
    [DataRow(".sentry.io", true)]
    [DataRow("*.sentry.io", true)]
    [DataRow("io", true)]
    [DataRow("*", true)]
    [DataRow("example.com, us.sentry.io", true)]
    [DataRow("us.sentry.io:443", true)]
    [DataRow("us.sentry.io:8443", false)]
    [DataRow("entry.io", false)]
    [DataRow("eu.us.sentry.io", false)]
    [DataRow(",.,", false)]
    public void A_listed_host_has_no_proxy(string hosts, bool listed) => AssertListed("https://us.sentry.io/", hosts, listed);

    [TestMethod]
    [DataRow("10.1.2.3", true)]
    [DataRow("10.1.2.3:9000", true)]
    [DataRow("10.1.2.3:443", false)]
    [DataRow("10.0.0.0/8", true)]
    [DataRow("10.2.0.0/16", false)]
    [DataRow("10.1", false)]
    public void A_listed_address_has_no_proxy(string hosts, bool listed) => AssertListed("https://10.1.2.3:9000/", hosts, listed);

    [TestMethod]
    [DataRow("https://localhost/")]
    [DataRow("http://127.0.0.9:9000/")]
    [DataRow("https://[::1]:9000/")]
    public void Loopback_has_no_proxy(string server) => Assert.IsNull(Read(server, ("ALL_PROXY", "a"))!.Address);

    [TestMethod]
    public void A_dot_alone_lists_no_host() => AssertListed("https://sentry.io./", ".", listed: false);

    private static void AssertListed(string server, string hosts, bool listed) =>
        Assert.AreEqual(listed ? null : "proxy", Read(server, ("HTTPS_PROXY", "proxy"), ("NO_PROXY", hosts))!.Address?.Host);

    private static WebProxy? Read(string server, params (string Name, string Value)[] variables)
    {
        var machine = new FakeMachine();
        foreach (var (name, value) in variables)
            machine.Variables[name] = value;

        var diagnostics = new List<Diagnostic>();
        Assert.IsTrue(ProxyReader.TryRead(machine.Environment, new Uri(server), diagnostics.Add, out var proxy));
        Assert.IsEmpty(diagnostics);
        return proxy;
    }
}
