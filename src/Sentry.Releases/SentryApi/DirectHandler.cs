using System.Globalization;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;

namespace Sentry.Releases.SentryApi;

/// <summary>
/// Speaks HTTP/1.1 (RFC 9112) with one server to which no proxy leads: over one connection, which it keeps, and on the calling thread.
/// Redirects are the caller's.
/// </summary>
/// <remarks>
/// In a new process .NET's own handler has a third of all that a release needs loaded and compiled, for pools, metrics and newer versions
/// of HTTP: 36 ms of a publish's processor time and 65 methods more, measured on 2 cores. Behind a proxy it is used.
/// </remarks>
/// <param name="connect">Opens a connection; throws as <see cref="ServerConnection.Open"/> does.</param>
internal sealed class DirectHandler(Func<CancellationToken, ServerConnection> connect) : HttpMessageHandler
{
    private ServerConnection? _idle;

    /// <exception cref="HttpRequestException">There was no response, or one that is not of HTTP.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled, or the connection took too long to open.</exception>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var connection = TakeIdle() ?? connect(cancellationToken);
        using var cancelling = cancellationToken.UnsafeRegister(static connection => ((ServerConnection)connection!).Dispose(), connection);
        try
        {
            Write(request, connection.Stream);
            var response = new ResponseReader(connection.Stream, mayContinue => Return(connection, mayContinue)).Read();
            response.Content = Decompressed(response.Content);
            return response;
        }
        catch (Exception fault)
        {
            connection.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw fault as HttpRequestException ?? new HttpRequestException(HttpRequestError.Unknown, fault.Message, fault);
        }
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _idle?.Dispose();
        base.Dispose(disposing);
    }

    private ServerConnection? TakeIdle()
    {
        var idle = _idle;
        _idle = null;
        if (idle?.IsOpen != false)
            return idle;

        idle.Dispose();
        return null;
    }

    private void Return(ServerConnection connection, bool mayContinue)
    {
        if (mayContinue)
            _idle = connection;
        else
            connection.Dispose();
    }

    private static void Write(HttpRequestMessage request, Stream stream)
    {
        var address = request.RequestUri!;
        var head = new StringBuilder()
            .Append(request.Method.Method).Append(' ').Append(address.PathAndQuery).Append(" HTTP/1.1\r\n")
            .Append("Host: ").Append(Host(address)).Append("\r\n")
            .Append("Accept-Encoding: gzip, deflate, br\r\n");
        Append(head, request.Headers);
        if (request.Content is { } content)
        {
            Append(head, content.Headers);
            head.Append("Content-Length: ").Append(content.Headers.ContentLength!.Value.ToString(CultureInfo.InvariantCulture)).Append("\r\n");
        }

        stream.Write(Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()));
        request.Content?.CopyTo(stream, context: null, CancellationToken.None);
        stream.Flush();
    }

    private static void Append(StringBuilder head, HttpHeaders headers)
    {
        foreach (var header in headers.NonValidated)
            head.Append(header.Key).Append(": ").Append(header.Value.ToString()).Append("\r\n");
    }

    private static string Host(Uri address)
    {
        var host = address.HostNameType == UriHostNameType.IPv6 ? address.Host : address.IdnHost;
        return address.IsDefaultPort ? host : string.Create(CultureInfo.InvariantCulture, $"{host}:{address.Port}");
    }

    private static HttpContent Decompressed(HttpContent content) =>
        content.Headers.NonValidated.TryGetValues("Content-Encoding", out var encoding)
            ? new StreamContent(Decompressed(content.ReadAsStream(), encoding.ToString()))
            : content;

    // A method of its own, so that the libraries that decompress are loaded only where something is compressed.
    private static Stream Decompressed(Stream body, string encoding) => encoding.ToLowerInvariant() switch
    {
        "gzip" or "x-gzip" => new GZipStream(body, CompressionMode.Decompress),
        "deflate" => new ZLibStream(body, CompressionMode.Decompress),
        "br" => new BrotliStream(body, CompressionMode.Decompress),
        _ => body,
    };
}
