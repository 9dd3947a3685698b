using Microsoft.AspNetCore.Http;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.SentryApi;

namespace Sentry.Releases.Tests.SentryApi;

/// <summary>What becomes of answers that are no success.</summary>
[TestClass]
public sealed class FailureTests
{
    [TestMethod]
    [DataRow(400, DiagnosticCodes.Refused)]
    [DataRow(401, DiagnosticCodes.Unauthorized)]
    [DataRow(403, DiagnosticCodes.Forbidden)]
    [DataRow(404, DiagnosticCodes.NotFound)]
    [DataRow(409, DiagnosticCodes.Locked)]
    [DataRow(429, DiagnosticCodes.RateLimited)]
    [DataRow(500, DiagnosticCodes.Unreachable)]
    [DataRow(501, DiagnosticCodes.Unreachable)]
    [DataRow(503, DiagnosticCodes.Unreachable)]
    [DataRow(524, DiagnosticCodes.Unreachable)]
    [DataRow(302, DiagnosticCodes.UnexpectedResponse)]
    [DataRow(418, DiagnosticCodes.UnexpectedResponse)]
    public async Task Each_status_has_its_code(int status, string code)
    {
        await using var server = await ApiServer.AnswersAsync(status, """{"detail": "Because."}""", new ImpatientClock());
        var failure = await ReadingFailsAsync(server);
        Assert.AreEqual(code, failure.Code);
        Assert.AreEqual(status, (int?)failure.Status);
        Assert.Contains("Could not read the release 'app@1': ", failure.Message);
        Assert.Contains("(Because)", failure.Message);
    }

    [TestMethod]
    [DataRow("""{"detail": "Not today."}""", "Not today")]
    [DataRow("""{"detail": {"code": "sso-required", "message": "Must login via SSO", "extra": {"loginUrl": "/auth/"}}}""", "Must login via SSO")]
    [DataRow("""{"info": "Route not found, did you forget a trailing slash?"}""", "Route not found, did you forget a trailing slash?")]
    [DataRow("""{"version": ["This field is required."]}""", "version: This field is required")]
    [DataRow("""{"commits": {"3": {"id": ["Too long."], "repository": ["Bad."]}}}""", "commits.3.id: Too long.; commits.3.repository: Bad")]
    [DataRow("""{"commits": {"patch_set": {"type": ["Commit patch_set type R is not supported."]}}}""", "commits.patch_set.type: Commit patch_set type R is not supported")]
    [DataRow("""{"commits": [{}, {"id": ["Too long."]}]}""", "commits.id: Too long")]
    [DataRow("""{"detail": "a\ud800b \ud83d\ude00 \\ud800"}""", "a\ufffdb \U0001f600 \\ud800")]
    [DataRow("<html><head><title>413 Request Entity Too Large</title></head></html>", "413 Request Entity Too Large")]
    public async Task The_reason_is_found_in_every_shape_of_body(string body, string reason)
    {
        await using var server = await ApiServer.AnswersAsync(400, body);
        var failure = await ReadingFailsAsync(server);
        Assert.Contains($"Sentry refused it ({reason}). ", failure.Message);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("<html>no title</html>")]
    [DataRow("null")]
    [DataRow("{}")]
    [DataRow("{\"detail\":")]
    public async Task A_body_without_a_reason_leaves_none(string body)
    {
        await using var server = await ApiServer.AnswersAsync(400, body);
        var failure = await ReadingFailsAsync(server);
        Assert.Contains("Sentry refused it. ", failure.Message);
    }

    [TestMethod]
    public async Task A_long_list_of_reasons_is_cut()
    {
        var fields = string.Join(',', Enumerable.Range(1, 10).Select(n => $"\"f{n}\": [\"Bad\"]"));
        await using var server = await ApiServer.AnswersAsync(400, $"{{{fields}}}");
        var failure = await ReadingFailsAsync(server);
        Assert.Contains("f8: Bad; and 2 more", failure.Message);
        Assert.HasCount(10, failure.Fields);
    }

    [TestMethod]
    public async Task A_redirect_is_not_followed_and_its_secrets_are_not_shown()
    {
        await using var elsewhere = await ApiServer.StartAsync();
        await using var server = await ApiServer.AnswersAsync(302, "", null, ("Location", $"{elsewhere.Sentry.Url}login?secret=1"));
        var failure = await ReadingFailsAsync(server);
        Assert.AreEqual(DiagnosticCodes.UnexpectedResponse, failure.Code);
        Assert.Contains($"it points to {elsewhere.Sentry.Url.GetLeftPart(UriPartial.Authority)}", failure.Message);
        Assert.DoesNotContain("secret", failure.Message);
        Assert.IsEmpty(elsewhere.Sentry.Requests);
    }

    [TestMethod]
    [DataRow(200)]
    [DataRow(400)]
    [DataRow(401)]
    [DataRow(500)]
    public async Task The_token_is_in_no_message_though_the_server_sends_it_back(int status)
    {
        string? token = null;
        await using var server = await ApiServer.StartAsync(
            new() { Before = (context, _) => EchoAsync(context, status) }, new ImpatientClock());
        var failure = await ReadingFailsAsync(server);
        Assert.AreEqual(server.Sentry.Token, token);
        Assert.DoesNotContain(server.Sentry.Token, failure.Message);

        Task EchoAsync(HttpContext context, int code)
        {
            token = context.Request.Headers.Authorization.ToString().Split(' ')[1];
            context.Response.StatusCode = code;
            return context.Response.WriteAsync($"{{\"detail\": \"{token}\"}}");
        }
    }

    [TestMethod]
    public async Task A_reason_that_would_break_the_line_does_not()
    {
        await using var server = await ApiServer.AnswersAsync(403, """{"detail": "one\ntwo\u001b[31m"}""");
        var failure = await ReadingFailsAsync(server);
        Assert.Contains("(one two\ufffd[31m)", failure.Message);
    }

    [TestMethod]
    [DataRow("<html>Log in</html>")]
    [DataRow("[]")]
    [DataRow("{}")]
    [DataRow("""{"version": null}""")]
    public async Task A_success_that_is_not_Sentrys_is_a_failure(string body)
    {
        await using var server = await ApiServer.AnswersAsync(200, body);
        var failure = await ReadingFailsAsync(server);
        Assert.AreEqual(DiagnosticCodes.UnexpectedResponse, failure.Code);
        Assert.Contains("Check SentryUrl.", failure.Message);
    }

    [TestMethod]
    public async Task A_missing_release_is_told_from_other_refusals_and_names_its_property()
    {
        await using var server = await ApiServer.StartAsync();
        var failure = await ReadingFailsAsync(server);
        Assert.AreEqual(DiagnosticCodes.NotFound, failure.Code);
        Assert.EndsWith("Check SentryRelease, SentryOrg and SentryUrl.", failure.Message);
    }

    private static Task<SentryApiException> ReadingFailsAsync(ApiServer server) =>
        Assert.ThrowsExactlyAsync<SentryApiException>(() => server.Client.GetReleaseAsync("app@1"));
}
