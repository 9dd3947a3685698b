using FsCheck.Fluent;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.SentryApi;
using Sentry.Releases.Settings;
using Sentry.Releases.Tests.Faults;

namespace Sentry.Releases.Tests.Settings;

/// <summary>Whatever the settings hold, nothing is thrown and the token is in no message.</summary>
[TestClass]
public sealed class AnySettingTests
{
    private const int Minutes = 60_000;

    private static readonly string[] SomeTokens =
    [
        Tokens.User, Tokens.Bare, Tokens.Organization("https://sentry.io", "https://us.sentry.io", "acme"),
        "opaque-token+with/odd=characters",
    ];

    [TestMethod]
    public void Any_property_is_read_or_refused() =>
        RandomCases.Check(300, AnyText.Drawn.ListOf(Properties.All.Count), values =>
        {
            var properties = Properties.All.Zip(values).ToDictionary(pair => pair.First.Name, pair => pair.Second);
            var diagnostics = new List<Diagnostic>();
            var isValid = ReadSettings(properties).Check(diagnostics.Add);
            Assert.AreEqual(diagnostics.Count == 0, isValid);
        });

    [TestMethod]
    [Timeout(5 * Minutes)]
    public void Any_sentryclirc_is_parsed()
    {
        string[] samples = ["[defaults]\nurl=https://sentry.io\norg = acme\nproject: shop\n[auth]\ntoken=\"abc\"\n", "; comment\n[", "=x\n[auth]token", "[a]\r\nb='c'"];
        var drawn = AnyText.Drawn.ListOf().Select(lines => string.Join('\n', lines));
        RandomCases.Check(20_000, Gen.OneOf(AnyText.Near(samples), drawn), text =>
        {
            var file = SentryCliRc.Parse("file", text);
            Assert.IsTrue(file.MalformedLines.All(line => line > 0), text);
            Assert.IsLessThanOrEqualTo(text.Length, (file.Token + file.Url + file.Organization + file.Projects).Length, text);
        });
    }

    [TestMethod]
    [Timeout(5 * Minutes)]
    public void Any_token_is_looked_into_and_redacted()
    {
        string[] samples = [.. SomeTokens, "sntrys_e30=_x", "sntrys__", "sntrys_" + Tokens.Secret];
        RandomCases.Check(10_000, AnyText.Near(samples), text =>
        {
            if (Printable(text) is not { Length: > 0 } value)
                return;

            var token = new AuthToken(value);
            Assert.IsTrue(OrganizationToken.Of(token)?.Server is not { UserInfo.Length: > 0 }, value);
            Assert.IsFalse(value.Length > 3 && token.Redact(value).Contains(value, StringComparison.OrdinalIgnoreCase), value);
            Assert.IsNotNull(token.Redact(text), text);
        });
    }

    [TestMethod]
    public void Any_organization_token_is_looked_into_and_redacted()
    {
        var values = Gen.OneOf(
            AnyText.Drawn.Select(text => "sntrys_" + Printable(text)),
            AnyText.Drawn.Select(text => Tokens.Organization(text)),
            AnyText.Drawn.Select(text => Tokens.Organization($$"""{"org":"{{text}}","url":"{{text}}"}""")));
        RandomCases.Check(900, values, value =>
        {
            var token = new AuthToken(value);
            Assert.IsTrue(OrganizationToken.Of(token)?.Server?.AbsoluteUri.EndsWith('/') is not false, value);
            // A secret made of asterisks is itself found in what takes its place.
            Assert.AreEqual("", token.Redact(value).Trim('*'), value);
        });
    }

    [TestMethod]
    public void Any_server_is_refused_or_a_root_without_credentials() =>
        RandomCases.Check(300, AnyText.Drawn, text => Assert.IsTrue(ServerAddress.Parse("https://" + text) is not { } server
            || (server.AbsoluteUri.EndsWith('/') && server.UserInfo + server.Query + server.Fragment == "")));

    [TestMethod]
    public void The_token_is_in_no_message()
    {
        using var scenario = ConnectionScenario.Configured();
        var inputs =
            from token in Gen.Elements(SomeTokens)
            from texts in AnyText.Drawn.ArrayOf(7)
            select (Token: token, Texts: texts);
        RandomCases.Check(300, inputs, input =>
        {
            scenario.Diagnostics.Clear();
            scenario.Machine.Variables["SENTRY_AUTH_TOKEN"] = input.Token;
            scenario.Properties["SentryOrg"] = input.Texts[0] + input.Token + input.Texts[1];
            scenario.Properties["SentryUrl"] = input.Texts[2] + input.Token + input.Texts[3];
            scenario.Properties["SentryReleaseUrl"] = input.Texts[4] + input.Token;
            scenario.ProjectFile(input.Texts[5] + input.Token + input.Texts[6]);
            scenario.Read();
            AssertUnsaid(input.Token, scenario.Diagnostics);
        });
    }

    [TestMethod]
    public void A_token_of_Sentrys_making_is_in_no_message_about_any_property()
    {
        var inputs =
            from token in Gen.Elements(SomeTokens[..3])
            from text in AnyText.Drawn
            select (Token: token, Text: text);
        RandomCases.Check(300, inputs, input =>
        {
            var diagnostics = new List<Diagnostic>();
            ReadSettings(Properties.All.ToDictionary(property => property.Name, _ => input.Text + input.Token)).Check(diagnostics.Add);
            AssertUnsaid(input.Token, diagnostics);
        });
    }

    private static ReleaseSettings ReadSettings(Dictionary<string, string> properties) =>
        ReleaseSettings.Read(properties, Path.GetTempPath(), new FakeMachine().Environment);

    private static string Printable(string text) => string.Concat(text.Where(c => c is > ' ' and <= '~'));

    private static void AssertUnsaid(string token, IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
            Assert.DoesNotContain(token, diagnostic.Message, StringComparison.OrdinalIgnoreCase);
    }
}
