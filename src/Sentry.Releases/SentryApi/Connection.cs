using System.Net;

namespace Sentry.Releases.SentryApi;

/// <summary>Which organization on which server, and the token that opens them.</summary>
public sealed record Connection
{
    /// <summary>The organization's slug or id.</summary>
    public required string Organization { get; init; }

    /// <summary>The server's root, https or loopback, ending in <c>/</c>, without user name, password, query and fragment.</summary>
    public required Uri Server { get; init; }

    /// <summary>The token.</summary>
    public required AuthToken Token { get; init; }

    /// <summary>
    /// The proxy to the server; one without an address is none. <see langword="null"/> for the one that the system has configured,
    /// which .NET looks up once in the life of a process.
    /// </summary>
    public WebProxy? Proxy { get; init; }
}
