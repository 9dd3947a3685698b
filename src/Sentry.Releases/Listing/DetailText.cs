using System.Globalization;

namespace Sentry.Releases.Listing;

/// <summary>Details as other tools read them.</summary>
internal static class DetailText
{
    /// <returns>ISO 8601 in UTC, to the second.</returns>
    public static string? Date(DateTimeOffset? date) =>
        date?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string FirstLine(string? message) => (message ?? "").TrimStart().Split('\n')[0].TrimEnd();
}
