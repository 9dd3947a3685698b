using Sentry.Releases.Listing;

namespace Sentry.Releases.MSBuild.Tasks;

/// <summary>Lists the commits of a release.</summary>
public sealed class ListSentryReleaseCommits : ListTask
{
    /// <inheritdoc/>
    protected override Task<ShownList?> ReadAsync(ListReader reader, CancellationToken cancellation) =>
        reader.CommitsAsync(Application, cancellation);
}
