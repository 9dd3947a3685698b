using System.Net;
using System.Net.Http.Headers;
using Polly;
using Sentry.Releases.Diagnostics;

namespace Sentry.Releases.SentryApi;

/// <summary>One call of the API: what is sent, and in words what it is for.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">Relative to the organization's address, percent-encoded, with its trailing slash.</param>
/// <param name="Purpose">Completes "Could not …".</param>
internal sealed record Call(HttpMethod Method, string Path, string Purpose)
{
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>Whether it does no harm when it arrives twice; if not, it is sent again only when it certainly did not arrive.</summary>
    public bool Repeatable { get; init; } = true;

    /// <summary>What is asked for, besides what the connection says.</summary>
    public IReadOnlyList<Subject> Subjects { get; init; } = [];

    /// <summary>What a top-level field of the body is in the words of <see cref="Subject"/>.</summary>
    public Func<string, Subject?> SubjectOfField { get; init; } = _ => null;

    /// <summary>What a user's token must be allowed.</summary>
    public string Scope { get; init; } = "project:releases";
}

/// <summary>Sends calls over one connection, within one budget of time, trying again what may pass.</summary>
internal sealed class SentryTransport : IDisposable
{
    private readonly Connection _connection;
    private readonly SentryClientOptions _options;
    private readonly Uri _organization;
    private readonly HttpClient _http;
    private readonly ResiliencePipeline<Exchange> _repeating;
    private readonly ResiliencePipeline<Exchange> _sendingOnce;
    private long? _start;

    public SentryTransport(Connection connection, SentryClientOptions options)
    {
        _connection = connection;
        _options = options;
        _organization = new Uri(connection.Server, $"api/0/organizations/{Uri.EscapeDataString(connection.Organization)}/");
        _http = new HttpClient(new AuthorizationHandler(connection.Server, connection.Token, Handler(connection, options)))
        {
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
        };
        _http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", options.UserAgent);
        _http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        var retries = new RetryPolicy(options.Clock, Remaining);
        _repeating = retries.Pipeline(isRepeatable: true);
        _sendingOnce = retries.Pipeline(isRepeatable: false);
    }

    public int Requests { get; private set; }

    public HttpStatusCode? LastStatus { get; private set; }

    /// <returns>A successful answer.</returns>
    public async Task<Exchange> SendAsync(Call call, CancellationToken cancellation)
    {
        using var budget = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        budget.CancelAfter(Remaining());
        var tries = new Tries();
        try
        {
            var exchange = await (call.Repeatable ? _repeating : _sendingOnce)
                .ExecuteAsync(async token => await TryAsync(call, tries, token), budget.Token);
            return (int)exchange.Status is >= 200 and < 300 ? exchange : throw SentryApiException.Refused(call, _connection, exchange, tries.Count);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw tries.Last is { } last
                ? SentryApiException.Refused(call, _connection, last, tries.Count)
                : SentryApiException.TimedOut(call, _connection, _options.Timeout, tries.Fault);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            throw SentryApiException.Unanswered(call, _connection, fault, tries.Count);
        }
        catch (UnreadableBodyException unreadable)
        {
            throw SentryApiException.Unexpected(call, _connection, unreadable.Status, unreadable.Message);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<Exchange> TryAsync(Call call, Tries tries, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(call.Method, new Uri(_organization, call.Path));
        if (call.Body is { } body)
            request.Content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

        tries.Count++;
        Requests++;
        try
        {
            // On the calling thread, which a build has to spare: else some 200 more methods are compiled in each build's new process.
            using var response = _http.Send(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            LastStatus = response.StatusCode;
            return tries.Last = await Exchange.ReadAsync(response, _connection.Token.Redact, cancellation);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The handler gave up connecting; to the caller that is a failed connection like any other.
            var fault = new HttpRequestException(HttpRequestError.ConnectionError, "the connection timed out");
            tries.Failed(fault);
            throw fault;
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            tries.Failed(fault);
            throw;
        }
    }

    /// <summary>Of the time for all calls together, which begins with the first one.</summary>
    private TimeSpan Remaining()
    {
        _start ??= _options.Clock.GetTimestamp();
        var remaining = _options.Timeout - _options.Clock.GetElapsedTime(_start.Value);
        return remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero;
    }

    /// <summary>
    /// Redirects are not followed: the token goes to the configured server and to no other. Without a proxy of its own the connection
    /// takes the system's.
    /// </summary>
    private static SocketsHttpHandler Handler(Connection connection, SentryClientOptions options) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        // A trace of the build's, if there is one, does not go on in Sentry.
        ActivityHeadersPropagator = null,
        ConnectTimeout = options.ConnectTimeout,
        AutomaticDecompression = DecompressionMethods.All,
        Proxy = connection.Proxy,
        SslOptions = { CertificateChainPolicy = options.CertificateChainPolicy },
    };

    private sealed class Tries
    {
        public int Count { get; set; }

        public Exchange? Last { get; set; }

        public Exception? Fault { get; private set; }

        public void Failed(Exception fault)
        {
            Fault = fault;
            Last = null;
        }
    }
}
