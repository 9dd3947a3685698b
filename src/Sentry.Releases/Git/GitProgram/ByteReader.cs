namespace Sentry.Releases.Git.GitProgram;

/// <summary>Reads records out of a stream of bytes. A span it returns is valid until the next call.</summary>
internal sealed class ByteReader(Stream stream)
{
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;

    /// <summary>Reads up to a delimiter, which is consumed and not returned.</summary>
    /// <returns><see langword="false"/> at the end of the stream; what follows the last delimiter is dropped.</returns>
    /// <exception cref="UnreadableRepositoryException">The record is longer than <see cref="Limits.ObjectSize"/>.</exception>
    public bool TryReadTo(byte delimiter, out ReadOnlySpan<byte> record)
    {
        var searched = 0;
        while (true)
        {
            var unread = _buffer.AsSpan(_start, _end - _start);
            var found = unread[searched..].IndexOf(delimiter);
            if (found >= 0)
            {
                record = unread[..(searched + found)];
                _start += searched + found + 1;
                return true;
            }

            searched = unread.Length;
            if (!TryFill())
            {
                record = default;
                return false;
            }
        }
    }

    /// <summary>Reads a number of bytes.</summary>
    /// <returns><see langword="false"/> when the stream ends before.</returns>
    /// <exception cref="UnreadableRepositoryException">They are more than <see cref="Limits.ObjectSize"/>.</exception>
    public bool TryRead(int count, out ReadOnlySpan<byte> bytes)
    {
        while (_end - _start < count)
        {
            if (!TryFill())
            {
                bytes = default;
                return false;
            }
        }

        bytes = _buffer.AsSpan(_start, count);
        _start += count;
        return true;
    }

    /// <summary>Reads everything that is left.</summary>
    /// <exception cref="UnreadableRepositoryException">It is more than <see cref="Limits.ObjectSize"/>.</exception>
    public ReadOnlySpan<byte> ReadToEnd()
    {
        while (TryFill())
        {
        }

        return _buffer.AsSpan(_start, _end - _start);
    }

    private bool TryFill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            if (_buffer.Length >= Limits.ObjectSize)
                throw new UnreadableRepositoryException($"The git program wrote a record of more than {Limits.ObjectSize} bytes.");
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }
}
