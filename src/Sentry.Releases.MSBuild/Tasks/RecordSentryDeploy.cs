using Sentry.Releases.Publishing;

namespace Sentry.Releases.MSBuild.Tasks;

/// <summary>Records a deploy of a release that exists.</summary>
public sealed class RecordSentryDeploy : SentryTask
{
    private protected override void Run()
    {
        if (new DeployRecording(Facts, ReleaseSettings, Report).Run() is { } line)
            SayResult(line);
    }
}
