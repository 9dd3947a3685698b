using Sentry.Releases.MSBuild.Tests.Infrastructure;
using Sentry.StandIn;

namespace Sentry.Releases.MSBuild.Tests.Faults;

/// <summary>MSBuild keeps processes for the builds to come, which may be another user's of the same agent, with another token.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class ReusedProcessTests
{
    private const string Salt = "MSBUILDNODEHANDSHAKESALT";
    private const string First = "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";
    private const string Second = "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";

    [TestMethod]
    public async Task A_process_that_is_used_again_takes_the_new_builds_token_and_server()
    {
        await using var first = await SentryStandIn.StartAsync(new StandInOptions { Tokens = [new StandInToken(First)] });
        await using var second = await SentryStandIn.StartAsync(new StandInOptions { Tokens = [new StandInToken(Second)] });
        var project = await BuiltProject.CopyAsync(first.Url, First);
        var git = new GitWrapper(project);

        // A worker node would do, too, but ends when the machine has as many as it has cores, whoever started them.
        project.Set("DOTNET_CLI_USE_MSBUILD_SERVER", "1");
        project.Set("MSBUILDDISABLENODEREUSE", "0");

        // Only builds with the same salt use this process again, so no other build of the machine gets it, and the end of the test finds it.
        var salt = Guid.NewGuid().ToString("N");
        project.Set(Salt, salt);
        try
        {
            // Without looking at the exit code: on a busy machine a server's client can miss the result of a build that went well and exits
            // with 1. What the builds did is what the servers were asked.
            await project.PublishAsync("--no-build");
            project.Set("SENTRY_URL", second.Url.AbsoluteUri);
            project.Set("SENTRY_AUTH_TOKEN", Second);
            await project.PublishAsync("--no-build");
        }
        finally
        {
            ProcessList.KillStartedWith(Salt, salt);
        }

        Assert.HasCount(1, git.Starters, "the process was not used again, so the test shows nothing");
        Assert.AreEqual($"Bearer {First}", string.Join('\n', first.Requests.Select(request => request.Headers["Authorization"])));
        Assert.AreEqual($"Bearer {Second}", string.Join('\n', second.Requests.Select(request => request.Headers["Authorization"])));
    }
}
