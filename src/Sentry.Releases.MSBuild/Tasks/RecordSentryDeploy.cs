using Sentry.Releases.Publishing;

namespace Sentry.Releases.MSBuild.Tasks;

/// <summary>Records a deploy of a release that exists.</summary>
public sealed class RecordSentryDeploy : SentryTask
{
    private protected override async Task RunAsync(CancellationToken cancellation)
    {
        if (await new DeployRecording(Facts, ReleaseSettings, UserAgent, Report).RunAsync(cancellation) is { } line)
            SayResult(line);
    }
}
