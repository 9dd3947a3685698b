using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Sentry.Releases.Tests.Faults;

/// <summary>
/// Listens on a loopback port, reads one request of each connection, and then does with the connection what a web server never would.
/// </summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly Func<Socket, CancellationToken, Task> _answer;
    private readonly Task _accepting;
    private int _connections;

    public RawServer(Func<Socket, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Uri Url => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}/"));

    /// <summary>Whether it does its work at once, and reads no request before.</summary>
    public bool SpeaksFirst { get; init; }

    /// <summary>How many connections were made.</summary>
    public int Connections => _connections;

    /// <summary>Head and body of each request that was read.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>Sends a text and closes the connection.</summary>
    public static RawServer Sending(string text) => Sending(Encoding.Latin1.GetBytes(text));

    /// <summary>Sends bytes and closes the connection.</summary>
    public static RawServer Sending(byte[] bytes) => new((socket, cancellation) => SendAsync(socket, bytes, cancellation));

    /// <summary>Answers with a status and a body.</summary>
    public static RawServer Answering(string status, string body, string contentType = "application/json") =>
        Sending(Answer(status, body, contentType));

    public static string Answer(string status, string body, string contentType = "application/json") =>
        string.Create(CultureInfo.InvariantCulture,
            $"HTTP/1.1 {status}\r\nContent-Type: {contentType}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n")
        + Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(body));

    /// <summary>Sends a text and then resets the connection.</summary>
    public static RawServer ResettingAfter(string text) => new(async (socket, cancellation) =>
    {
        await SendAsync(socket, Encoding.Latin1.GetBytes(text), cancellation);
        await Task.Delay(50, cancellation); // so that the text is read before the reset takes it away
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
    });

    /// <summary>Sends a text and then a piece again and again, with a pause after each.</summary>
    public static RawServer Repeating(string start, string piece, TimeSpan pause) => new(async (socket, cancellation) =>
    {
        await SendAsync(socket, Encoding.Latin1.GetBytes(start), cancellation);
        var bytes = Encoding.Latin1.GetBytes(piece);
        while (true)
        {
            await SendAsync(socket, bytes, cancellation);
            await Task.Delay(pause, cancellation);
        }
    });

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
    }

    public static async Task SendAsync(Socket socket, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        while (!bytes.IsEmpty)
            bytes = bytes[await socket.SendAsync(bytes, cancellation)..];
    }

    /// <returns>Head and body; empty when the other side closed the connection.</returns>
    public static async Task<string> ReadRequestAsync(Socket socket, CancellationToken cancellation)
    {
        var text = new StringBuilder();
        var buffer = new byte[16 * 1024];
        while (!IsComplete(text.ToString()))
        {
            var read = await socket.ReceiveAsync(buffer, cancellation);
            if (read == 0)
                return "";

            text.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }

        return text.ToString();
    }

    private static bool IsComplete(string request)
    {
        var end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
            return false;

        var length = request[..end].Split("\r\n")
            .FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))?["Content-Length:".Length..];
        return request.Length >= end + 4 + int.Parse(length ?? "0", CultureInfo.InvariantCulture);
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_end.Token);
                Interlocked.Increment(ref _connections);
                connections.Add(ServeAsync(socket));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            try
            {
                var request = SpeaksFirst ? "" : await ReadRequestAsync(socket, _end.Token);
                if (request.Length > 0)
                    _requests.Enqueue(request);

                await _answer(socket, _end.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException)
            {
                // The client had enough, or the test is over.
            }
        }
    }
}
