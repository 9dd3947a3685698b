namespace Sentry.Releases.Git.GitProgram;

/// <summary>Reads records out of a stream of bytes. A span it returns is valid until the next call.</summary>
/// <remarks>Every member throws <see cref="UnreadableRepositoryException"/> at more than <see cref="Limits.ObjectSize"/>.</remarks>
internal sealed class ByteReader(BufferedStream stream)
{
    private const int NoDelimiter = -1;

    private byte[] _record = new byte[1024];
    private int _length;

    /// <summary>Reads up to a delimiter, which is consumed and not returned.</summary>
    /// <returns><see langword="false"/> at the end of the stream; what follows the last delimiter is dropped.</returns>
    public bool TryReadTo(byte delimiter, out ReadOnlySpan<byte> record)
    {
        var isFound = Fill(delimiter);
        record = _record.AsSpan(0, _length);
        return isFound;
    }

    /// <returns><see langword="false"/> when the stream ends before.</returns>
    public bool TryRead(int count, out ReadOnlySpan<byte> bytes)
    {
        Reserve(count);
        var read = stream.ReadAtLeast(_record.AsSpan(0, count), count, throwOnEndOfStream: false);
        bytes = _record.AsSpan(0, read);
        return read == count;
    }

    public ReadOnlySpan<byte> ReadToEnd()
    {
        Fill(NoDelimiter);
        return _record.AsSpan(0, _length);
    }

    private bool Fill(int delimiter)
    {
        for (_length = 0; stream.ReadByte() is >= 0 and var next; _record[_length++] = (byte)next)
        {
            if (next == delimiter)
                return true;

            Reserve(_length + 1);
        }

        return false;
    }

    private void Reserve(int size)
    {
        if (size > Limits.ObjectSize)
            throw new UnreadableRepositoryException($"The git program wrote a record of more than {Limits.ObjectSize} bytes.");

        if (size > _record.Length)
            Array.Resize(ref _record, Math.Max(size, _record.Length * 2));
    }
}
