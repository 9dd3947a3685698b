using System.Text;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.SentryApi;

namespace Sentry.Releases.Tests.Settings;

[TestClass]
public sealed class TokenSourceTests
{
    [TestMethod]
    [DataRow(4, "from-environment")]
    [DataRow(3, "from-token-file")]
    [DataRow(2, "from-nearest")]
    [DataRow(1, "from-home")]
    public void Environment_then_token_file_then_nearest_file_then_home(int sources, string expected)
    {
        using var scenario = Scenario();
        scenario.HomeFile("[auth]\ntoken=from-home");
        if (sources > 1)
            scenario.ProjectFile("[auth]\ntoken=from-nearest");
        if (sources > 2)
            TokenFile(scenario, "from-token-file");
        if (sources > 3)
            scenario.Machine.Variables["SENTRY_AUTH_TOKEN"] = "from-environment";

        Assert.AreEqual(expected, scenario.ReadWithoutDiagnostics().Token.Value);
    }

    [TestMethod]
    [DataRow("token\n", "token")]
    [DataRow("  token \r\nsecond line", "token")]
    [DataRow("\n\n token", "token")]
    [DataRow("\uFEFFtoken", "token")]
    public void The_first_line_is_the_token(string content, string expected)
    {
        using var scenario = Scenario();
        TokenFile(scenario, content);

        Assert.AreEqual(expected, scenario.ReadWithoutDiagnostics().Token.Value);
    }

    [TestMethod]
    [DataRow("token\r\n")]
    [DataRow("\uFEFFtoken")]
    [DataRow(" token\n\n")]
    public void A_variable_may_end_with_a_line_break_or_begin_with_a_mark(string value)
    {
        using var scenario = Scenario();
        scenario.Machine.Variables["SENTRY_AUTH_TOKEN"] = value;

        Assert.AreEqual("token", scenario.ReadWithoutDiagnostics().Token.Value);
    }

    [TestMethod]
    public void A_sentryclirc_of_Windows_is_read()
    {
        using var scenario = Scenario();
        scenario.Folder.Write("work/repository/.sentryclirc", [.. Encoding.UTF8.Preamble, .. "[auth]\r\ntoken = token\r\n"u8]);

        Assert.AreEqual("token", scenario.ReadWithoutDiagnostics().Token.Value);
    }

    [TestMethod]
    public void A_token_that_is_only_in_the_SDKs_property_is_named()
    {
        using var scenario = Scenario();
        scenario.Properties["SentryReleaseTokenInSdkProperty"] = "true";

        var message = scenario.ReadRefused(DiagnosticCodes.NoToken);

        Assert.Contains("the property SentryAuthToken", message);
        Assert.Contains("SENTRY_AUTH_TOKEN", message);
    }

    [TestMethod]
    public void A_token_file_may_be_UTF16()
    {
        using var scenario = Scenario();
        TokenFile(scenario, [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("token\r\n")]);

        Assert.AreEqual("token", scenario.ReadWithoutDiagnostics().Token.Value);
    }

    [TestMethod]
    public void A_token_file_may_be_a_link()
    {
        using var scenario = Scenario();
        var secret = scenario.Folder.Write("secrets/token", "token");
        File.CreateSymbolicLink(scenario.Folder.PathOf("work/repository/project/link"), secret);
        scenario.Properties["SentryReleaseAuthTokenFile"] = "link";

        Assert.AreEqual("token", scenario.ReadWithoutDiagnostics().Token.Value);
    }

    [TestMethod]
    [DataRow("Bearer token")]
    [DataRow("tökenwithumlaut")]
    [DataRow("tok\u0007enwithbell")]
    [DataRow("\u200btokenwithzerowidthspace")]
    public void A_malformed_token_is_named_by_its_source_and_never_shown(string token)
    {
        using var scenario = ConnectionScenario.Configured(token);

        var message = scenario.ReadRefused(DiagnosticCodes.NoToken);

        Assert.Contains("SENTRY_AUTH_TOKEN", message);
        Assert.Contains("malformed", message);
        Assert.DoesNotContain(token, message);
    }

