using System.Globalization;
using Sentry.Releases.SentryApi;

namespace Sentry.Releases.Listing;

/// <summary>How the files that were uploaded to a release are shown.</summary>
internal static class FileLayout
{
    private const int LongestName = 80;

    public static ListLayout<ReleaseFile> Of(string release) => new(
        $"Files of {release}",
        "file",
        [
            new("File", file => PlainText.Middle(file.Name, LongestName)),
            new("Size", file => PlainText.Size(file.Size), IsNumber: true),
            new("Uploaded (UTC)", file => PlainText.Date(file.DateCreated)),
            new("Dist", file => file.Dist),
        ],
        Entry);

    private static ListEntry Entry(ReleaseFile file) => new(file.Name,
    [
        new("Id", file.Id),
        new("Name", file.Name),
        new("Dist", file.Dist),
        new("Size", file.Size?.ToString(CultureInfo.InvariantCulture)),
        new("Sha1", file.Sha1),
        new("DateCreated", DetailText.Date(file.DateCreated)),
        new("Headers", file.Headers?.GetRawText()),
    ]);
}
