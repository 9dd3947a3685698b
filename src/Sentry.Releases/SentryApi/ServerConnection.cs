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
/// A connection that is opened while the caller does other work, and that the first request then finds. It is of use or not there: what
/// goes wrong in opening it is found again, and said, when the request opens one of its own.
/// </summary>
internal sealed class EarlyConnection : IDisposable
{
    /// <summary>Servers close a connection on which no request comes; after so few seconds none does.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(4);

    private readonly CancellationTokenSource _givenUp = new();
    private Task<ServerConnection?>? _opening;
    private long _opened;

    public EarlyConnection(Uri server, X509ChainPolicy? certificateChainPolicy) =>
        _opening = Task.Run(() => Open(server, certificateChainPolicy));

    /// <returns>The connection; <see langword="null"/> when it could not be opened, is too old or is taken.</returns>
    public ServerConnection? Take(CancellationToken cancellation)
    {
        if (Interlocked.Exchange(ref _opening, null) is not { } opening)
            return null;

        try
        {
            opening.Wait(cancellation);
        }
        catch
        {
            GiveUp(opening);
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
        if (Interlocked.Exchange(ref _opening, null) is { } opening)
            GiveUp(opening);
    }

    private void GiveUp(Task<ServerConnection?> opening)
    {
        _givenUp.Cancel();
        opening.ContinueWith(static opened => opened.Result?.Dispose(), TaskScheduler.Default);
    }

    private ServerConnection? Open(Uri server, X509ChainPolicy? certificateChainPolicy)
    {
        try
        {
            var connection = ServerConnection.Open(server, certificateChainPolicy, _givenUp.Token);
            _opened = Stopwatch.GetTimestamp();
            return connection;
        }
        catch (Exception)
        {
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
