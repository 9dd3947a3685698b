using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Sentry.Releases.Tests.Faults;

/// <summary>A proxy on a loopback port that leads every CONNECT to one port of this machine, if need be to those only who know the password.</summary>
internal sealed class ConnectProxy : IAsyncDisposable
{
    private readonly RawServer _server;
    private readonly ConcurrentQueue<string> _heads = new();
    private readonly int _target;
    private readonly string? _authorization;

    /// <param name="target">The port that every CONNECT leads to.</param>
    /// <param name="credentials">User name and password with a colon between; <see langword="null"/> for none.</param>
    public ConnectProxy(int target, string? credentials = null)
    {
        _target = target;
        _authorization = credentials is null ? null : "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials));
        _server = new RawServer(LeadAsync);
    }

    public int Port => _server.Port;

    public int Connections => _server.Connections;

    /// <summary>The head of every request that asked for a way.</summary>
    public IReadOnlyList<string> Heads => [.. _server.Requests, .. _heads];

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task LeadAsync(Socket client, CancellationToken cancellation)
    {
        var head = _server.Requests[^1];
        while (_authorization is not null && !head.Contains("Proxy-Authorization: " + _authorization, StringComparison.OrdinalIgnoreCase))
        {
            await SendAsync(client, "HTTP/1.1 407 Who are you\r\nProxy-Authenticate: Basic realm=\"proxy\"\r\nContent-Length: 0\r\n\r\n", cancellation);
            head = await RawServer.ReadRequestAsync(client, cancellation);
            if (head.Length == 0)
                return;

            _heads.Enqueue(head);
        }

        using var target = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await target.ConnectAsync(IPAddress.Loopback, _target, cancellation);
        await SendAsync(client, "HTTP/1.1 200 Go on\r\n\r\n", cancellation);
        await Task.WhenAny(PumpAsync(client, target, cancellation), PumpAsync(target, client, cancellation));
    }

    private static Task SendAsync(Socket socket, string text, CancellationToken cancellation) =>
        RawServer.SendAsync(socket, Encoding.ASCII.GetBytes(text), cancellation);

    private static async Task PumpAsync(Socket from, Socket to, CancellationToken cancellation)
    {
        await using var source = new NetworkStream(from);
        await using var target = new NetworkStream(to);
        try
        {
            await source.CopyToAsync(target, cancellation);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // One of the two has ended it.
        }
    }

    public string Address(string credentials = "") =>
        string.Create(CultureInfo.InvariantCulture, $"http://{(credentials.Length > 0 ? credentials + "@" : "")}127.0.0.1:{Port}");
}
