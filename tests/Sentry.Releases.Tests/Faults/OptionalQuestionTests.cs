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
        var scenario = await RunAsync(answer, "SentryReleaseCommitSource", "Auto");

        Assert.HasCount(1, scenario.Diagnostics);
        Assert.AreEqual(Severity.Message, scenario.Diagnostics[0].Severity);
        Assert.Contains("Local commits are sent instead.", scenario.Diagnostics[0].Message);
    }

    [TestMethod]
    [DataRow(NoAnswer)]
    [DataRow(StatusCodes.Status503ServiceUnavailable)]
    [DataRow(StatusCodes.Status429TooManyRequests)]
    public async Task What_is_deployed(int answer)
    {
        var scenario = await RunAsync(answer, "SentryReleasePreviousRevision", "deployed:production");

        Assert.AreEqual(DiagnosticCodes.DeployedBaseNotFound, scenario.Codes.Single());
        Assert.Contains("The previous tag is used instead.", scenario.Diagnostics[0].Message);
    }

    private static async Task<FaultScenario> RunAsync(int answer, string property, string value)
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
        return scenario;
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
