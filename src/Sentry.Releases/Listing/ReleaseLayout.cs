using Sentry.Releases.SentryApi;

namespace Sentry.Releases.Listing;

/// <summary>How releases are shown.</summary>
internal static class ReleaseLayout
{
    private const int LongestName = 60;
    private const int LongestProjects = 40;

    public static ListLayout<Release> Of(Connection connection, ReleaseFilter filter) => new(
        Title(connection, filter),
        "release",
        [
            new("Release", release => PlainText.Middle(release.Version, LongestName)),
            new("Created (UTC)", release => PlainText.Date(release.DateCreated)),
            new("Released (UTC)", release => PlainText.Date(release.DateReleased)),
            new("Commits", release => PlainText.Count(release.CommitCount), IsNumber: true),
            new("Deploys", release => PlainText.Count(release.DeployCount), IsNumber: true),
            new("New issues", release => PlainText.Count(release.NewGroups), IsNumber: true),
            new("Status", release => filter.Status == StatusFilter.Any ? release.Status : null),
            new("Projects", release => PlainText.Beginning(string.Join(", ", Slugs(release)), LongestProjects)),
        ],
        release => Entry(release, connection));

    private static string Title(Connection connection, ReleaseFilter filter)
    {
        var releases = filter.Status switch
        {
            StatusFilter.Archived => "Archived releases",
            StatusFilter.Any => "Open and archived releases",
            _ => "Releases",
        };
        var projects = filter.Projects.Count == 0 ? "" : $" in {string.Join(", ", filter.Projects)}";
        return $"{releases} of {connection.Organization}{projects}{(filter.Query is { } query ? $" that match '{query}'" : "")}";
    }

    private static ListEntry Entry(Release release, Connection connection) => new(release.Version,
    [
        new("Version", release.Version),
        new("ShortVersion", release.ShortVersion),
        new("Status", release.Status),
        new("Ref", release.Ref),
        new("Url", release.Url),
        new("DateCreated", DetailText.Date(release.DateCreated)),
        new("DateReleased", DetailText.Date(release.DateReleased)),
        new("CommitCount", PlainText.Count(release.CommitCount)),
        new("DeployCount", PlainText.Count(release.DeployCount)),
        new("NewGroups", PlainText.Count(release.NewGroups)),
        new("Projects", [.. Slugs(release)]),
        new("LastCommit", release.LastCommit?.Id),
        new("Page", ReleasePage.Of(connection.Server, connection.Organization, release.Version).AbsoluteUri),
    ]);

    private static IEnumerable<string> Slugs(Release release) => release.Projects?.Select(project => project.Slug).OfType<string>() ?? [];
}
