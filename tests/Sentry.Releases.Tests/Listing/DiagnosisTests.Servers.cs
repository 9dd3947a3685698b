using Microsoft.AspNetCore.Http;
using Sentry.Releases.Diagnostics;
using Sentry.StandIn;
using Sentry.StandIn.Behavior;

namespace Sentry.Releases.Tests.Listing;

/// <content>Servers that answer in another way than Sentry does, or not at all.</content>
public sealed partial class DiagnosisTests
{
    [TestMethod]
    [DataRow("text/html", 200, "<html>Sign in</html>", DiagnosticCodes.UnexpectedResponse)]
    [DataRow("application/json", 500, """{"detail":"Internal Error"}""", DiagnosticCodes.Unreachable)]
    [DataRow("", 0, "", DiagnosticCodes.Unreachable)]
    public async Task A_server_that_is_none_is_one_line(string type, int status, string body, string code)
    {
        using var scenario = new DiagnosisScenario();
        scenario.Properties["SentryReleaseTimeout"] = "1";
        scenario.Before = async (context, _) =>
        {
            if (status == 0)
                await Task.Delay(Timeout.Infinite, context.RequestAborted);

            context.Response.StatusCode = status;
            context.Response.ContentType = type;
            await context.Response.WriteAsync(body);
        };
        var wrong = Wrong(await scenario.RunAsync()).Single();
        Assert.AreEqual(("Server", code), (wrong.Name, Detail(wrong, "Code")), scenario.Table);
        Assert.Contains("not asked, because of the server", scenario.Table);
    }

    [TestMethod]
    public async Task A_list_that_fails_ends_the_asking_with_one_line()
    {
        using var scenario = new DiagnosisScenario();
        scenario.Properties["SentryReleaseTimeout"] = "1";
        scenario.Before = (context, next) =>
        {
            context.Response.StatusCode = 502;
            return context.Request.Path.Value!.EndsWith("/repos/", StringComparison.Ordinal) ? Task.CompletedTask : next(context);
        };
        var wrong = Wrong(await scenario.RunAsync()).Single();
        Assert.AreEqual(("Connection", DiagnosticCodes.Unreachable), (wrong.Name, Detail(wrong, "Code")), scenario.Table);
    }

    [TestMethod]
    public async Task A_server_without_repositories_and_mappings_is_no_fault_of_the_set_up()
    {
        using var scenario = new DiagnosisScenario();
        scenario.Before = (context, next) =>
        {
            var isLacking = context.Request.Path.Value!.EndsWith("/repos/", StringComparison.Ordinal);
            context.Response.StatusCode = isLacking ? 404 : 200;
            return isLacking ? Task.CompletedTask : next(context);
        };
        await scenario.RunAsync();
        Assert.IsEmpty(scenario.Diagnostics, scenario.Table);
        Assert.Contains("this server does not tell", scenario.Table);
    }

    [TestMethod]
    public async Task On_GlitchTip_only_what_it_cannot_have_is_open()
    {
        using var scenario = new DiagnosisScenario { Like = ServerBehavior.GlitchTip, HasCommits = false };
        var shown = await scenario.RunAsync();
        Assert.IsEmpty(scenario.Diagnostics, scenario.Table);
        Assert.AreEqual("Connection,Code mapping,Commits", string.Join(',', shown.Entries.Where(entry => Detail(entry, "Result") == "unknown").Select(entry => entry.Name)));
    }

    [TestMethod]
    public async Task A_project_that_an_older_server_does_not_tell_of_is_not_said_to_be_there()
    {
        using var scenario = new DiagnosisScenario();
        (scenario.HasCommits, scenario.HasDeploy, scenario.Reported) = (false, false, null);
        scenario.Token = new StandInToken(OrganizationToken("acme"));
        scenario.Before = async (context, next) =>
        {
            if (!context.Request.Query.ContainsKey("project") || context.Request.Path.Value!.EndsWith("code-mappings/", StringComparison.Ordinal))
            {
                await next(context);
                return;
            }

            context.Response.StatusCode = 400;
            await context.Response.WriteAsJsonAsync(new { detail = "Invalid project parameter. Values must be numbers." });
        };
        await scenario.RunAsync();
        Assert.IsEmpty(scenario.Diagnostics, scenario.Table);
        Assert.Contains("whether it is there cannot be seen", scenario.Table);
    }
}
