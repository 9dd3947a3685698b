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

    private protected sealed override async Task RunAsync(CancellationToken cancellation)
    {
        var reader = new ListReader(ReleaseSettings, UserAgent, Report);
        if (await ReadAsync(reader, cancellation) is not { } list)
            return;

        Entries = Show(list);
        HasMore = list.HasMore ? "true" : "false";
    }

    /// <returns><see langword="null"/> when it could not be read, which was reported.</returns>
    private protected abstract Task<ShownList?> ReadAsync(ListReader reader, CancellationToken cancellation);
}

/// <summary>Lists the releases of an organization.</summary>
public sealed class ListSentryReleases : ListTask
{
    private protected override Task<ShownList?> ReadAsync(ListReader reader, CancellationToken cancellation) => reader.ReleasesAsync(cancellation);
}

/// <summary>Lists the commits of a release.</summary>
public sealed class ListSentryReleaseCommits : ListTask
{
    private protected override Task<ShownList?> ReadAsync(ListReader reader, CancellationToken cancellation) => reader.CommitsAsync(Facts, cancellation);
}

/// <summary>Lists the files that were uploaded to a release.</summary>
public sealed class ListSentryReleaseFiles : ListTask
{
    private protected override Task<ShownList?> ReadAsync(ListReader reader, CancellationToken cancellation) => reader.FilesAsync(Facts, cancellation);
}

/// <summary>Lists the deploys of a release.</summary>
public sealed class ListSentryReleaseDeploys : ListTask
{
    private protected override Task<ShownList?> ReadAsync(ListReader reader, CancellationToken cancellation) => reader.DeploysAsync(Facts, cancellation);
}
