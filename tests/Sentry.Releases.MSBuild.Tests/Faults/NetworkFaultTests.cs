using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Sentry.Releases.MSBuild.Tests.Infrastructure;
using Sentry.Releases.Tests.Faults;
using Sentry.StandIn;

namespace Sentry.Releases.MSBuild.Tests.Faults;

/// <summary>
/// Whole publishes while the network misbehaves: the build succeeds with one warning, and the token is in no output, log, file,
/// command line or environment of another program.
/// </summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed partial class NetworkFaultTests
{
    private const string Token = "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";

    [TestMethod]
    public async Task A_refused_connection_is_a_warning()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var server = new Uri($"http://{listener.LocalEndpoint}/");
        listener.Stop();

        await AssertWarnedAsync(server, "SRM3007");
    }

    [TestMethod]
    public async Task A_connection_that_breaks_in_the_body_is_a_warning()
    {
        await using var server = RawServer.ResettingAfter("HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\n{");

        await AssertWarnedAsync(server.Url, "SRM3007");

        Assert.Contains($"Authorization: Bearer {Token}", server.Requests[0]);
    }

    [TestMethod]
    public async Task A_server_that_never_answers_is_a_warning()
    {
        await using var server = new RawServer((_, cancellation) => Task.Delay(Timeout.Infinite, cancellation));

        await AssertWarnedAsync(server.Url, "SRM3007");
    }

    [TestMethod]
    public async Task A_page_is_a_warning()
    {
        await using var server = RawServer.Answering("200 OK", $"<html><title>Sign in, {Token}</title></html>", "text/html");

        await AssertWarnedAsync(server.Url, "SRM3008");
    }

    [TestMethod]
    public async Task A_refused_token_that_is_echoed_is_a_warning()
    {
        await using var server = Echoing();

        await AssertWarnedAsync(server.Url, "SRM3002");
    }

    [TestMethod]
    public async Task A_redirect_to_another_server_is_a_warning()
    {
        await using var other = RawServer.Answering("201 Created", """{"version": "app@1.2.3"}""");
        await using var server = RawServer.Sending($"HTTP/1.1 307 Elsewhere\r\nLocation: {other.Url}{Token}\r\nContent-Length: 0\r\n\r\n");

        await AssertWarnedAsync(server.Url, "SRM3008");

        Assert.AreEqual(0, other.Connections);
    }

    [TestMethod]
    public async Task A_certificate_that_nobody_trusts_is_a_warning()
    {
        await using var sentry = await SentryStandIn.StartAsync(new StandInOptions { Https = true });

        await AssertWarnedAsync(sentry.Url, "SRM3007");

        Assert.IsEmpty(sentry.Requests);
    }

    [TestMethod]
    public async Task With_SentryReleaseFailure_Error_the_build_fails()
    {
        await using var server = Echoing();

        await AssertEndsAsync(server.Url, "error SRM3002", exitCode: 1, "-p:SentryReleaseFailure=Error");
    }

    /// <summary>Says the token in every form.</summary>
    private static RawServer Echoing() => RawServer.Answering(
        "401 Unauthorized", $$"""{"detail": "Invalid token: {{string.Join(", ", Secret.Forms(Token).Values.Select(form => form.Replace(@"\", @"\\", StringComparison.Ordinal)))}}"}""");

    private static Task AssertWarnedAsync(Uri server, string code) => AssertEndsAsync(server, $"warning {code}", exitCode: 0);

    private static async Task AssertEndsAsync(Uri server, string said, int exitCode, params string[] arguments)
    {
        var project = await BuiltProject.CopyAsync(server, Token);
        var git = new GitWrapper(project);

        const string Timeout = "-p:SentryReleaseTimeout=2";
        var publishing = project.PublishAsync(["--no-build", "-bl:log.binlog", "-v:diagnostic", Timeout, .. arguments]);
        var commandLines = await ProcessList.CommandLinesDuring(publishing);
        var published = await publishing;

        Assert.AreEqual(exitCode, published.ExitCode, published.Output);
        Assert.AreEqual(said, string.Join('\n', Problems(published.Output)), published.Output);
        Assert.DoesNotContain("   at ", published.Output);
        Assert.AreEqual("failed", project.Report.GetProperty("outcome").GetString());
        // The history was read, and Sentry holds none of it.
        var history = project.Report.GetProperty("history");
        Assert.AreEqual(40, history.GetProperty("head").GetString()!.Length);
        Assert.AreEqual(0, history.GetProperty("commits").GetInt32());
        Assert.Contains(Timeout, commandLines, "the command lines of this publish were not seen");
        Leaks.AssertWithout(Token, commandLines, "a command line");
        Assert.HasCount(1, git.Starters, "git's environment was not written down");
        Leaks.AssertNone(Token, published, project);
    }

    /// <summary>The warnings and errors, each once, though a build's summary repeats them: what stands before the first colon.</summary>
    private static IEnumerable<string> Problems(string output) =>
        Problem().Matches(output).DistinctBy(match => match.Value).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"\b((?:warning|error) \w+\d+): .*")]
    private static partial Regex Problem();
}
