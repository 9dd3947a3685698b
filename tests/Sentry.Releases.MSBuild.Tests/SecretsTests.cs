using System.Text;
using Microsoft.AspNetCore.Http;
using Sentry.Releases.MSBuild.Tests.Infrastructure;
using Sentry.StandIn;
using BaseNode = Microsoft.Build.Logging.StructuredLogger.BaseNode;
using BinaryLog = Microsoft.Build.Logging.StructuredLogger.BinaryLog;

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
        AssertWithout(token, published.Output, "the output");
        AssertWithout(token, Text(Path.Combine(project.Directory, "log.binlog")), "the binary log");
        foreach (var file in Directory.EnumerateFiles(project.Directory, "*", SearchOption.AllDirectories))
            AssertWithout(token, Encoding.Latin1.GetString(File.ReadAllBytes(file)), file);
    }

    private static Task Echo(HttpContext context, string token)
    {
        context.Response.StatusCode = 400;
        return context.Response.WriteAsJsonAsync(new { version = new[] { $"not for Bearer {token}" } });
    }

    private static string Text(string binaryLog)
    {
        var text = new StringBuilder();
        BinaryLog.ReadBuild(binaryLog).VisitAllChildren<BaseNode>(node => text.AppendLine(node.ToString()));
        return text.ToString();
    }

    /// <summary>As it is, and the secret behind its last underscore alone.</summary>
    private static void AssertWithout(string token, string text, string where)
    {
        Assert.DoesNotContain(token, text, where);
        Assert.DoesNotContain(token[(token.LastIndexOf('_') + 1)..], text, where);
    }
}
