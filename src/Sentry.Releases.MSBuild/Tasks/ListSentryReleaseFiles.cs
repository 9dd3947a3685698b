using Sentry.Releases.Listing;

namespace Sentry.Releases.MSBuild.Tasks;

/// <summary>Lists the files that were uploaded to a release.</summary>
public sealed class ListSentryReleaseFiles : ListTask
{
    /// <inheritdoc/>
    protected override Task<ShownList?> ReadAsync(ListReader reader, CancellationToken cancellation) =>
        reader.FilesAsync(Application, cancellation);
}
