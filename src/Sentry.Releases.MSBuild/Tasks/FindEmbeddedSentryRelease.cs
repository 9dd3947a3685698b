using Microsoft.Build.Framework;
using Sentry.Releases.Settings;

namespace Sentry.Releases.MSBuild.Tasks;

/// <summary>Finds the name in the environment that the assembly is to carry.</summary>
public sealed class FindEmbeddedSentryRelease : Microsoft.Build.Utilities.Task
{
    /// <summary>The name; empty when there is none, or none that an assembly can carry.</summary>
    [Output]
    public string Name { get; private set; } = "";

    public override bool Execute()
    {
        Name = ReleaseSettings.Read(new Dictionary<string, string>(), "", BuildEnvironment.OfProcess).EmbeddedName ?? "";
        return true;
    }
}
