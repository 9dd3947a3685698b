using Sentry.Releases.Diagnostics;

namespace Sentry.Releases.Tests.Settings;

/// <summary>Addresses of Sentry that are not a server's own.</summary>
[TestClass]
public sealed class ServerFormTests
{
    [TestMethod]
    [DataRow("https://sentry.io/api/0/", "https://sentry.io/")]
    [DataRow("https://sentry.example.com/api/0", "https://sentry.example.com/")]
    [DataRow("https://example.com/sentry/api/0/", "https://example.com/sentry/")]
    public void The_path_of_the_API_is_cut_and_that_is_said(string url, string expected)
    {
        using var scenario = ConnectionScenario.Configured();
        scenario.Properties["SentryUrl"] = url;

        Assert.AreEqual(expected, scenario.Read()?.Server.AbsoluteUri);
        var diagnostic = scenario.Diagnostics.Single();
        Assert.AreEqual(DiagnosticCodes.InvalidSetting, diagnostic.Code);
        Assert.AreEqual(Severity.Message, diagnostic.Severity);
        Assert.Contains(expected + " is used", diagnostic.Message);
    }

    [TestMethod]
    [DataRow("https://acme.sentry.io/organizations/acme/releases/", "https://acme.sentry.io/")]
    [DataRow("https://acme.sentry.io/issues/?project=42", "https://acme.sentry.io/")]
    [DataRow("https://sentry.io/settings/acme/auth-tokens/", "https://sentry.io/")]
    [DataRow("https://sentry.io/acme/shop", "https://sentry.io/")]
    [DataRow("https://sentry.io/api/0/organizations/acme/", "https://sentry.io/")]
    [DataRow("https://sentry.example.com/organizations/acme/issues/", "https://sentry.example.com/")]
    [DataRow("https://example.com/sentry/organizations/acme/", "https://example.com/sentry/")]
    [DataRow("https://sentry.example.com/api/0/projects/acme/shop/", "https://sentry.example.com/")]
    [DataRow("https://sentry.example.com/auth/login/acme/", "https://sentry.example.com/")]
    public void A_page_is_no_server(string url, string right) => AssertRefused(url, "the address of a page", right);

    [TestMethod]
    [DataRow("https://0123abcd@o1.ingest.sentry.io/42", "https://sentry.io/")]
    [DataRow("https://0123abcd@o1.ingest.us.sentry.io/42", "https://us.sentry.io/")]
    [DataRow("https://0123abcd:0123abcd@o1.ingest.de.sentry.io/42", "https://de.sentry.io/")]
    [DataRow("https://o1.ingest.sentry.io/api/42/envelope/", "https://sentry.io/")]
    [DataRow("https://0123abcd@sentry.example.com/42", "https://sentry.example.com/")]
    [DataRow("https://0123abcd@example.com:9443/sentry/42/", "https://example.com:9443/sentry/")]
    [DataRow("http://0123abcd@localhost:9000/1", "http://localhost:9000/")]
    public void A_DSN_is_no_server_and_its_key_is_not_shown(string url, string right) =>
        Assert.DoesNotContain("0123abcd", AssertRefused(url, "a DSN", right));

    [TestMethod]
    [DataRow("https://sentry.example.com/1")]
    [DataRow("https://sentry.example.com/my-settings/")]
    [DataRow("https://sentry.example.com/api/")]
    [DataRow("https://sentry.io.example.com/acme/")]
    [DataRow("https://de.sentry.io")]
    public void Another_path_may_be_a_servers_own(string url)
    {
        using var scenario = ConnectionScenario.Configured();
        scenario.Properties["SentryUrl"] = url;

        scenario.ReadWithoutDiagnostics();
    }

    [TestMethod]
    public void The_source_of_the_wrong_address_is_named()
    {
        using var scenario = ConnectionScenario.Configured();
        var file = scenario.ProjectFile("[defaults]\nurl=https://sentry.io/organizations/acme/");

        Assert.Contains(file, scenario.ReadRefused(DiagnosticCodes.InvalidSetting));
    }

    private static string AssertRefused(string url, string what, string right)
    {
        using var scenario = ConnectionScenario.Configured();
        scenario.Machine.Variables["SENTRY_URL"] = url;

        var message = scenario.ReadRefused(DiagnosticCodes.InvalidSetting);

        Assert.Contains(what, message);
        Assert.Contains("SENTRY_URL", message);
        Assert.EndsWith($"Set SentryUrl to the server's address, {right}.", message);
        return message;
    }
}
