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
    [DataRow(413, DiagnosticCodes.Refused)]
    [DataRow(422, DiagnosticCodes.Refused)]
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
        var failure = ReadingFails(server);
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
    [DataRow("""{"detail": [{"type": "int_parsing", "loc": ["body", "payload", "projects", 0], "msg": "Input should be a valid string"}]}""", "projects.0: Input should be a valid string")]
    [DataRow("""{"detail": "Internal Error", "errorId": "4f"}""", "Internal Error; errorId: 4f")]
    [DataRow("""{"retries": 3, "none": null, "flag": true}""", "retries: 3")]
    [DataRow("""["One", ["Two"]]""", "One; Two")]
    [DataRow("<html><head><title>413 Request Entity Too Large</title></head></html>", "413 Request Entity Too Large")]
    [DataRow("<HTML><TITLE>\n Sign in \n</TITLE>", "Sign in")]
    public async Task The_reason_is_found_in_every_shape_of_body(string body, string reason)
    {
        await using var server = await ApiServer.AnswersAsync(400, body);
        var failure = ReadingFails(server);
        Assert.Contains($"Sentry refused it ({reason}).", failure.Message);
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
        var failure = ReadingFails(server);
        Assert.Contains("Sentry refused it.", failure.Message);
    }

    [TestMethod]
    public async Task A_long_list_of_reasons_is_cut()
    {
        var fields = string.Join(',', Enumerable.Range(1, 10).Select(n => $"\"f{n}\": [\"Bad\"]"));
        await using var server = await ApiServer.AnswersAsync(400, $"{{{fields}}}");
        var failure = ReadingFails(server);
        Assert.Contains("f8: Bad; and 2 more", failure.Message);
    }

    [TestMethod]
    [DataRow("""{"url": ["Enter a valid URL."]}""", "Url")]
    [DataRow("""{"version": ["Bad"], "projects": ["Bad"], "unheardOf": ["Bad"]}""", "ReleaseName Projects")]
    [DataRow("""{"refs": ["Invalid repository names: x"]}""", "Refs")]
    [DataRow("""{"commits": {"0": {"id": ["Too long."]}}}""", "Commits")]
    [DataRow("""{"commits": {"0": {"patch_set": {"1": {"path": ["Blank."]}}}}}""", "Commits ChangedFiles")]
    [DataRow("""{"commits": {"patch_set": {"path": ["Blank."]}, "id": ["Too long."]}}""", "Commits")]
    [DataRow("""{"detail": [{"loc": ["body", "payload", "projects", 0], "msg": "Bad"}]}""", "Projects")]
    [DataRow("""{"detail": "JSON parse error"}""", "")]
    [DataRow("""{"errorId": "4f", "info": "x"}""", "")]
    public async Task The_fields_that_the_server_objects_to_are_told(string body, string subjects)
    {
        await using var server = await ApiServer.AnswersAsync(400, body);
        var failure = CreatingFails(server);
        Assert.AreEqual(subjects, string.Join(' ', failure.Subjects));
    }

    [TestMethod]
    public async Task The_url_of_a_deploy_is_another_than_that_of_a_release()
    {
        await using var server = await ApiServer.AnswersAsync(400, """{"url": ["Bad"], "name": ["Bad"], "environment": ["Bad"]}""");
        var failure = Assert.ThrowsExactly<SentryApiException>(
            () => server.Client.CreateDeploy("app@1", new Deploy("production")));
        Assert.AreEqual("DeployUrl DeployName DeployEnvironment", string.Join(' ', failure.Subjects));
    }

    [TestMethod]
    public async Task A_request_that_is_too_large_is_said_to_be()
    {
        await using var server = await ApiServer.AnswersAsync(413, "<html><head><title>413 Request Entity Too Large</title></head></html>");
        var failure = CreatingFails(server);
        Assert.AreEqual(DiagnosticCodes.Refused, failure.Code);
        Assert.AreEqual(Subject.Commits, failure.Subjects.Single());
        Assert.Contains("too large", failure.Message);
    }

    [TestMethod]
    public async Task A_token_without_the_scope_is_told_which_one_it_lacks()
    {
        await using var server = await ApiServer.AnswersAsync(403, """{"detail": "You do not have permission to perform this action."}""");
        var failure = CreatingFails(server);
        Assert.AreEqual("project:releases", failure.RequiredScope);
        Assert.Contains("scope project:releases", failure.Message);
    }

    [TestMethod]
    public async Task A_redirect_is_not_followed_and_its_secrets_are_not_shown()
    {
        await using var elsewhere = await ApiServer.StartAsync();
        await using var server = await ApiServer.AnswersAsync(302, "", null, ("Location", $"{elsewhere.Sentry.Url}login?secret=1"));
        var failure = ReadingFails(server);
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
        var failure = ReadingFails(server);
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
        var failure = ReadingFails(server);
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
        var failure = ReadingFails(server);
        Assert.AreEqual(DiagnosticCodes.UnexpectedResponse, failure.Code);
        CollectionAssert.AreEqual(new[] { Subject.Server }, failure.Subjects.ToArray());
    }

    [TestMethod]
    public async Task A_missing_release_is_told_from_other_refusals()
    {
        await using var server = await ApiServer.StartAsync();
        var failure = ReadingFails(server);
        Assert.AreEqual(DiagnosticCodes.NotFound, failure.Code);
        CollectionAssert.AreEqual(new[] { Subject.ReleaseName, Subject.Organization, Subject.Server }, failure.Subjects.ToArray());
    }

    private static SentryApiException CreatingFails(ApiServer server) =>
        Assert.ThrowsExactly<SentryApiException>(
            () => server.Client.CreateRelease(new ReleaseRequest { Version = "app@1", Projects = ["web"] }));

    private static SentryApiException ReadingFails(ApiServer server) =>
        Assert.ThrowsExactly<SentryApiException>(() => server.Client.GetRelease("app@1"));
}
