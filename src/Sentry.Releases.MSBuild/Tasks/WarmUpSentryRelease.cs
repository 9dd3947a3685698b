using Microsoft.Build.Framework;
using Sentry.Releases.Publishing;
using Sentry.Releases.Settings;

namespace Sentry.Releases.MSBuild.Tasks;

/// <summary>Begins, beside the rest of a publish, what a new process needs time for before its first release. Sends and writes nothing.</summary>
public sealed class WarmUpSentryRelease : Microsoft.Build.Utilities.Task
{
    /// <summary>Absolute path of the folder from which the git repository is looked for.</summary>
    [Required]
    public string ProjectDirectory { get; set; } = "";

    /// <summary>What <c>SentryReleaseGitReader</c> says.</summary>
    public string GitReader { get; set; } = "";

    public override bool Execute()
    {
        WarmUp.Begin(ProjectDirectory, GitReader, BuildEnvironment.OfProcess);
        return true;
    }
}
