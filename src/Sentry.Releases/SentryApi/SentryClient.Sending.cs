using System.Net;
using System.Net.Http.Headers;

namespace Sentry.Releases.SentryApi;

/// <content>Sends calls over one connection, within one budget of time, and tries again what may succeed later.</content>
internal sealed partial class SentryClient
{
    private readonly HttpMessageInvoker _http;
    private TimeSpan _spent;
    private long _begun;
    private int _callsUnderWay;
    private long _tryStart;
    private long? _unconnectedSince;
    private PendingConnection? _early;

    /// <summary>How many HTTP requests were sent, tries included.</summary>
    public int Requests { get; private set; }

    /// <summary>The status of the last response; <see langword="null"/> before the first.</summary>
    public HttpStatusCode? LastStatus { get; private set; }

    /// <summary>
    /// Begins to connect to the server while the caller does other work, which saves the first call that time. Sends no request and never
    /// fails: what goes wrong is said by the first call. Does nothing where a proxy is on the way.
    /// </summary>
    public void Connect()
    {
        if (_options.Answer is null && _isDirect && !_options.UnreachableServers.Contains(_connection.Server))
            _early ??= BeginToConnect();
    }

    public void Dispose()
    {
        _http.Dispose();
        _early?.Dispose();
    }

    /// <summary>Sends a call within the time that all calls together have. What the caller does between two of them takes nothing of it.</summary>
    /// <returns>A response of success.</returns>
    internal Response Send(Call call)
    {
        // A call may ask another one whether to go on.
        if (_callsUnderWay++ == 0)
            _begun = _options.Clock.GetTimestamp();

        try
        {
            return SendInTime(call);
        }
        finally
        {
            if (--_callsUnderWay == 0)
                _spent += _options.Clock.GetElapsedTime(_begun);
        }
    }

    private Response SendInTime(Call call)
    {
        if (_options.UnreachableServers.Contains(_connection.Server))
            throw SentryApiException.KnownUnreachable(call);

        var budget = _options.Timeout * call.Retry.TimeShare;
        if (Remaining(budget) == TimeSpan.Zero)
            throw TimedOut(call, budget, fault: null);

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(_options.Cancellation);
        timeout.CancelAfter(Remaining(budget));
        Response? response = null;
        Exception? fault = null;
        var tries = 0;
        try
        {
            while (true)
            {
                timeout.Token.ThrowIfCancellationRequested();
                tries++;
                (response, fault) = (null, null);
                try
                {
                    response = Try(call, timeout.Token);
                    if (response.IsSuccess)
                        return response;
                }
                catch (Exception unanswered) when (unanswered is HttpRequestException or IOException)
                {
                    fault = unanswered;
                }

                if (response is null ? RetryPolicy.IsUnconnected(fault!) : call.Retry.WaitsForBusyServer && RetryPolicy.IsBusy(response.Status))
                {
                    budget = _options.Timeout;
                    timeout.CancelAfter(Remaining(budget));
                }

                if (!IsWorthAnotherTry(call, response, fault))
                    break;

                if (response?.Status >= HttpStatusCode.InternalServerError && call.Retry.ContinueAfterServerError is { } ask && !ask())
                    break;

                var delay = RetryPolicy.Delay(response, tries, _options.Clock);
                if (delay >= Remaining(budget) || IsUnreachable(fault, delay))
                    break;

                Task.Delay(delay, _options.Clock, timeout.Token).GetAwaiter().GetResult();
            }
        }
        catch (OperationCanceledException) when (!_options.Cancellation.IsCancellationRequested)
        {
            if (response is null)
                throw TimedOut(call, budget, fault);
        }

        if (response is not null)
            throw SentryApiException.Refused(response, tries);

        if (RetryPolicy.IsUnconnected(fault!))
            _options.UnreachableServers.Add(_connection.Server);

        throw SentryApiException.Unanswered(call, fault!, tries);
    }

