using System.Globalization;
using System.Text;
using Sentry.StandIn.Store;

namespace Sentry.StandIn.Page;

/// <summary>The commits of a release on the page, with the files that they changed.</summary>
internal static class CommitSection
{
    private const int ShortIdLength = 8;

    public static void Append(StringBuilder html, StoredRelease release)
    {
        if (release.Commits.Count == 0)
        {
            html.AppendLine("<p class=\"none\">No commits.</p>");
            return;
        }

        html.AppendLine(CultureInfo.InvariantCulture, $"<h4>{Html.Count(release.CommitCount, "commit")}</h4>");
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
}
