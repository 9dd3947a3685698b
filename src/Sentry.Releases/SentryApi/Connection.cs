using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Sentry.Releases.SentryApi;

/// <summary>Which organization, by slug or id, on which server, and the token that opens them.</summary>
internal sealed record Connection
{
    public required string Organization { get; init; }

    /// <summary>The server's root, https or loopback, ending in <c>/</c>, without user name, password, query and fragment.</summary>
    public required Uri Server { get; init; }

    public required AuthToken Token { get; init; }

    /// <summary>
    /// The proxy to the server; one without an address is none. <see langword="null"/> for the one that the system has configured,
    /// which .NET looks up once in the life of a process.
    /// </summary>
    public WebProxy? Proxy { get; init; }

    /// <returns>Where a person sees a release; for a region of the hosted Sentry, on its common front end.</returns>
    public Uri PageOf(string release)
    {
        var front = ServerAddress.IsHosted(Server) ? ServerAddress.Default : Server;
        return new Uri(front, $"organizations/{Uri.EscapeDataString(Organization)}/releases/{Uri.EscapeDataString(release)}/");
    }
}

/// <summary>How a <see cref="SentryClient"/> sends its requests.</summary>
internal sealed record SentryClientOptions
{
    /// <summary>For all calls of the client together, tries and waits included. Greater than zero.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>Sentry keeps its first 256 characters with the release.</summary>
    public required string UserAgent { get; init; }

    /// <summary>Ends every call with an <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>The servers that were given up before and are not tried again; shared by clients that are to know of each other.</summary>
    public UnreachableServers UnreachableServers { get; init; } = new();

    /// <summary>For one try to connect: a packet that got lost must not cost the whole time.</summary>
    public TimeSpan ConnectTimeout { get; init; } = RetryPolicy.ConnectingLimit;

    /// <summary>How the server's certificate is judged; <see langword="null"/> for the system's way, from which only tests depart.</summary>
    public X509ChainPolicy? CertificateChainPolicy { get; init; }

    /// <summary>
    /// Answers each request in HTTP/1.1 in place of the server, to which nothing is then connected, and whatever the scheme without TLS;
    /// <see langword="null"/> to send requests.
    /// </summary>
    public Func<byte[], byte[]>? Answer { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
