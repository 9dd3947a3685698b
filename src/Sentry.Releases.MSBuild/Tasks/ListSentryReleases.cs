using Sentry.Releases.Listing;

namespace Sentry.Releases.MSBuild.Tasks;

/// <summary>Lists the releases of an organization.</summary>
public sealed class ListSentryReleases : ListTask
{
    /// <inheritdoc/>
    protected override Task<ShownList?> ReadAsync(ListReader reader, CancellationToken cancellation) => reader.ReleasesAsync(cancellation);
}
