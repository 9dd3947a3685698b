using System.Globalization;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.Publishing;
using Sentry.Releases.SentryApi;
using Sentry.Releases.Tests.SentryApi;

namespace Sentry.Releases.Tests.Publishing;

/// <summary>What SentryReleaseVerify says.</summary>
[TestClass]
public sealed class ReleaseVerificationTests
{
    private readonly List<Diagnostic> _said = [];

    [TestMethod]
    public async Task All_that_was_sent_is_there()
    {
        await using var server = await ApiServer.StartAsync();
        var sent = Request(250);
        server.Client.CreateRelease(sent);
        Assert.AreEqual("Verified: Sentry holds the release app@1 with all 250 commits that were sent.", Verify(server, sent));
        Assert.IsEmpty(_said);
    }

    [TestMethod]
    public async Task What_Sentry_lacks_is_named()
    {
        await using var server = await ApiServer.StartAsync();
        server.Client.CreateRelease(Request(3));
        Assert.IsNull(Verify(server, Request(10)));
        var diagnostic = _said.Single();
        Assert.AreEqual(DiagnosticCodes.HeldDiffers, diagnostic.Code);
        Assert.AreEqual(Severity.Error, diagnostic.Severity);
        Assert.Contains("Sentry lacks 7 of the 10 commits that were sent with the release 'app@1'", diagnostic.Message);
        Assert.Contains(" and 2 more", diagnostic.Message);
    }

    [TestMethod]
    public async Task Commits_that_Sentry_was_told_to_skip_are_not_missed()
    {
        await using var server = await ApiServer.StartAsync();
        var sent = Request(3);
        sent = sent with { Commits = [sent.Commits![0], sent.Commits[1] with { Message = "Tidy up #skipsentry" }] };
        server.Client.CreateRelease(sent);
        Assert.AreEqual("Verified: Sentry holds the release app@1 with the commit that was sent.", Verify(server, sent));
    }

    [TestMethod]
    public async Task Of_a_release_with_refs_only_its_existence_is_looked_for()
    {
        await using var server = await ApiServer.StartAsync();
        server.Client.CreateRelease(Request(0));
        var sent = Request(0) with { Refs = [new RefRequest("acme/shop", "abc")] };
        Assert.AreEqual("Verified: Sentry holds the release app@1.", Verify(server, sent));
    }

    [TestMethod]
    public async Task A_release_that_cannot_be_read_back_is_said()
    {
        await using var server = await ApiServer.StartAsync();
        Assert.IsNull(Verify(server, Request(1)));
        Assert.AreEqual(DiagnosticCodes.NotFound, _said.Single().Code);
        Assert.IsTrue(_said[0].Message.StartsWith("The release was sent, but could not be verified. Could not read the release 'app@1'", StringComparison.Ordinal));
    }

    private string? Verify(ApiServer server, ReleaseRequest sent) =>
        new ReleaseVerification(server.Client, new DiagnosticLog(failureIsError: true, _said.Add)).Run(sent);

    private static ReleaseRequest Request(int commits) => new()
    {
        Version = "app@1",
        Projects = ["web"],
        Commits = commits == 0 ? null : [.. Enumerable.Range(1, commits).Select(i => new ReleaseCommit(
            i.ToString("x40", CultureInfo.InvariantCulture), "A change", Timestamp: DateTimeOffset.UnixEpoch.AddHours(i)))],
    };
}
