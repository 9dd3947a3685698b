using Microsoft.Build.Framework;
using Sentry.Releases.Listing.Diagnosis;

namespace Sentry.Releases.MSBuild.Tasks;

/// <summary>Checks the whole set-up against the server.</summary>
public sealed class DiagnoseSentryRelease : SentryTask
{
    /// <summary>One for each check, in order.</summary>
    [Output]
    public ITaskItem[] Checks { get; private set; } = [];

    private protected override void Run() =>
        Checks = Show(new SetUpDiagnosis(Facts, ReleaseSettings, Report).Run());
}
