using System.Net;
using Microsoft.AspNetCore.Http;
using Sentry.StandIn;

namespace Sentry.Releases.Tests.StandIn;

[TestClass]
public sealed class SentryStandInTests
{
    [TestMethod]
    public async Task Every_request_is_recorded_as_it_came()
    {
        await using var client = await StandInClient.StartAsync();

        await client.PostAsync("releases/?x=%20", """{"version": "é@1", "projects": ["web"]}""");
        await client.GetAsync("releases/%C3%A9%401/");
        await client.GetAsync(client.Sentry.Url.ToString());

        var requests = client.Sentry.Requests;
        Assert.HasCount(2, requests);
        Assert.AreEqual("POST", requests[0].Method);
        Assert.AreEqual("/api/0/organizations/acme/releases/?x=%20", requests[0].PathAndQuery);
        Assert.AreEqual("application/json; charset=utf-8", requests[0].Headers["content-TYPE"]);
        Assert.AreEqual("""{"version": "é@1", "projects": ["web"]}""", requests[0].Text);
        Assert.AreEqual("é@1", requests[0].Json.GetProperty("version").GetString());
        Assert.AreEqual("/api/0/organizations/acme/releases/%C3%A9%401/", requests[1].PathAndQuery);
        Assert.IsTrue(requests[1].Body.IsEmpty);
    }

    [TestMethod]
    public async Task A_hook_answers_in_the_server_s_stead_and_may_go_on()
    {
        var count = 0;
        await using var client = await StandInClient.StartAsync(new StandInOptions
        {
            Before = async (context, next) =>
            {
                if (Interlocked.Increment(ref count) > 2)
                {
                    await next(context);
                    return;
                }

                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                await context.Response.WriteAsync("<html>");
            },
        });

        (await client.CreateAsync("app@1")).AssertIs(503);
        (await client.CreateAsync("app@1")).AssertIs(503);
        (await client.CreateAsync("app@1")).AssertIs(201);

        Assert.HasCount(3, client.Sentry.Requests);
    }

    [TestMethod]
    public async Task A_hook_cuts_the_connection()
    {
        await using var client = await StandInClient.StartAsync(new StandInOptions
        {
            Before = (context, _) =>
            {
                context.Abort();
                return Task.CompletedTask;
            },
        });

        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("releases/"));
        Assert.IsNotEmpty(client.Sentry.Requests);
    }

    [TestMethod]
    public async Task A_stalled_request_does_not_keep_it_from_ending()
    {
        var reached = new TaskCompletionSource();
        var client = await StandInClient.StartAsync(new StandInOptions
        {
            Before = (context, _) =>
            {
                reached.SetResult();
                return Task.Delay(Timeout.Infinite, context.RequestAborted);
            },
        });

        var pending = client.GetAsync("releases/");
        await reached.Task;
        await client.Sentry.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => pending);
    }

    [TestMethod]
    public async Task It_lives_below_a_path()
    {
        await using var client = await StandInClient.StartAsync(new StandInOptions { BasePath = "/sentry" });

        (await client.CreateAsync("app@1")).AssertIs(201);
        (await client.GetAsync("/api/0/organizations/acme/releases/")).AssertIs(404);
        (await client.GetAsync(client.Sentry.Url.ToString())).AssertIs(200);

        Assert.AreEqual("/sentry/", client.Sentry.Url.AbsolutePath);
    }

    [TestMethod]
    public async Task It_listens_on_the_other_loopback()
    {
        await using var client = await StandInClient.StartAsync(new StandInOptions { Address = IPAddress.IPv6Loopback });

        (await client.GetAsync("releases/")).AssertIs(200);

        Assert.AreEqual("[::1]", client.Sentry.Url.Host);
    }

    [TestMethod]
    public async Task It_speaks_https_with_its_own_certificate()
    {
        await using var sentry = await SentryStandIn.StartAsync(new StandInOptions { Https = true });
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => sentry.Certificate!.Equals(certificate);
        using var http = new HttpClient(handler);

        var page = await http.GetStringAsync(sentry.Url);

        Assert.AreEqual("https", sentry.Url.Scheme);
        Assert.Contains("No release yet", page);
    }

    [TestMethod]
    public async Task It_never_listens_beyond_loopback() =>
        await Assert.ThrowsExactlyAsync<ArgumentException>(() => SentryStandIn.StartAsync(new StandInOptions { Address = IPAddress.Any }));
}
