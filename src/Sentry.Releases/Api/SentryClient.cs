using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Sentry.Releases.Settings;

namespace Sentry.Releases.Api;

/// <summary>
/// Sentry's release API. Passing faults are tried again until the time that the client was given is used up; every other failure,
/// and the last passing one, is a <see cref="SentryApiException"/>. Not safe for use by several threads at once.
/// </summary>
public sealed class SentryClient : IDisposable
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

    /// <summary>Creates a release; when Sentry has it already, adds the projects to it and replaces its commits.</summary>
    /// <returns>The release, and whether Sentry had it already; then <c>dateReleased</c>, <c>ref</c> and <c>url</c> were ignored.</returns>
    /// <exception cref="SentryApiException">It was not created.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<SentryAnswer<Release>> CreateReleaseAsync(ReleaseRequest request, CancellationToken cancellation = default)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(request, SentryJson.Plain.ReleaseRequest);
        return await CreateReleaseAsync(request.Version, body, cancellation);
    }

    /// <summary>As <see cref="CreateReleaseAsync(ReleaseRequest, CancellationToken)"/>, with the body already written.</summary>
    internal async Task<SentryAnswer<Release>> CreateReleaseAsync(string version, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        var call = new Call(HttpMethod.Post, "releases/", $"create the release '{version}'") { Body = body };
        var answer = Typed(await _transport.SendAsync(call, cancellation), call, SentryJson.Plain.Release);
        return answer.Value.Version.Length > 0 ? answer : throw ApiFailure.Foreign(call, _connection, answer.Status, "it names no version");
    }

    /// <summary>Changes a release that exists.</summary>
    /// <exception cref="SentryApiException">It was not changed.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<SentryAnswer<Release>> UpdateReleaseAsync(string version, ReleaseUpdate update, CancellationToken cancellation = default)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(update, SentryJson.Plain.ReleaseUpdate);
        var call = new Call(HttpMethod.Put, ReleasePath(version), $"update the release '{version}'") { Body = body };
        return Typed(await _transport.SendAsync(call, cancellation), call, SentryJson.Plain.Release);
    }

    /// <inheritdoc/>
    public void Dispose() => _transport.Dispose();

    private static string ReleasePath(string version) => $"releases/{Uri.EscapeDataString(version)}/";

    private SentryAnswer<T> Typed<T>(Exchange exchange, Call call, JsonTypeInfo<T> type)
    {
        try
        {
            if (exchange.Json() is { ValueKind: JsonValueKind.Object } json && json.Deserialize(type) is { } value)
                return new SentryAnswer<T>(value, exchange.Status, json);
        }
        catch (JsonException)
        {
            // Falls through: JSON, but not what Sentry describes.
        }

        throw ApiFailure.Foreign(call, _connection, exchange.Status, "it is not the JSON that Sentry sends");
    }
}

/// <summary>What Sentry answered.</summary>
/// <param name="Value">The answer's meaning.</param>
/// <param name="Status">The answer's status.</param>
/// <param name="Json">The answer as it came.</param>
public sealed record SentryAnswer<T>(T Value, HttpStatusCode Status, JsonElement Json);
