using System.Net;
using System.Text.Json;

namespace Sentry.Releases.SentryApi;

/// <summary>
/// Sentry's release API. Transient failures are tried again until the time that the client was given is used up; every other failure,
/// and the last transient one, is a <see cref="SentryApiException"/>. Not safe for use by several threads at once.
/// </summary>
/// <remarks>
/// A call holds the calling thread until the server answers; only the reading of a long response and the waits between tries do not.
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
    private readonly string _organizationPath;
    private readonly SentryTransport _transport;

    /// <param name="connection">Where to and with which token.</param>
    /// <param name="options">Time and name of the caller.</param>
    /// <exception cref="ArgumentException">The organization's name is empty, <c>.</c> or <c>..</c>.</exception>
    public SentryClient(Connection connection, SentryClientOptions options)
    {
        _connection = connection;
        _organizationPath = $"organizations/{Segment(connection.Organization)}/";
        _transport = new SentryTransport(connection, options);
    }

    /// <summary>How many HTTP requests were sent, tries included.</summary>
    public int Requests => _transport.Requests;

    /// <summary>The status of the last response; <see langword="null"/> before the first.</summary>
    public HttpStatusCode? LastStatus => _transport.LastStatus;

    /// <summary>
    /// Begins to connect to the server while the caller does other work, which saves the first call that time. Sends no request and never
    /// fails: what goes wrong is said by the first call.
    /// </summary>
    public void Connect() => _transport.Connect();

    /// <inheritdoc/>
    public void Dispose() => _transport.Dispose();

    /// <returns>The name as one segment of a path.</returns>
    /// <exception cref="ArgumentException">The name would lead to another address: it is empty, <c>.</c> or <c>..</c>.</exception>
    private static string Segment(string name) =>
        name is "" or "." or ".." ? throw new ArgumentException($"Nothing in Sentry has the name '{name}'.", nameof(name)) : Uri.EscapeDataString(name);

    /// <summary>Sends a call that is answered by one object.</summary>
    private async Task<SentryResponse<T>> SendAsync<T>(Call call, Func<JsonElement, T?> read, CancellationToken cancellation) where T : class
    {
        var response = await _transport.SendAsync(call, cancellation);
        return response.Json() is { ValueKind: JsonValueKind.Object } json && read(json) is { } value
            ? new SentryResponse<T>(value, response.Status, json)
            : throw SentryApiException.Unexpected(call, _connection, response.Status, "it is not the JSON that Sentry sends");
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

/// <summary>What Sentry responded.</summary>
/// <param name="Value">The response's meaning.</param>
/// <param name="Status">The response's status.</param>
/// <param name="Json">The response as it came.</param>
public sealed record SentryResponse<T>(T Value, HttpStatusCode Status, JsonElement Json);
