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
        Client = new SentryClient(connection, ApiServer.NewOptions() with { Clock = Clock, Answer = Answer });
    }

    /// <summary>Waits are over at once on it.</summary>
    public ImpatientClock Clock { get; } = new();

    public SentryClient Client { get; }

    public IReadOnlyList<InMemoryRequest> Requests => _requests;

    private byte[] Answer(byte[] request)
    {
        var parts = Encoding.UTF8.GetString(request).Split("\r\n\r\n", 2);
        var received = new InMemoryRequest(parts[0].Split(' ')[0], parts[1], Clock.Passed);
        _requests.Add(received);
        var (status, body) = _answer(received);
        return Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"HTTP/1.1 {status} -\r\nConnection: close\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}"));
    }
}

/// <summary>A request, and how long after the first one it came by the clock of the tests.</summary>
internal sealed record InMemoryRequest(string Method, string Body, TimeSpan After);
