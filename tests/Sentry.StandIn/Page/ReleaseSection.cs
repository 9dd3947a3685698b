using System.Globalization;
using System.Text;
using Sentry.StandIn.Store;

namespace Sentry.StandIn.Page;

/// <summary>One release on the page.</summary>
internal static class ReleaseSection
{
    private const int ShortIdLength = 8;

    public static void Append(StringBuilder html, StoredRelease release)
    {
        html.AppendLine("<section>");
        html.AppendLine(CultureInfo.InvariantCulture, $"<h2>{Html.Text(release.Version)}</h2>");
        html.AppendLine("<dl>");
        AppendFact(html, "Released", release.DateReleased is { } date ? Html.Date(date) : "<em>not finalized</em>");
        AppendFact(html, "Projects", Html.Text(string.Join(", ", release.Projects.Select(project => project.Slug))));
        AppendFact(html, "Ref", Html.Code(release.Ref));
        AppendFact(html, "URL", Html.Link(release.Url));
        AppendFact(html, "Status", release.Status == ReleaseStatus.Open ? "" : Html.Text(release.Status));
        foreach (var head in release.Refs)
            AppendFact(html, "Head", $"{Html.Text(head.Repository)} {Html.Code(head.PreviousCommit)} → {Html.Code(head.Commit)}");

        foreach (var deploy in release.Deploys)
            AppendFact(html, "Deployed", Describe(deploy));

        html.AppendLine("</dl>");
        AppendCommits(html, release);
        AppendUploads(html, release.Files);
        html.AppendLine("</section>");
    }

    private static string Describe(StoredDeploy deploy) =>
        $"to {Html.Text(deploy.Environment)}, {Html.Date(deploy.DateFinished)} {Html.Text(deploy.Name)} {Html.Link(deploy.Url)}";

    private static void AppendFact(StringBuilder html, string name, string value)
    {
        if (value.Length > 0)
            html.AppendLine(CultureInfo.InvariantCulture, $"<dt>{name}</dt><dd>{value}</dd>");
    }

    private static void AppendCommits(StringBuilder html, StoredRelease release)
    {
        if (release.Commits.Count == 0)
        {
            html.AppendLine("<p class=\"none\">No commits.</p>");
            return;
        }

        html.AppendLine(CultureInfo.InvariantCulture, $"<h3>{release.CommitCount} commit{(release.CommitCount == 1 ? "" : "s")}</h3>");
        html.AppendLine("<ol>");
        foreach (var commit in release.Commits)
            AppendCommit(html, commit);

        html.AppendLine("</ol>");
    }

    private static void AppendCommit(StringBuilder html, StoredCommit commit)
    {
        var shortId = commit.Id[..Math.Min(ShortIdLength, commit.Id.Length)];
        var subject = (commit.Message ?? "").Split('\n')[0];
        var author = commit.Author?.Name ?? commit.Author?.Email ?? "no author";
        html.AppendLine(CultureInfo.InvariantCulture, $"""
            <li>
            <p>{Html.Code(shortId)} {Html.Text(subject)}</p>
            <p class="by" title="{Html.Attribute(commit.Author?.Email)}">
            {Html.Text(author)} · {Html.Date(commit.DateCreated)} · {Html.Text(commit.Repository.Name)}
            </p>
            """);
        if (commit.FileChanges.Count > 0)
            AppendFiles(html, commit.FileChanges);

        html.AppendLine("</li>");
    }

    private static void AppendFiles(StringBuilder html, IReadOnlyList<StoredFileChange> changes)
    {
        html.AppendLine("<ul>");
        foreach (var change in changes)
        {
            var type = Html.Attribute(change.Type);
            html.AppendLine(CultureInfo.InvariantCulture, $"<li><b class=\"{type}\">{type}</b> {Html.Text(change.Path)}</li>");
        }

        html.AppendLine("</ul>");
    }

    private static void AppendUploads(StringBuilder html, IReadOnlyList<StoredFile> files)
    {
        if (files.Count == 0)
            return;

        html.AppendLine(CultureInfo.InvariantCulture, $"<h3>{files.Count} uploaded file{(files.Count == 1 ? "" : "s")}</h3>");
        html.AppendLine("<ul>");
        foreach (var file in files)
            html.AppendLine(CultureInfo.InvariantCulture, $"<li>{Html.Text(file.Name)} {file.Size} bytes</li>");

        html.AppendLine("</ul>");
    }
}
