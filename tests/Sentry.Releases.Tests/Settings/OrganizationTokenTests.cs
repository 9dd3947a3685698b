using Sentry.Releases.SentryApi;

namespace Sentry.Releases.Tests.Settings;

[TestClass]
public sealed class OrganizationTokenTests
{
    private const string Json = """{"iat":1700000000.1,"url":"https://sentry.io","region_url":"https://us.sentry.io","org":"acme"}""";

    [TestMethod]
    public void All_that_the_token_carries_is_read()
    {
        var carried = OrganizationToken.Of(new AuthToken(Tokens.Organization(Json)));

        Assert.IsNotNull(carried);
        Assert.AreEqual("acme", carried.Organization);
        Assert.AreEqual("https://sentry.io/", carried.Url?.AbsoluteUri);
        Assert.AreEqual("https://us.sentry.io/", carried.RegionUrl?.AbsoluteUri);
        Assert.AreEqual("https://us.sentry.io/", carried.Server?.AbsoluteUri);
    }

    [TestMethod]
    [DataRow("""{"org":"a"}""")]
    [DataRow("""{"org":"ab"}""")]
    [DataRow("""{"org":"abc"}""")]
    public void Padding_is_optional(string json)
    {
        var token = Tokens.Organization(json).Replace("=", "", StringComparison.Ordinal);

        Assert.StartsWith("a", OrganizationToken.Of(new AuthToken(token))?.Organization);
    }

    [TestMethod]
    public void The_alphabet_may_be_that_of_URLs()
    {
        var token = Tokens.Organization("""{"org":"acme","note":"???>>>~~~"}""", "secret");
        Assert.Contains("/", token);

        var carried = OrganizationToken.Of(new AuthToken(token.Replace('/', '_').Replace('+', '-')));

        Assert.AreEqual("acme", carried?.Organization);
    }

    [TestMethod]
    [DataRow("""{"url":null,"org":"acme"}""", "acme")]
    [DataRow("""{"org":"acme"}""", "acme")]
    [DataRow("""{"org":null}""", null)]
    [DataRow("""{"org":12}""", null)]
    [DataRow("""{"org":["acme"],"url":{}}""", null)]
    [DataRow("{}", null)]
    public void What_lacks_or_has_another_type_is_unset(string json, string? organization)
    {
        var carried = OrganizationToken.Of(new AuthToken(Tokens.Organization(json)));

        Assert.IsNotNull(carried);
        Assert.AreEqual(organization, carried.Organization);
        Assert.IsNull(carried.Server);
    }

    [TestMethod]
    [DataRow(Tokens.User)]
    [DataRow(Tokens.Bare)]
    [DataRow("sntrys_")]
    [DataRow("sntrys__")]
    [DataRow("sntrys_eyJ9")]
    [DataRow("sntrys_%%%_secret")]
    [DataRow("sntrys_e_secret")]
    [DataRow("SNTRYS_e30_secret")]
    [DataRow("sntrys_bnVsbA==_secret")] // null
    [DataRow("sntrys_WzFd_secret")] // [1]
    [DataRow("sntrys_eyJvcmci_secret")] // {"org"
    [DataRow("sntrys_eyJvcmciOiJcdWQ4MDAifQ==_secret")] // {"org":"\ud800"}
    [DataRow("sntrys_eyJvcmciOiL/In0=_secret")] // not UTF-8
    public void A_malformed_token_is_just_a_token(string token)
    {
        Assert.IsNull(OrganizationToken.Of(new AuthToken(token)));

        using var scenario = ConnectionScenario.Configured(token);
        Assert.AreEqual(token, scenario.ReadWithoutDiagnostics().Token.Value);
    }

    [TestMethod]
    public void A_deeply_nested_token_is_just_a_token() =>
        Assert.IsNull(OrganizationToken.Of(new AuthToken(Tokens.Organization(new string('[', 50_000)))));
}
