using System.Text;
using System.Text.Json;
using Sentry.Releases.SentryApi;

namespace Sentry.Releases.Tests.Settings;

[TestClass]
public sealed class RedactionTests
{
    private static readonly string Token = Tokens.Organization("https://sentry.io", "https://us.sentry.io", "acme");

    private static readonly AuthToken Auth = new(Token);

    [TestMethod]
    public void The_token_is_blotted_out_wherever_it_stands() =>
        Assert.AreEqual("Bearer ***, again ***.", Auth.Redact($"Bearer {Token}, again {Token}."));

    [TestMethod]
    public void The_secret_part_alone_is_blotted_out() => Assert.AreEqual("a***b", Auth.Redact($"a{Tokens.Secret}b"));

    [TestMethod]
    public void Percent_encoded_once_or_twice_in_either_case_it_is_blotted_out()
    {
        var once = Uri.EscapeDataString(Token);

        Assert.AreEqual("?t=***&x", Auth.Redact($"?t={once}&x"));
        Assert.AreEqual("?t=***&x", Auth.Redact($"?t={Uri.EscapeDataString(once)}&x"));
        Assert.AreEqual("?t=***&x", Auth.Redact($"?t={once.ToLowerInvariant()}&x"));
    }

    [TestMethod]
    public void Partly_encoded_it_is_blotted_out() =>
        Assert.AreEqual("***", Auth.Redact(Token.Replace("+", "%2B", StringComparison.Ordinal)));

    [TestMethod]
    public void Escaped_as_JSON_it_is_blotted_out()
    {
        Assert.AreEqual("\"***\"", Auth.Redact(JsonSerializer.Serialize(Token)));
        Assert.AreEqual("***", Auth.Redact(Token.Replace("/", "\\/", StringComparison.Ordinal)));
        Assert.AreEqual("***", Auth.Redact(string.Concat(Token.Select(c => $@"\u{(int)c:x4}"))));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("u")]
    [DataRow("us")]
    [DataRow("user:")]
    public void In_base64_at_every_place_it_is_blotted_out(string before)
    {
        foreach (var secret in new[] { Token, Tokens.Secret })
        {
            var encoded = Convert.ToBase64String(Encoding.ASCII.GetBytes(before + secret + ":password"));

            foreach (var text in new[] { encoded, encoded.Replace('+', '-').Replace('/', '_') })
            {
                var redacted = Auth.Redact(text);
                Assert.Contains("***", redacted);
                Assert.IsLessThan(before.Length + 30, redacted.Length, redacted);
            }
        }
    }

    [TestMethod]
    public void Other_text_is_left_alone()
    {
        const string Text = "app@1.2.3+b1aa798ac4138280ca68beb8c3a9915ca5ed07c4 https://sentry.io/organizations/acme/ sntrys_";

        Assert.AreEqual(Text, Auth.Redact(Text));
        Assert.AreEqual(Text, new AuthToken("x(.*)[$^").Redact(Text));
    }
}
