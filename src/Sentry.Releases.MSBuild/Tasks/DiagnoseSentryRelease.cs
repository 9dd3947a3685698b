using Microsoft.Build.Framework;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.Listing.Diagnosis;

namespace Sentry.Releases.MSBuild.Tasks;

/// <summary>Checks the whole set-up against the server.</summary>
public sealed class DiagnoseSentryRelease : SentryTask
{
    /// <summary>One for each check, in order.</summary>
    [Output]
    public ITaskItem[] Checks { get; private set; } = [];

    private protected override Severity FaultSeverity => ReleaseSettings.FailureIsError ? Severity.Error : Severity.Warning;

    private protected override async System.Threading.Tasks.Task RunAsync(CancellationToken cancellation)
    {
        var shown = await new SetUpDiagnosis(Facts, ReleaseSettings, UserAgent, Report).RunAsync(cancellation);
        Checks = [.. shown.Entries.Select(ListTask.Item)];
        SayResult(string.Join('\n', shown.Lines));
    }
}
