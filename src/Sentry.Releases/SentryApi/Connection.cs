using System.Net;
using System.Security.Cryptography.X509Certificates;

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

/// <summary>How a <see cref="SentryClient"/> sends its requests.</summary>
public sealed record SentryClientOptions
{
    /// <summary>For all requests of the client together, tries and waits included, from the first one on. Greater than zero.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The User-Agent header; Sentry keeps its first 256 characters with the release.</summary>
    public string UserAgent { get; init; } = $"Sentry.Releases/{typeof(SentryClientOptions).Assembly.GetName().Version?.ToString(3)}";

    /// <summary>The servers that were given up before and are not tried again; shared by clients that are to know of each other.</summary>
    public UnreachableServers UnreachableServers { get; init; } = new();

    /// <summary>For one try to connect: a packet that got lost must not cost the whole time.</summary>
    internal TimeSpan ConnectTimeout { get; init; } = RetryPolicy.ConnectingLimit;

    /// <summary>How the server's certificate is judged; <see langword="null"/> for the system's way, from which only tests depart.</summary>
    internal X509ChainPolicy? CertificateChainPolicy { get; init; }

    internal TimeProvider Clock { get; init; } = TimeProvider.System;
}
