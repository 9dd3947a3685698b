using System.Diagnostics;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Sentry.Releases.SentryApi;

/// <summary>A connection to a server, TLS included.</summary>
internal sealed class ServerConnection : IDisposable
{
    private readonly Socket? _socket;

    /// <summary>A connection to nothing: what is written is answered by the stream itself.</summary>
    public ServerConnection(Stream stream) => Stream = stream;

    private ServerConnection(Socket socket, Stream stream) => (_socket, Stream) = (socket, stream);

    public Stream Stream { get; }

    /// <summary>Whether another request may be sent over it: nothing is to be read from a server that waits for one, not even the end.</summary>
    public bool IsOpen => _socket?.Poll(0, SelectMode.SelectRead) == false;

    /// <summary>Connects on the calling thread: to be told of it later has some 50 methods more compiled in a new process.</summary>
    /// <remarks>Cancelling does not end the resolving of the server's name.</remarks>
    /// <param name="certificateChainPolicy">As <see cref="SentryClientOptions.CertificateChainPolicy"/>.</param>
    /// <exception cref="HttpRequestException">There is no connection, or no trust in who is at its other end.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static ServerConnection Open(Uri server, X509ChainPolicy? certificateChainPolicy, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var cancelling = cancellation.UnsafeRegister(static socket => ((Socket)socket!).Dispose(), socket);
        try
        {
            socket.Connect(server.IdnHost, server.Port);
            Stream stream = new NetworkStream(socket, ownsSocket: true);
            if (server.Scheme == Uri.UriSchemeHttps)
            {
                var tls = new SslStream(stream);
                tls.AuthenticateAsClient(new SslClientAuthenticationOptions { TargetHost = server.IdnHost, CertificateChainPolicy = certificateChainPolicy });
                stream = tls;
            }

            return new ServerConnection(socket, stream);
        }
        catch (Exception fault)
        {
            socket.Dispose();
            cancellation.ThrowIfCancellationRequested();
            throw new HttpRequestException(KindOf(fault), fault.Message, fault);
        }
    }

    public void Dispose() => Stream.Dispose();

    private static HttpRequestError KindOf(Exception fault) => fault switch
    {
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData } => HttpRequestError.NameResolutionError,
        SocketException => HttpRequestError.ConnectionError,
        _ => HttpRequestError.SecureConnectionError,
    };
}

/// <summary>
/// A connection that is opened on another thread: the caller may do other work meanwhile, and can stop waiting. Nothing else ends the
/// resolving of a name, which may take minutes.
/// </summary>
internal sealed class PendingConnection : IDisposable
{
    /// <summary>Servers close a connection on which no request comes; after so few seconds none does.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(4);

    private readonly CancellationTokenSource _givenUp = new();
    private readonly Task<ServerConnection?> _opening;
    private Exception? _fault;
    private long _opened;
    private bool _isTaken;

    /// <param name="open">As <see cref="ServerConnection.Open"/>.</param>
    public PendingConnection(Func<CancellationToken, ServerConnection> open) => _opening = Task.Run(() => Open(open));

    /// <summary>Waits for the connection, which is the caller's from then on.</summary>
    /// <returns><see langword="null"/> when it is too old to be used.</returns>
    /// <exception cref="HttpRequestException">As <see cref="ServerConnection.Open"/>.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public ServerConnection? Take(CancellationToken cancellation)
    {
        _opening.Wait(cancellation);
        if (_fault is not null)
            throw _fault;

        _isTaken = Stopwatch.GetElapsedTime(_opened) < MaxAge;
        return _isTaken ? _opening.Result : null;
    }

    /// <summary>Closes it, unless it was taken.</summary>
    public void Dispose()
    {
        if (_isTaken)
            return;

        _givenUp.Cancel();
        _opening.ContinueWith(static opened => opened.Result?.Dispose(), TaskScheduler.Default);
    }

    private ServerConnection? Open(Func<CancellationToken, ServerConnection> open)
    {
        try
        {
            var connection = open(_givenUp.Token);
            _opened = Stopwatch.GetTimestamp();
            return connection;
        }
        catch (Exception fault)
        {
            _fault = fault;
            return null;
        }
    }
}

/// <summary>Takes one request that is written to it, and gives the response.</summary>
internal sealed class InMemoryExchange(Func<byte[], byte[]> answer) : Stream
{
    private readonly MemoryStream _request = new();
    private MemoryStream? _response;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) =>
        (_response ??= new MemoryStream(answer(_request.ToArray()))).Read(buffer, offset, count);

    public override void Write(byte[] buffer, int offset, int count) => _request.Write(buffer, offset, count);

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