    /// <exception cref="HttpRequestException">There was no response.</exception>
    /// <exception cref="IOException">The response broke off.</exception>
    private Response Try(Call call, CancellationToken cancellation)
    {
        using var request = Request(call);
        _tryStart = _options.Clock.GetTimestamp();
        Requests++;
        try
        {
            // On the calling thread, which a build has to spare: else some 200 more methods are compiled in each build's new process.
            using var message = _http.Send(request, cancellation);
            LastStatus = message.StatusCode;
            return Response.Read(message, call, cancellation);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The handler gave up connecting; to the caller that is a failed connection like any other.
            throw new HttpRequestException(HttpRequestError.ConnectionError, "the connection timed out");
        }
    }

    /// <summary>The only place where the token meets a request, and only one to the configured server.</summary>
    private HttpRequestMessage Request(Call call)
    {
        var root = new Uri(_connection.Server, "api/0/");
        var request = new HttpRequestMessage(call.Method, new Uri(root, call.Path));
        if (!root.IsBaseOf(request.RequestUri!))
            throw new InvalidOperationException("A request to another server than the configured one.");

        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + _connection.Token.Value);
        request.Headers.TryAddWithoutValidation("User-Agent", _options.UserAgent);
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        if (call.Body is { } body)
            request.Content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

        return request;
    }

    /// <summary>Of the time for all calls together.</summary>
    private TimeSpan Remaining(TimeSpan budget)
    {
        var remaining = budget - _spent - _options.Clock.GetElapsedTime(_begun);
        return remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero;
    }

    private static bool IsWorthAnotherTry(Call call, Response? response, Exception? fault) => (call.Repeatable, response) switch
    {
        (true, null) => RetryPolicy.IsTransient(fault!),
        (true, _) => RetryPolicy.IsTransient(response.Status) && (call.Retry.AfterServerError || (int)response.Status < 500),
        (false, null) => RetryPolicy.IsUnconnected(fault!),
        (false, _) => RetryPolicy.IsTurnedAway(response.Status),
    };

    /// <summary>Whether the server has been tried for long enough without any connection, or will have been after the delay.</summary>
    private bool IsUnreachable(Exception? fault, TimeSpan delay)
    {
        if (fault is null || !RetryPolicy.IsUnconnected(fault))
        {
            _unconnectedSince = null;
            return false;
        }

        _unconnectedSince ??= _tryStart;
        return _options.Clock.GetElapsedTime(_unconnectedSince.Value) + delay > RetryPolicy.ConnectingLimit;
    }

    /// <summary>A server that let all of the time pass without one response is as good as none.</summary>
    private SentryApiException TimedOut(Call call, TimeSpan budget, Exception? fault)
    {
        var isUnreachable = LastStatus is null && budget >= _options.Timeout;
        if (isUnreachable)
            _options.UnreachableServers.Add(_connection.Server);

        return SentryApiException.TimedOut(call, budget, fault, isUnreachable);
    }

    /// <summary>Whether no proxy is on the way, not even one that the system has configured.</summary>
    private static bool IsDirect(Connection connection)
    {
        var proxy = connection.Proxy ?? HttpClient.DefaultProxy;
        return proxy.IsBypassed(connection.Server) || proxy.GetProxy(connection.Server) is null;
    }

    private ServerConnection OpenConnection(CancellationToken cancellation)
    {
        if (_options.Answer is { } answer)
            return new ServerConnection(new InMemoryExchange(answer));

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(_options.ConnectTimeout);
        using (var early = _early)
        {
            _early = null;
            if (early?.Take(timeout.Token) is { } connection)
                return connection;
        }

        using var pending = BeginToConnect();
        return pending.Take(timeout.Token)!;
    }

    private PendingConnection BeginToConnect() =>
        new(cancellation => ServerConnection.Open(_connection.Server, _options.CertificateChainPolicy, cancellation));

    /// <summary>Redirects are not followed: the token goes to the configured server and to no other.</summary>
    private SocketsHttpHandler ProxyHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        // A trace of the build's, if there is one, does not go on in Sentry.
        ActivityHeadersPropagator = null,
        ConnectTimeout = _options.ConnectTimeout,
        AutomaticDecompression = DecompressionMethods.All,
        Proxy = _connection.Proxy,
        SslOptions = { CertificateChainPolicy = _options.CertificateChainPolicy },
    };
}
