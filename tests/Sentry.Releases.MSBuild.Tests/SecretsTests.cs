using Microsoft.AspNetCore.Http;
using Sentry.Releases.MSBuild.Tests.Infrastructure;
using Sentry.StandIn;

namespace Sentry.Releases.MSBuild.Tests;

[TestClass]
public sealed class SecretsTests
{
    [TestMethod]
    [DataRow(false, DisplayName = "accepted by the server")]
    [DataRow(true, DisplayName = "echoed by the server")]
    public async Task The_token_is_in_no_output_binary_log_or_file(bool echoed)
    {
        string? token = null;
        await using var sentry = await SentryStandIn.StartAsync(new StandInOptions
        {
            Before = (context, next) => echoed ? Echo(context, token!) : next(context),
        });
        token = sentry.Token;
        var project = TestProject.Create(sentry);
        await project.InitializeGitAsync();

        var published = await project.PublishAsync("-bl:log.binlog", "-v:diagnostic");

        Assert.HasCount(1, sentry.Requests);
        Assert.Contains(token, sentry.Requests.Single().Headers["Authorization"], "the test looks for the wrong token");
        Leaks.AssertNone(token, published, project);
    }

    private static Task Echo(HttpContext context, string token)
    {
        context.Response.StatusCode = 400;
        return context.Response.WriteAsJsonAsync(new { version = new[] { $"not for Bearer {token}" } });
    }
}
