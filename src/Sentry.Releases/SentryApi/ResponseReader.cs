using System.Globalization;
using System.Net;
using System.Text;

namespace Sentry.Releases.SentryApi;

/// <summary>Reads one response of HTTP/1.1 (RFC 9112): its head at once, its body as the caller reads the content.</summary>
/// <param name="stream">Where nothing but the response is left to be read.</param>
/// <param name="end">Called once, when the body is read or given up; with whether another request may follow.</param>
internal sealed class ResponseReader(Stream stream, Action<bool> end)
{
    /// <summary>Of one line and of all that precedes the body; as .NET's own limit.</summary>
    private const int MaxHeadBytes = 64 * 1024;

    private readonly byte[] _buffer = new byte[MaxHeadBytes];
    private int _start;
    private int _end;
    private int _headBytes;
    private bool _isPersistent;
    private bool _isChunked;
    private bool _isFirstChunk = true;

    /// <summary>What is left of the body, or of the chunk; <see langword="null"/> when the end of the connection ends it.</summary>
    private long? _left;

    /// <exception cref="HttpRequestException">It is no response of HTTP/1.1.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    public HttpResponseMessage Read()
    {
        while (true)
        {
            var response = ReadHead();
            // Those below 200 say that the response is still to come.
            if ((int)response.StatusCode >= 200)
                return response;
        }
    }

    /// <returns>How much was read; 0 at the end of the body.</returns>
    internal int ReadBody(Span<byte> destination)
    {
        if (_isChunked && _left == 0)
            BeginChunk();

        if (_left == 0 || destination.IsEmpty)
            return 0;

        if (_start == _end && !Fill())
            return _left is null ? 0 : throw Ended();

        var count = (int)Math.Min(Math.Min(_end - _start, destination.Length), _left ?? long.MaxValue);
        _buffer.AsSpan(_start, count).CopyTo(destination);
        _start += count;
        _left -= count;
        return count;
    }

    /// <summary>Ends the response: no more is read of it.</summary>
    internal void End(bool isRead) => end(isRead && _isPersistent && _left is not null && _start == _end);

    private HttpResponseMessage ReadHead()
    {
        var status = ReadLine();
        if (!status.StartsWith("HTTP/1.", StringComparison.Ordinal) || status.Length < 12 || (status.Length > 12 && status[12] != ' ')
            || !int.TryParse(status.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code) || code < 100)
        {
            throw Invalid($"'{status}' is no status of HTTP/1.1");
        }

        var response = new HttpResponseMessage((HttpStatusCode)code) { Content = new StreamContent(new ResponseBody(this)) };
        _isPersistent = status[7] != '0';
        (_left, _isChunked) = (null, false);
        while (ReadLine() is { Length: > 0 } line)
            AddHeader(response, line);

        if (code is 204 or 304)
            (_left, _isChunked) = (0, false);

        return response;
    }

    private void AddHeader(HttpResponseMessage response, string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        var (name, value) = colon < 0 ? (line, "") : (line[..colon], line[(colon + 1)..].Trim());
        // A line that begins with a space continues the one before it; nobody reads a header that long.
        if (line[0] is not (' ' or '\t')
            && (colon < 0 || (!response.Headers.TryAddWithoutValidation(name, value) && !response.Content.Headers.TryAddWithoutValidation(name, value))))
        {
            throw Invalid($"'{name}' is no header");
        }

        if (Is(name, "Connection"))
        {
            _isPersistent &= !Is(value, "close");
        }
        else if (Is(name, "Transfer-Encoding"))
        {
            // In any other coding the body ends with the connection.
            _isChunked = value.EndsWith("chunked", StringComparison.OrdinalIgnoreCase);
            _left = _isChunked ? 0 : null;
        }
        else if (Is(name, "Content-Length") && !_isChunked)
        {
            _left = long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var length) && (_left ?? length) == length
                ? length
                : throw Invalid($"'{value}' is no length");
        }
    }

    /// <summary>Reads the size of the next chunk, and what follows the last one.</summary>
    private void BeginChunk()
    {
        _headBytes = 0;
        if (!_isFirstChunk && ReadLine().Length > 0)
            throw Invalid("a chunk is longer than it says");

        _isFirstChunk = false;
        var line = ReadLine();
        if (!long.TryParse(line.Split(';')[0].Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size) || size < 0)
            throw Invalid($"'{line}' is no length of a chunk");

        _left = size;
        if (size > 0)
            return;

        _isChunked = false;
        while (ReadLine().Length > 0)
        {
            // Fields after the body; Sentry sends none.
        }
    }

    private string ReadLine()
    {
        int length;
        while ((length = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n')) < 0)
        {
            if (!Fill())
                throw Ended();
        }

        var line = Encoding.Latin1.GetString(_buffer, _start, length);
        _start += length + 1;
        _headBytes += length + 1;
        return _headBytes > MaxHeadBytes ? throw TooLong() : line.TrimEnd('\r');
    }

    /// <returns>Whether there was more to read.</returns>
    private bool Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
            throw TooLong();

        var count = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += count;
        return count > 0;
    }

    private static bool Is(string text, string other) => text.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static HttpRequestException Ended() => new(HttpRequestError.ResponseEnded, "the response ended prematurely");

    private static HttpRequestException Invalid(string reason) => new(HttpRequestError.InvalidResponse, reason);

    private static HttpRequestException TooLong() =>
        new(HttpRequestError.ConfigurationLimitExceeded, $"what precedes the body is longer than {MaxHeadBytes / 1024} kB");

    private sealed class ResponseBody(ResponseReader reader) : Stream
    {
        private bool _isRead;
        private bool _isEnded;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var count = reader.ReadBody(buffer);
            _isRead |= count == 0 && !buffer.IsEmpty;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (!_isEnded)
                reader.End(_isRead);

            _isEnded = true;
            base.Dispose(disposing);
        }
    }
}