    [TestMethod]
    [DataRow("$(SENTRY_AUTH_TOKEN)")]
    [DataRow("${SENTRY_AUTH_TOKEN}")]
    public void A_variable_that_the_CI_service_did_not_fill_in_is_no_token(string token)
    {
        using var scenario = ConnectionScenario.Configured(token);

        Assert.Contains("SENTRY_AUTH_TOKEN is the name of a variable that nothing has filled in", scenario.ReadRefused(DiagnosticCodes.NoToken));
    }

    [TestMethod]
    public void A_malformed_token_does_not_let_a_farther_one_through()
    {
        using var scenario = ConnectionScenario.Configured("mal formed");
        scenario.HomeFile($"[auth]\ntoken={Tokens.User}");

        scenario.ReadRefused(DiagnosticCodes.NoToken);
    }

    [TestMethod]
    public void A_token_in_the_place_of_its_file_is_not_shown()
    {
        using var scenario = Scenario();
        foreach (var token in new[] { Tokens.User, Tokens.Bare, Tokens.Organization("https://sentry.io", null, "org") })
        {
            scenario.Diagnostics.Clear();
            scenario.Properties["SentryReleaseAuthTokenFile"] = token;

            var message = scenario.ReadRefused(DiagnosticCodes.InvalidSetting);

            Assert.Contains("SentryReleaseAuthTokenFile", message);
            Assert.DoesNotContain(token, message);
            Assert.DoesNotContain(Tokens.Secret[..10], message);
        }
    }

    [TestMethod]
    public void A_token_in_the_place_of_another_setting_is_not_shown()
    {
        using var scenario = ConnectionScenario.Configured("opaque-but-real-token");
        scenario.Properties["SentryOrg"] = "opaque-but-real-token!";
        scenario.Properties["SentryUrl"] = "opaque-but-real-token";

        Assert.IsNull(scenario.Read());

        Assert.HasCount(2, scenario.Diagnostics);
        Assert.IsTrue(scenario.Diagnostics.TrueForAll(d => !d.Message.Contains("opaque-but-real-token", StringComparison.Ordinal)));
    }

    [TestMethod]
    [DataRow(null, "does not exist")]
    [DataRow("", "is empty")]
    [DataRow(" \n\n", "is empty")]
    [DataRow("\0binary", "is not a text file")]
    public void A_token_file_without_a_token_is_named(string? content, string reason)
    {
        using var scenario = Scenario();
        scenario.Properties["SentryReleaseAuthTokenFile"] = "token.txt";
        if (content is not null)
            TokenFile(scenario, content);

        var message = scenario.ReadRefused(DiagnosticCodes.InvalidSetting);

        Assert.StartsWith("SentryReleaseAuthTokenFile", message);
        Assert.Contains(reason, message);
    }

    [TestMethod]
    public void A_huge_token_file_is_named()
    {
        using var scenario = Scenario();
        TokenFile(scenario, new string('t', 64 * 1024 + 1));

        Assert.Contains("larger than 64 KiB", scenario.ReadRefused(DiagnosticCodes.InvalidSetting));
    }

    [TestMethod]
    public void A_token_says_nothing_of_itself() => Assert.AreEqual("***", new AuthToken("token").ToString());

    /// <summary>Organization and project, but no token.</summary>
    private static ConnectionScenario Scenario()
    {
        var scenario = ConnectionScenario.Configured();
        scenario.Machine.Variables.Remove("SENTRY_AUTH_TOKEN");
        return scenario;
    }

    private static void TokenFile(ConnectionScenario scenario, string content) => TokenFile(scenario, Encoding.UTF8.GetBytes(content));

    private static void TokenFile(ConnectionScenario scenario, byte[] content)
    {
        scenario.Folder.Write("work/repository/project/token.txt", content);
        scenario.Properties["SentryReleaseAuthTokenFile"] = "token.txt";
    }
}
