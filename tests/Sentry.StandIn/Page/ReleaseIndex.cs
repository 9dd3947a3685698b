using System.Globalization;
using System.Text;
using Sentry.StandIn.Json;
using Sentry.StandIn.Store;

namespace Sentry.StandIn.Page;

/// <summary>The list of all releases, by the package that they are of, each leading to its section.</summary>
internal static class ReleaseIndex
{
    public static void Append(StringBuilder html, IReadOnlyList<StoredRelease> releases)
    {
        html.AppendLine("<nav aria-label=\"Index\">");
        foreach (var package in releases.GroupBy(release => ReleaseName.Of(release.Version).Package ?? ""))
        {
            var name = package.Key.Length > 0 ? Html.Text(package.Key) : "without a package";
            html.AppendLine(CultureInfo.InvariantCulture, $"<h2>{name} <small>{package.Count()}</small></h2>");
            html.AppendLine("<ol>");
            foreach (var release in package)
                AppendEntry(html, release);

            html.AppendLine("</ol>");
        }

        html.AppendLine("</nav>");
    }

    private static void AppendEntry(StringBuilder html, StoredRelease release)
    {
        var version = Html.Text((string?)VersionInfo.Of(release.Version)["description"]);
        var date = Html.Day(release.DateReleased ?? release.DateCreated);
        html.AppendLine(CultureInfo.InvariantCulture, $"<li><a href=\"#{Html.Anchor(release)}\">{version}</a> <time>{date}</time></li>");
    }
}
