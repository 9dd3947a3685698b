using System.Globalization;
using System.Text;
using Sentry.StandIn.Store;

namespace Sentry.StandIn.Page;

/// <summary>Shows a person what the stand-in holds: releases, newest first, with their commits, changed files and deploys.</summary>
internal sealed class ReleasesPage(StandInOptions options, ReleaseStore store)
{
    public Task WriteAsync(HttpContext context)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
        return context.Response.WriteAsync(Render());
    }

    private string Render()
    {
        lock (store.Lock)
        {
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
                <h1>Releases of {Html.Text(options.Organization)} <small>{store.Releases.Count}, in a stand-in of Sentry</small></h1>

                """);
            if (store.Releases.Count == 0)
                html.AppendLine("<p class=\"none\">No release yet.</p>");

            foreach (var release in store.Releases.Reverse())
                ReleaseSection.Append(html, release);

            return html.AppendLine("</body>").AppendLine("</html>").ToString();
        }
    }
}
