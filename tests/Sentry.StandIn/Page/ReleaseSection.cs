using System.Globalization;
using System.Text;
using Sentry.StandIn.Store;

namespace Sentry.StandIn.Page;

/// <summary>One release on the page: a line, and what is folded below it.</summary>
internal static class ReleaseSection
{
    public static void Append(StringBuilder html, StoredRelease release, bool isOpen)
    {
        html.AppendLine(CultureInfo.InvariantCulture, $"<details{(isOpen ? " open" : "")}>");
        AppendSummary(html, release);

        // A link to what lies inside unfolds it, also without a script; one to the fold itself would not.
        html.AppendLine(CultureInfo.InvariantCulture, $"<div id=\"{Html.Anchor(release)}\">");
        AppendFacts(html, release);
        CommitSection.Append(html, release);
        AppendUploads(html, release.Files);
        html.AppendLine("</div>");
        html.AppendLine("</details>");
    }

    private static void AppendSummary(StringBuilder html, StoredRelease release)
    {
        html.AppendLine(CultureInfo.InvariantCulture, $"<summary><h3>{Html.Text(release.Version)}</h3>");
        html.AppendLine("<p class=\"by\">");
        html.AppendLine(release.DateReleased is { } date ? $"<time>{Html.Day(date)}</time>" : "<em>not finalized</em>");
        html.AppendLine(CultureInfo.InvariantCulture, $"· {Html.Text(Projects(release))} · {Html.Count(release.CommitCount, "commit")}");
        foreach (var environment in release.Deploys.Select(deploy => deploy.Environment).Distinct())
            html.AppendLine(CultureInfo.InvariantCulture, $"<span class=\"deploy\">{Html.Text(environment)}</span>");

        if (release.Activity.Count > 0)
            html.AppendLine("<span class=\"events\">events</span>");

        html.AppendLine("</p></summary>");
    }

    private static void AppendFacts(StringBuilder html, StoredRelease release)
    {
        html.AppendLine("<dl>");
        AppendFact(html, "Released", release.DateReleased is { } date ? Html.Date(date) : "<em>not finalized</em>");
        AppendFact(html, "Projects", Html.Text(Projects(release)));
        AppendFact(html, "Ref", Html.Code(release.Ref));
        AppendFact(html, "URL", Html.Link(release.Url));
        AppendFact(html, "Status", release.Status == ReleaseStatus.Open ? "" : Html.Text(release.Status));
        foreach (var head in release.Refs)
            AppendFact(html, "Head", $"{Html.Text(head.Repository)} {Html.Code(head.PreviousCommit)} → {Html.Code(head.Commit)}");

        foreach (var deploy in release.Deploys)
            AppendFact(html, "Deployed", Describe(deploy));

        foreach (var activity in release.Activity)
            AppendFact(html, "Events", Describe(activity));

        AppendFact(html, "Sessions", Describe(release.Sessions));
        foreach (var (project, count) in release.NewIssues)
            AppendFact(html, "Issues", $"{count} new in {Html.Text(project.Slug)}");

        html.AppendLine("</dl>");
    }

    private static string Projects(StoredRelease release) => string.Join(", ", release.Projects.Select(project => project.Slug));

    private static string Describe(StoredDeploy deploy) =>
        $"to <span class=\"deploy\">{Html.Text(deploy.Environment)}</span>, {Html.Date(deploy.DateFinished)} "
        + $"{Html.Text(deploy.Name)} {Html.Link(deploy.Url)}";

    private static string Describe(StoredActivity activity)
    {
        var place = activity.Environment.Length > 0 ? $"<span class=\"events\">{Html.Text(activity.Environment)}</span>" : "no environment";
        var (first, last) = (Html.Date(activity.FirstSeen), Html.Date(activity.LastSeen));
        return $"in {place}, {Html.Text(activity.Project.Slug)}: first {first}, last {last}";
    }

    private static string Describe(IReadOnlyList<StoredSession> sessions) =>
        sessions.Count == 0 ? "" : $"{Html.Count(sessions.Count, "session")}, {sessions.Count(session => session.IsCrashed)} crashed";

    private static void AppendFact(StringBuilder html, string name, string value)
    {
        if (value.Length > 0)
            html.AppendLine(CultureInfo.InvariantCulture, $"<dt>{name}</dt><dd>{value}</dd>");
    }

    private static void AppendUploads(StringBuilder html, IReadOnlyList<StoredFile> files)
    {
        if (files.Count == 0)
            return;

        html.AppendLine(CultureInfo.InvariantCulture, $"<h4>{Html.Count(files.Count, "uploaded file")}</h4>");
        html.AppendLine("<ul>");
        foreach (var file in files)
            html.AppendLine(CultureInfo.InvariantCulture, $"<li>{Html.Text(file.Name)} {file.Size} bytes</li>");

        html.AppendLine("</ul>");
    }
}
