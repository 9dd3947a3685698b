using System.Net;
using System.Text.Json;

namespace Sentry.Releases.SentryApi;

/// <summary>
/// Sentry's release API. Passing faults are tried again until the time that the client was given is used up; every other failure,
/// and the last passing one, is a <see cref="SentryApiException"/>. Not safe for use by several threads at once.
/// </summary>
/// <remarks>
/// A call holds the calling thread until the server answers; only the reading of a long answer and the waits between tries do not.
/// </remarks>
/// <example>
/// <code>
/// using var client = new SentryClient(connection, new SentryClientOptions { Timeout = TimeSpan.FromMinutes(5) });
/// await foreach (var release in client.ListReleases(new ReleaseFilter { Query = "app@" }, limit: 10))
///     Console.WriteLine($"{release.Version}: {release.CommitCount} commits");
/// </code>
/// </example>
public sealed partial class SentryClient : IDisposable
{
    private readonly Connection _connection;
    private readonly SentryTransport _transport;

    /// <param name="connection">Where to and with which token.</param>
    /// <param name="options">Time, proxy and name of the caller.</param>
    public SentryClient(Connection connection, SentryClientOptions options)
    {
        _connection = connection;
        _transport = new SentryTransport(connection, options);
    }

    /// <summary>How many HTTP requests were sent, tries included.</summary>
    public int Requests => _transport.Requests;

    /// <summary>The status of the last answer; <see langword="null"/> before the first.</summary>
    public HttpStatusCode? LastStatus => _transport.LastStatus;

    /// <inheritdoc/>
    public void Dispose() => _transport.Dispose();

    /// <exception cref="ArgumentException">The version would lead to another address: it is empty, <c>.</c> or <c>..</c>.</exception>
    private static string ReleasePath(string version) =>
        version is "" or "." or ".."
            ? throw new ArgumentException("A release is not called so.", nameof(version))
            : $"releases/{Uri.EscapeDataString(version)}/";

    /// <summary>Sends a call that is answered by one object.</summary>
    private async Task<SentryAnswer<T>> SendAsync<T>(Call call, Func<JsonElement, T?> read, CancellationToken cancellation) where T : class
    {
        var exchange = await _transport.SendAsync(call, cancellation);
        return exchange.Json() is { ValueKind: JsonValueKind.Object } json && read(json) is { } value
            ? new SentryAnswer<T>(value, exchange.Status, json)
            : throw SentryApiException.Unexpected(call, _connection, exchange.Status, "it is not the JSON that Sentry sends");
    }

    /// <summary>A list whose entries are read as they are enumerated.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The limit is less than 1.</exception>
    private SentryList<T> List<T>(Call call, Func<JsonElement, T?> read, int? limit, Func<T, bool>? keep = null) where T : class
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit ?? 1, 1, nameof(limit));
        var pages = new PageReader<T>(_transport, _connection, read);
        return new SentryList<T>(cancellation => pages.ReadAsync(call, limit, keep, cancellation));
    }
}

/// <summary>What Sentry answered.</summary>
/// <param name="Value">The answer's meaning.</param>
/// <param name="Status">The answer's status.</param>
/// <param name="Json">The answer as it came.</param>
public sealed record SentryAnswer<T>(T Value, HttpStatusCode Status, JsonElement Json);
