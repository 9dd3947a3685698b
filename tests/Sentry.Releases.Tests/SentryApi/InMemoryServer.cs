using System.Globalization;
using System.Text;
using Sentry.Releases.SentryApi;

namespace Sentry.Releases.Tests.SentryApi;

/// <summary>Answers requests within the process and over no connection. It imitates HTTP, and nothing of Sentry.</summary>
internal sealed class InMemoryServer
{
    private readonly Func<InMemoryRequest, (int Status, string Body)> _answer;
    private readonly List<InMemoryRequest> _requests = [];

    public InMemoryServer(Func<InMemoryRequest, (int Status, string Body)> answer)
    {
        _answer = answer;
        var connection = new Connection { Organization = "acme", Server = new Uri("http://localhost/"), Token = new AuthToken("token"), Proxy = new System.Net.WebProxy() };
        Client = new SentryClient(connection, ApiServer.NewOptions() with { Clock = Clock, Exchange = () => new Exchange(this) });
    }

    /// <summary>Waits are over at once on it.</summary>
    public ImpatientClock Clock { get; } = new();

    public SentryClient Client { get; }

    public IReadOnlyList<InMemoryRequest> Requests => _requests;

    private byte[] Answer(string request)
    {
        var parts = request.Split("\r\n\r\n", 2);
        var received = new InMemoryRequest(parts[0].Split(' ')[0], parts[1], Clock.Passed);
        _requests.Add(received);
        var (status, body) = _answer(received);
        return Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"HTTP/1.1 {status} -\r\nConnection: close\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}"));
    }

    /// <summary>One request and its response.</summary>
    private sealed class Exchange(InMemoryServer server) : Stream
    {
        private readonly MemoryStream _request = new();
        private MemoryStream? _response;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) =>
            (_response ??= new MemoryStream(server.Answer(Encoding.UTF8.GetString(_request.ToArray())))).Read(buffer, offset, count);

        public override void Write(byte[] buffer, int offset, int count) => _request.Write(buffer, offset, count);

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}

/// <summary>A request, and how long after the first one it came by the clock of the tests.</summary>
internal sealed record InMemoryRequest(string Method, string Body, TimeSpan After);
