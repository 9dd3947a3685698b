using Microsoft.Build.Framework;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.Listing;

namespace Sentry.Releases.MSBuild.Tasks;

/// <summary>What the tasks have in common that list what Sentry holds: a table in the log, and items for other targets and tools.</summary>
public abstract class ListTask : SentryTask
{
    /// <summary>What was found, in Sentry's order.</summary>
    [Output]
    public ITaskItem[] Entries { get; private set; } = [];

    /// <summary><c>true</c> when Sentry has more than the limit let through, else <c>false</c>.</summary>
    [Output]
    public string HasMore { get; private set; } = "";

    private protected override Severity FaultSeverity => Severity.Error;

    private protected sealed override void Run()
    {
        var reader = new ListReader(Facts, ReleaseSettings, Report);
        if (Read(reader) is not { } list)
            return;

        Entries = Show(list);
        HasMore = list.HasMore ? "true" : "false";
    }

    /// <returns><see langword="null"/> when it could not be read, which was reported.</returns>
    private protected abstract ShownList? Read(ListReader reader);
}

/// <summary>Lists the releases of an organization.</summary>
public sealed class ListSentryReleases : ListTask
{
    private protected override ShownList? Read(ListReader reader) => reader.Releases();
}

/// <summary>Lists the commits of a release.</summary>
public sealed class ListSentryReleaseCommits : ListTask
{
    private protected override ShownList? Read(ListReader reader) => reader.Commits();
}

/// <summary>Lists the files that were uploaded to a release.</summary>
public sealed class ListSentryReleaseFiles : ListTask
{
    private protected override ShownList? Read(ListReader reader) => reader.Files();
}

/// <summary>Lists the deploys of a release.</summary>
public sealed class ListSentryReleaseDeploys : ListTask
{
    private protected override ShownList? Read(ListReader reader) => reader.Deploys();
}
