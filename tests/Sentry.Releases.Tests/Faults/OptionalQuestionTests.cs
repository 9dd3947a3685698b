using System.Globalization;
using Microsoft.AspNetCore.Http;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.Publishing;
using Sentry.StandIn;

namespace Sentry.Releases.Tests.Faults;

/// <summary>What Sentry is asked before a release is sent has a part of the time only: no answer costs the release.</summary>
[TestClass]
public sealed class OptionalQuestionTests
{
    private const int NoAnswer = 0;

    [TestMethod]
    [DataRow(NoAnswer)]
    [DataRow(StatusCodes.Status503ServiceUnavailable)]
    [DataRow(StatusCodes.Status429TooManyRequests)]
    public async Task Which_repositories_Sentry_reads(int answer)
    {
        var diagnostic = await RunAsync(answer, "SentryReleaseCommitSource", "Auto");

        Assert.AreEqual(Severity.Message, diagnostic.Severity);
        Assert.Contains("Local commits are sent instead.", diagnostic.Message);
    }

    [TestMethod]
    [DataRow(NoAnswer)]
    [DataRow(StatusCodes.Status503ServiceUnavailable)]
    [DataRow(StatusCodes.Status429TooManyRequests)]
    public async Task What_is_deployed(int answer)
    {
        var diagnostic = await RunAsync(answer, "SentryReleasePreviousRevision", "deployed:production");

        Assert.AreEqual(DiagnosticCodes.DeployedBaseNotFound, diagnostic.Code);
        Assert.Contains("The previous tag is used instead.", diagnostic.Message);
    }

    /// <returns>The only thing that was said.</returns>
    private static async Task<Diagnostic> RunAsync(int answer, string property, string value)
    {
        await using var sentry = await SentryStandIn.StartAsync(new StandInOptions
        {
            Before = (context, next) => context.Request.Method == "GET" ? AnswerAsync(context, answer) : next(context),
        });
        using var scenario = FaultScenario.On(sentry).Within(8);
        scenario.Properties[property] = value;

        var report = await scenario.RunAsync();

        Assert.AreEqual(ReleaseOutcome.Created, report.Outcome, string.Join('\n', scenario.Diagnostics));
        Assert.HasCount(1, sentry.Releases.Single().Commits);
        return scenario.Diagnostics.Single();
    }

    private static Task AnswerAsync(HttpContext context, int answer)
    {
        if (answer == NoAnswer)
            return Task.Delay(Timeout.Infinite, context.RequestAborted);

        context.Response.StatusCode = answer;
        context.Response.Headers.RetryAfter = 1.ToString(CultureInfo.InvariantCulture);
        return Task.CompletedTask;
    }
}
