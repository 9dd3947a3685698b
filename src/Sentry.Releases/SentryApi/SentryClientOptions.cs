using System.Security.Cryptography.X509Certificates;

namespace Sentry.Releases.SentryApi;

/// <summary>How a <see cref="SentryClient"/> speaks.</summary>
public sealed record SentryClientOptions
{
    /// <summary>For all requests of the client together, tries and waits included, from the first one on. Greater than zero.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The User-Agent header; Sentry keeps its first 256 characters with the release.</summary>
    public string UserAgent { get; init; } = $"Sentry.Releases/{typeof(SentryClientOptions).Assembly.GetName().Version?.ToString(3)}";

    /// <summary>For one try to connect: a packet that got lost shall not cost the whole time.</summary>
    internal TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How the server's certificate is judged; <see langword="null"/> for the system's way, from which only tests depart.</summary>
    internal X509ChainPolicy? CertificateChainPolicy { get; init; }

    internal TimeProvider Clock { get; init; } = TimeProvider.System;
}
