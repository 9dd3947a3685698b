using Sentry.Releases.Diagnostics;

namespace Sentry.Releases.Tests.Settings;

[TestClass]
public sealed class ServerTests
{
    [TestMethod]
    [DataRow("https://sentry.example.com", "https://sentry.example.com/")]
    [DataRow("https://sentry.example.com:443/", "https://sentry.example.com/")]
    [DataRow("https://sentry.example.com:9443/sentry", "https://sentry.example.com:9443/sentry/")]
    [DataRow("https://sentry.example.com/sub/path//", "https://sentry.example.com/sub/path/")]
    [DataRow("HTTPS://Sentry.Example.COM", "https://sentry.example.com/")]
    [DataRow("https://user:secret@sentry.example.com/?token=secret#fragment", "https://sentry.example.com/")]
    [DataRow("http://localhost:9000", "http://localhost:9000/")]
    [DataRow("http://127.0.0.1:9000", "http://127.0.0.1:9000/")]
    [DataRow("http://127.8.9.10", "http://127.8.9.10/")]
    [DataRow("http://[::1]:9000/x", "http://[::1]:9000/x/")]
    public void A_server_is_a_root_without_credentials(string url, string expected)
    {
        using var scenario = ConnectionScenario.Configured();
        scenario.Properties["SentryUrl"] = url;

        Assert.AreEqual(expected, scenario.ReadWithoutDiagnostics().Server.AbsoluteUri);
    }

    [TestMethod]
    [DataRow("http://sentry.example.com")]
    [DataRow("http://10.0.0.1:9000")]
    [DataRow("http://localhost.example.com")]
    [DataRow("http://127.0.0.1.example.com")]
    [DataRow("http://localhost@sentry.example.com")]
    [DataRow("http://[::2]/")]
    [DataRow("http://0.0.0.0/")]
    public void A_server_that_is_neither_https_nor_loopback_is_refused(string url)
    {
        using var scenario = ConnectionScenario.Configured();
        scenario.Properties["SentryUrl"] = url;

        Assert.Contains("SentryUrl", scenario.ReadRefused(DiagnosticCodes.InsecureServer));
    }

    [TestMethod]
    [DataRow("sentry.example.com")]
    [DataRow("sentry")]
    [DataRow("//sentry.example.com")]
    [DataRow("ftp://sentry.example.com")]
    [DataRow("file:///etc/passwd")]
    [DataRow("https://")]
    [DataRow("https:///path")]
    [DataRow("https://exa mple.com")]
    [DataRow("/sentry")]
    public void What_is_no_URL_is_refused(string url)
    {
        using var scenario = ConnectionScenario.Configured();
        scenario.Properties["SentryUrl"] = url;

        Assert.Contains("SentryUrl", scenario.ReadRefused(DiagnosticCodes.InvalidSetting));
    }

    [TestMethod]
    [DataRow("ftp://user:secret@sentry.example.com")]
    [DataRow("user:secret@sentry.example.com")]
    [DataRow("ftp://sentry.example.com/?token=secret")]
    [DataRow("http://user:secret@sentry.example.com")]
    public void Credentials_in_a_refused_server_are_not_shown(string url)
    {
        using var scenario = ConnectionScenario.Configured();
        scenario.Machine.Variables["SENTRY_URL"] = url;

        Assert.IsNull(scenario.Read());

        Assert.Contains("SENTRY_URL", scenario.Diagnostics.Single().Message);
        Assert.DoesNotContain("secret", scenario.Diagnostics.Single().Message);
    }

    [TestMethod]
    public void A_token_that_carries_an_unsafe_server_is_not_sent_there()
    {
        using var scenario = ConnectionScenario.Configured(Tokens.Organization("http://sentry.example.com", null, "org"));

        Assert.Contains("SentryUrl", scenario.ReadRefused(DiagnosticCodes.InsecureServer));
    }

    [TestMethod]
    [DataRow("https://sentry.io", "https://us.sentry.io", "https://sentry.example.com")]
    [DataRow("https://sentry.io", null, "https://notsentry.io")]
    [DataRow("https://sentry.example.com", null, "https://sentry.io")]
    [DataRow("https://sentry.example.com", "https://region.example.com", "https://other.example.com")]
    [DataRow("https://sentry.example.com", null, "https://sentry.example.com:9443")]
    [DataRow(null, "https://de.sentry.io", "http://127.0.0.1:9000")]
    public void An_organization_token_of_another_server_is_not_sent(string? url, string? regionUrl, string server)
    {
        using var scenario = ConnectionScenario.Configured(Tokens.Organization(url, regionUrl, "org"));
        scenario.Properties["SentryUrl"] = server;

        var message = scenario.ReadRefused(DiagnosticCodes.TokenOfAnotherServer);

        Assert.Contains(new Uri(url ?? regionUrl!).Authority, message);
        Assert.Contains(new Uri(server).Authority, message);
        Assert.Contains("SentryUrl", message);
    }

    [TestMethod]
    [DataRow("https://sentry.io", "https://us.sentry.io", "https://sentry.io")]
    [DataRow("https://sentry.io", null, "https://acme.sentry.io/")]
    [DataRow("https://sentry.example.com", "https://region.example.com", "https://region.example.com/sub")]
    [DataRow("https://sentry.example.com", null, "https://SENTRY.example.com:443")]
    [DataRow("http://sentry.example.com", null, "https://sentry.example.com")]
    [DataRow("http://127.0.0.1:9000", null, "http://127.0.0.1:9000")]
    [DataRow(null, null, "https://sentry.example.com")]
    [DataRow("not an URL", "", "https://sentry.example.com")]
    public void An_organization_token_of_the_server_is_sent(string? url, string? regionUrl, string server)
    {
        using var scenario = ConnectionScenario.Configured(Tokens.Organization(url, regionUrl, "org"));
        scenario.Properties["SentryUrl"] = server;

        Assert.AreEqual(new Uri(server).Host, scenario.ReadWithoutDiagnostics().Server.Host);
    }

    [TestMethod]
    public void A_token_from_a_file_that_names_another_server_is_not_sent()
    {
        using var scenario = ConnectionScenario.Configured();
        scenario.Machine.Variables.Remove("SENTRY_AUTH_TOKEN");
        scenario.HomeFile($"[auth]\ntoken={Tokens.User}\n[defaults]\nurl=https://home.example.com");
        scenario.ProjectFile("[defaults]\nurl=https://near.example.com");

        var message = scenario.ReadRefused(DiagnosticCodes.TokenOfAnotherServer);

        Assert.Contains("home.example.com", message);
        Assert.Contains("near.example.com", message);
        Assert.DoesNotContain(Tokens.User, message);
    }

    [TestMethod]
    public void A_token_from_a_file_that_names_no_server_goes_to_the_one_configured()
    {
        using var scenario = ConnectionScenario.Configured();
        scenario.Machine.Variables.Remove("SENTRY_AUTH_TOKEN");
        scenario.HomeFile($"[auth]\ntoken={Tokens.User}");
        scenario.ProjectFile("[defaults]\nurl=https://near.example.com");

        Assert.AreEqual("near.example.com", scenario.ReadWithoutDiagnostics().Server.Host);
    }
}
