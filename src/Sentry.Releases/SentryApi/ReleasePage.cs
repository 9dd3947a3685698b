namespace Sentry.Releases.SentryApi;

/// <summary>Where a person sees a release.</summary>
public static class ReleasePage
{
    private const string SaasDomain = "sentry.io";

    /// <returns>The release's page on the server; for a region of the hosted Sentry, on its common front end.</returns>
    public static Uri Of(Uri server, string organization, string version)
    {
        var front = server.Host.EndsWith("." + SaasDomain, StringComparison.OrdinalIgnoreCase) ? new Uri($"https://{SaasDomain}/") : server;
        return new Uri(front, $"organizations/{Uri.EscapeDataString(organization)}/releases/{Uri.EscapeDataString(version)}/");
    }
}
