using FsCheck;
using FsCheck.Fluent;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.SentryApi;
using Sentry.Releases.Settings;

namespace Sentry.Releases.Tests.Settings;

/// <summary>Whatever the settings hold, nothing is thrown and the token is in no message.</summary>
[TestClass]
public sealed class AnyInputTests
{
    private static readonly string[] Interesting =
    [
        "", " ", "true", "False", "0", "-1", "2147483648", "Git", "Build;Pack", ";", "..", "/", "\\", "\0", "\ud800", "%3B", "$(x)", "@",
        "2026-01-31", "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59.9999999-14:00", "https://[", "https://a@b:c@d/?e#f",
        "http://xn--/", "https://\u0661", "https://sentry.io", "C:",
        "\\\\?\\", "[auth]", "token=", "=:[", "\"", "'\"", "\uFEFF",
    ];

    private static readonly string[] SomeTokens =
    [
        Tokens.User, Tokens.Bare, Tokens.Organization("https://sentry.io", "https://us.sentry.io", "acme"),
        "opaque-token+with/odd=characters",
    ];

    private static Gen<string> Text =>
        Gen.OneOf(
            Gen.Elements(Interesting),
            ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""),
            Gen.ListOf(Gen.Elements(Interesting)).Select(string.Concat));

    [TestMethod]
    public void Any_property_is_read_or_refused() =>
        Holds(Text.ListOf(Properties.All.Count), values =>
        {
            var diagnostics = new List<Diagnostic>();
            var properties = Properties.All.Zip(values).ToDictionary(pair => pair.First.Name, pair => pair.Second);
            var settings = ReleaseSettings.Read(properties, Path.GetTempPath(), new FakeMachine().Environment);
            return settings.Check(diagnostics.Add) == (diagnostics.Count == 0);
        });

    [TestMethod]
    public void Any_file_is_parsed() =>
        Holds(Text.ListOf(), lines => SentryCliRc.Parse("file", string.Join('\n', lines)).MalformedLines.All(line => line > 0));

    [TestMethod]
    public void Any_token_is_looked_into() =>
        Holds(Text, text =>
        {
            var ascii = string.Concat(text.Where(c => c is > ' ' and <= '~'));
            string[] values =
            [
                "sntrys_" + ascii, Tokens.Organization(text), Tokens.Organization($$"""{"org":"{{text}}","url":"{{text}}"}"""),
            ];
            return values.All(value =>
            {
                var token = new AuthToken(value);
                return OrganizationToken.Of(token)?.Server?.AbsoluteUri.EndsWith('/') is not false && token.Redact(value) == "***";
            });
        });

    [TestMethod]
    public void Any_server_is_refused_or_a_root_without_credentials() =>
        Holds(Text, text => ServerAddress.Parse("https://" + text) is not { } server
            || (server.AbsoluteUri.EndsWith('/') && server.UserInfo + server.Query + server.Fragment == ""));

    [TestMethod]
    public void The_token_is_in_no_message()
    {
        using var scenario = ConnectionScenario.Configured();
        Holds(
            Gen.Elements(SomeTokens).SelectMany(token => Text.ListOf(8).Select(texts => (Token: token, Texts: texts.ToList()))),
            input =>
            {
                scenario.Diagnostics.Clear();
                scenario.Machine.Variables["SENTRY_AUTH_TOKEN"] = input.Token;
                scenario.Properties["SentryOrg"] = input.Texts[0] + input.Token + input.Texts[1];
                scenario.Properties["SentryUrl"] = input.Texts[2] + input.Token + input.Texts[3];
                scenario.Properties["SentryReleaseUrl"] = input.Texts[4] + input.Token;
                scenario.ProjectFile(input.Texts[5] + input.Token + input.Texts[6]);
                scenario.Read();
                return scenario.Diagnostics.TrueForAll(d => !d.Message.Contains(input.Token, StringComparison.OrdinalIgnoreCase));
            });
    }

    [TestMethod]
    public void A_token_of_Sentrys_making_is_in_no_message_about_any_property() =>
        Holds(
            Gen.Elements(SomeTokens[..3]).SelectMany(token => Text.Select(text => (Token: token, Text: text))),
            input =>
            {
                var diagnostics = new List<Diagnostic>();
                var properties = Properties.All.ToDictionary(property => property.Name, _ => input.Text + input.Token);
                ReleaseSettings.Read(properties, Path.GetTempPath(), new FakeMachine().Environment).Check(diagnostics.Add);
                return diagnostics.TrueForAll(d => !d.Message.Contains(input.Token, StringComparison.OrdinalIgnoreCase));
            });

    private static void Holds<T>(Gen<T> inputs, Func<T, bool> property) =>
        Check.One(RandomCases.Of(300), Prop.ForAll(inputs.ToArbitrary(), property));
}
