using System.Net;
using System.Net.Sockets;

namespace Sentry.Releases.Tests.Faults;

/// <summary>Listens, but its queue of connections is full, so that nothing ever comes back.</summary>
internal sealed class BlackHole : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> _queued = [];

    public BlackHole()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(backlog: 1);
        for (var i = 0; i < 8; i++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            _ = socket.ConnectAsync(_listener.LocalEndPoint!);
            _queued.Add(socket);
        }
    }

    public Uri Url => new($"http://{_listener.LocalEndPoint}/");

    public void Dispose()
    {
        _queued.ForEach(socket => socket.Dispose());
        _listener.Dispose();
    }
}
