using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Sentry.Releases.SentryApi;

/// <summary>
/// A connection that is opened, TLS included, while the caller does other work, and that the first request then finds. It is of use or
/// not there: what goes wrong in opening it is found again, and said, when the request opens one of its own.
/// </summary>
internal sealed class EarlyConnection : IDisposable
{
    /// <summary>Servers close a connection on which no request comes; after so few seconds none does.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(4);

    private readonly Uri _server;
    private readonly X509ChainPolicy? _certificateChainPolicy;
    private readonly Socket _socket = NewSocket();
    private Task<Stream?>? _opening;
    private long _opened;

    public EarlyConnection(Uri server, X509ChainPolicy? certificateChainPolicy)
    {
        _server = server;
        _certificateChainPolicy = certificateChainPolicy;
        _opening = Task.Run(Open);
    }

    /// <summary>Connects on the calling thread: to be told of it later has some 50 methods more compiled in a new process.</summary>
    public static Stream Connect(EndPoint server, CancellationToken cancellation)
    {
        var socket = NewSocket();
        try
        {
            using (cancellation.UnsafeRegister(static socket => ((Socket)socket!).Dispose(), socket))
                socket.Connect(server);

            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <returns>The connection; <see langword="null"/> when it could not be opened, is too old or is taken.</returns>
    public Stream? Take(CancellationToken cancellation)
    {
        if (Interlocked.Exchange(ref _opening, null) is not { } opening)
            return null;

        try
        {
            opening.Wait(cancellation);
        }
        catch
        {
            _socket.Dispose();
            throw;
        }

        if (Stopwatch.GetElapsedTime(_opened) < MaxAge)
            return opening.Result;

        opening.Result?.Dispose();
        return null;
    }

    /// <summary>Closes it, unless it was taken.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _opening, null) is not null)
            _socket.Dispose();
    }

    private Stream? Open()
    {
        try
        {
            _socket.Connect(_server.IdnHost, _server.Port);
            Stream stream = new NetworkStream(_socket, ownsSocket: true);
            if (_server.Scheme == Uri.UriSchemeHttps)
            {
                var tls = new SslStream(stream);
                tls.AuthenticateAsClient(new SslClientAuthenticationOptions { TargetHost = _server.IdnHost, CertificateChainPolicy = _certificateChainPolicy });
                stream = tls;
            }

            _opened = Stopwatch.GetTimestamp();
            return stream;
        }
        catch (Exception)
        {
            _socket.Dispose();
            return null;
        }
    }

    private static Socket NewSocket() => new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
}
