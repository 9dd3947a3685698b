using System.Net;

namespace Sentry.Releases.SentryApi;

/// <summary>What makes an URL a server that a token may be sent to.</summary>
internal static class ServerAddress
{
    /// <summary>What <see cref="HttpUrl"/> accepts, for messages.</summary>
    public const string Accepted = "an absolute http or https URL such as https://sentry.io/";

    private const string SentryHost = "sentry.io";

    public static Uri Default { get; } = new($"https://{SentryHost}/");

    /// <returns>The URL, or <see langword="null"/> when the text is not an absolute http or https URL.</returns>
    public static Uri? HttpUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
        && HasHost(url)
            ? url
            : null;

    /// <returns>The server's root, with its path ending in <c>/</c> and without user information, query and fragment.</returns>
    public static Uri? Parse(string? text) =>
        text is not null && HttpUrl(text) is { } url
            ? new Uri(url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/') + "/")
            : null;

    /// <summary>Whether a token sent there can be read on the way by nobody.</summary>
    public static bool IsSafe(Uri server) => server.Scheme == Uri.UriSchemeHttps || IsLoopback(server);

    public static bool IsLoopback(Uri server) =>
        string.Equals(server.IdnHost, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(server.IdnHost, out var address) && IPAddress.IsLoopback(address));

    /// <summary>
    /// Whether both are one server: sentry.io with all its sub-domains, which are its regions and organizations, else host and port. A
    /// server behind a proxy that ends TLS may know itself as http and be https all the same, so the default ports count as one.
    /// </summary>
    public static bool AreSame(Uri one, Uri other) =>
        string.Equals(Host(one), Host(other), StringComparison.OrdinalIgnoreCase)
        && (one.IsDefaultPort ? other.IsDefaultPort : one.Port == other.Port);

    /// <returns>Host, and port unless it is the default: what a message may show of a server.</returns>
    public static string Display(Uri server) => server.Authority;

    private static bool HasHost(Uri url)
    {
        try
        {
            return url.IdnHost.Length > 0;
        }
        catch (UriFormatException)
        {
            // An international name is not looked into before it is asked for.
            return false;
        }
    }

    /// <summary>Whether it is a region or an organization's host of the hosted Sentry.</summary>
    public static bool IsHosted(Uri server) => server.IdnHost.EndsWith("." + SentryHost, StringComparison.OrdinalIgnoreCase);

    private static string Host(Uri server) => IsHosted(server) ? SentryHost : server.IdnHost;
}
