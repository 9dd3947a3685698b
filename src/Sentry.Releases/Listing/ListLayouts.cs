using System.Globalization;
using Sentry.Releases.SentryApi;

namespace Sentry.Releases.Listing;

/// <summary>How releases and what belongs to one are asked for and shown.</summary>
internal static class ListLayouts
{
    private const int ShownId = 12;
    private const int LongestAuthor = 24;
    private const int LongestEnvironment = 20;
    private const int LongestFile = 80;
    private const int LongestLink = 60;
    private const int LongestMessage = 72;
    private const int LongestProjects = 40;
    private const int LongestRelease = 60;
    private const int LongestRepository = 32;

    public static ListLayout<Release> Releases(Connection connection, ReleaseFilter filter) => new(
        Title(connection, filter),
        (client, limit) => client.ListReleases(filter, limit),
        "release",
        [
            new("Release", release => CellText.Middle(release.Version, LongestRelease)),
            new("Created (UTC)", release => CellText.Date(release.DateCreated)),
            new("Released (UTC)", release => CellText.Date(release.DateReleased)),
            new("Commits", release => CellText.Count(release.CommitCount), IsNumber: true),
            new("Deploys", release => CellText.Count(release.DeployCount), IsNumber: true),
            new("Last deploy", release => CellText.Middle(release.LastDeploy?.Environment ?? "", LongestEnvironment)),
            new("New issues", release => CellText.Count(release.NewGroups), IsNumber: true),
            new("Users", release => OfProjects(release, health => CellText.Count(health.Users)), IsNumber: true),
            new("Sessions", release => OfProjects(release, health => CellText.Count(health.Sessions)), IsNumber: true),
            new("Adoption", release => OfProjects(release, health => CellText.Percent(health.Adoption)), IsNumber: true),
            new("Status", release => filter.Status == StatusFilter.Any ? release.Status : null),
            new("Projects", release => CellText.Beginning(string.Join(", ", Slugs(release)), LongestProjects)),
        ],
        release => new ListEntry(release.Version,
        [
            new("Version", release.Version),
            new("ShortVersion", release.ShortVersion),
            new("Status", release.Status),
            new("Ref", release.Ref),
            new("Url", release.Url),
            new("DateCreated", CellText.Iso8601(release.DateCreated)),
            new("DateReleased", CellText.Iso8601(release.DateReleased)),
            new("CommitCount", CellText.Count(release.CommitCount)),
            new("DeployCount", CellText.Count(release.DeployCount)),
            new("NewGroups", CellText.Count(release.NewGroups)),
            new("Projects", [.. Slugs(release)]),
            new("LastCommit", release.LastCommit?.Id),
            new("LastDeployEnvironment", release.LastDeploy?.Environment),
            new("LastDeployDate", CellText.Iso8601(release.LastDeploy?.DateFinished)),
            new("FirstEvent", CellText.Iso8601(release.FirstEvent)),
            new("LastEvent", CellText.Iso8601(release.LastEvent)),
            new("Users", EachProject(release, health => CellText.Count(health.Users))),
            new("Sessions", EachProject(release, health => CellText.Count(health.Sessions))),
            new("CrashFreeUsers", EachProject(release, health => CellText.Number(health.CrashFreeUsers))),
            new("CrashFreeSessions", EachProject(release, health => CellText.Number(health.CrashFreeSessions))),
            new("Adoption", EachProject(release, health => CellText.Number(health.Adoption))),
            new("AdoptionStage", EachProject(release, health => health.AdoptionStage)),
            new("Page", connection.PageOf(release.Version).AbsoluteUri),
        ]));

    public static ListLayout<ReleaseCommit> Commits(string release) => new(
        $"Commits of {release}",
        (client, limit) => client.ListCommits(release, limit),
        "commit",
        [
            new("Commit", commit => commit.Id.Length > ShownId ? commit.Id[..ShownId] : commit.Id),
            new("Date (UTC)", commit => CellText.Date(commit.Timestamp)),
            new("Author", commit => CellText.Beginning(commit.AuthorName ?? commit.AuthorEmail ?? "", LongestAuthor)),
            new("Repository", commit => CellText.Middle(commit.Repository ?? "", LongestRepository)),
            new("Message", commit => CellText.Beginning(CellText.FirstLine(commit.Message), LongestMessage)),
        ],
        commit => new ListEntry(commit.Id,
        [
            new("Id", commit.Id),
            new("Message", CellText.FirstLine(commit.Message)),
            new("FullMessage", commit.Message),
            new("Author", commit.AuthorName),
            new("AuthorEmail", commit.AuthorEmail),
            new("Date", CellText.Iso8601(commit.Timestamp)),
            new("Repository", commit.Repository),
        ]));

    public static ListLayout<ReleaseFile> Files(string release) => new(
        $"Files of {release}",
        (client, limit) => client.ListFiles(release, limit),
        "file",
        [
            new("File", file => CellText.Middle(file.Name, LongestFile)),
            new("Size", file => CellText.Size(file.Size), IsNumber: true),
            new("Uploaded (UTC)", file => CellText.Date(file.DateCreated)),
            new("Dist", file => file.Dist),
        ],
        file => new ListEntry(file.Name,
        [
            new("Id", file.Id),
            new("Name", file.Name),
            new("Dist", file.Dist),
            new("Size", file.Size?.ToString(CultureInfo.InvariantCulture)),
            new("Sha1", file.Sha1),
            new("DateCreated", CellText.Iso8601(file.DateCreated)),
            new("Headers", file.Headers?.GetRawText()),
        ]));

    public static ListLayout<Deploy> Deploys(string release) => new(
        $"Last deploy of {release} to each environment",
        (client, limit) => client.ListDeploys(release, limit),
        "deploy",
        [
            new("Environment", deploy => CellText.Middle(deploy.Environment, LongestEnvironment)),
            new("Started (UTC)", deploy => CellText.Date(deploy.DateStarted)),
            new("Finished (UTC)", deploy => CellText.Date(deploy.DateFinished)),
            new("Name", deploy => CellText.Beginning(deploy.Name ?? "", LongestAuthor)),
            new("Link", deploy => CellText.Middle(deploy.Url ?? "", LongestLink)),
        ],
        deploy => new ListEntry(deploy.Environment,
        [
            new("Id", deploy.Id),
            new("Environment", deploy.Environment),
            new("Name", deploy.Name),
            new("Url", deploy.Url),
            new("DateStarted", CellText.Iso8601(deploy.DateStarted)),
            new("DateFinished", CellText.Iso8601(deploy.DateFinished)),
        ]));

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

    private static IEnumerable<string> Slugs(Release release) => release.Projects?.Select(project => project.Slug).OfType<string>() ?? [];

    /// <summary>A user may be one of several projects, so figures of projects are not added up.</summary>
    private static string OfProjects(Release release, Func<ReleaseHealth, string?> figure) =>
        string.Join(" + ", (release.Projects ?? []).Select(project => project.Health is { } health ? figure(health) : null).OfType<string>());

    /// <returns>In the order of <c>Projects</c>; empty where Sentry has no sessions of the release in any project.</returns>
    private static IReadOnlyList<string> EachProject(Release release, Func<ReleaseHealth, string?> figure)
    {
        var projects = (release.Projects ?? []).Where(project => project.Slug is not null).ToList();
        return projects.Exists(project => project.Health is not null)
            ? [.. projects.Select(project => project.Health is { } health ? figure(health) ?? "" : "")]
            : [];
    }
}
