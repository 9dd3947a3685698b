using Microsoft.AspNetCore.Http;
using Sentry.StandIn;

namespace Sentry.Releases.Tests.Faults;

/// <summary>A redirect is followed nowhere, and the token goes nowhere: SRM3008, at once.</summary>
[TestClass]
public sealed class RedirectTests
{
    [TestMethod]
    [DataRow(301)]
    [DataRow(302)]
    [DataRow(303)]
    [DataRow(307)]
    [DataRow(308)]
    public async Task A_redirect_to_another_server_is_not_followed(int status)
    {
        await using var other = RawServer.Answering("201 Created", """{"version": "app@1.0.0"}""");
        await using var sentry = await SentryStandIn.StartAsync(Redirecting(status, other.Url + "elsewhere?token=x"));
        using var scenario = FaultScenario.On(sentry);

        await scenario.RunFailedAsync("SRM3008", $"it points to http://127.0.0.1:{other.Port}", "SentryUrl");

        Assert.AreEqual(0, other.Connections);
        Assert.HasCount(1, sentry.Requests);
    }

    [TestMethod]
    public async Task A_redirect_on_the_same_server_is_not_followed()
    {
        await using var sentry = await SentryStandIn.StartAsync(Redirecting(307, "/api/0/organizations/acme/releases/"));
        using var scenario = FaultScenario.On(sentry);

        await scenario.RunFailedAsync("SRM3008", "another path of the same server");

        Assert.HasCount(1, sentry.Requests);
    }

    [TestMethod]
    public async Task A_redirect_that_echoes_the_token_does_not_show_it()
    {
        string? token = null;
        await using var sentry = await SentryStandIn.StartAsync(new StandInOptions
        {
            Before = (context, _) => Redirect(context, 302, $"https://{token![..60]}{token[60..]}.example.com/{token}"),
        });
        token = sentry.Token;
        using var scenario = FaultScenario.On(sentry);

        await scenario.RunFailedAsync("SRM3008");
    }

    private static StandInOptions Redirecting(int status, string location) =>
        new() { Before = (context, _) => Redirect(context, status, location) };

    private static Task Redirect(HttpContext context, int status, string location)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.Location = location;
        return Task.CompletedTask;
    }
}
