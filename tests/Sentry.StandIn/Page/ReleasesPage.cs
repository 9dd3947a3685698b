using System.Globalization;
using System.Text;
using Sentry.StandIn.Store;

namespace Sentry.StandIn.Page;

/// <summary>
/// Shows a person what the stand-in holds: an index, and below it the releases, newest first, folded but for the first. Searching
/// takes a script; all else works without.
/// </summary>
internal sealed class ReleasesPage(StandInOptions options, ReleaseStore store)
{
    private const string ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-";

    public Task WriteAsync(HttpContext context)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy = $"{ContentSecurityPolicy}{Script.Hash}'";
        return context.Response.WriteAsync(Render());
    }

    private string Render()
    {
        lock (store.Lock)
        {
            var releases = store.Releases.Reverse().ToList();
            var html = new StringBuilder();
            html.Append(CultureInfo.InvariantCulture, $"""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width">
                <title>Releases of {Html.Attribute(options.Organization)}</title>
                <style>{Stylesheet.Css}</style>
                </head>
                <body>
                <header>
                <h1>Releases of {Html.Text(options.Organization)} <small>{releases.Count}, in a stand-in of Sentry</small></h1>

                """);
            if (releases.Count > 0)
                AppendSearch(html);

            html.AppendLine("</header>");
            AppendReleases(html, releases);
            html.AppendLine(CultureInfo.InvariantCulture, $"<script>{Script.Code}</script>");
            return html.AppendLine("</body>").AppendLine("</html>").ToString();
        }
    }

    /// <summary>Hidden until the script is there that makes it work.</summary>
    private static void AppendSearch(StringBuilder html) => html.AppendLine("""
        <form id="search" role="search" hidden>
        <input type="search" name="q" aria-label="Search releases" placeholder="Version, commit, file, environment" autocomplete="off">
        <output></output>
        <button type="button" value="open">Unfold all</button>
        <button type="button" value="">Fold all</button>
        </form>
        """);

    private static void AppendReleases(StringBuilder html, List<StoredRelease> releases)
    {
        if (releases.Count == 0)
        {
            html.AppendLine("<p class=\"none\">No release yet.</p>");
            return;
        }

        ReleaseIndex.Append(html, releases);
        html.AppendLine("<main>");
        foreach (var release in releases)
            ReleaseSection.Append(html, release, isOpen: release == releases[0]);

        html.AppendLine("</main>");
    }
}
