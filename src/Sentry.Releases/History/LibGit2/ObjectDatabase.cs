namespace Sentry.Releases.History.LibGit2;

/// <summary>Reads raw objects of a SHA-1 repository.</summary>
internal sealed class ObjectDatabase : IDisposable
{
    /// <summary>Bytes of an id.</summary>
    public const int IdSize = 20;

    private nint _handle;

    public ObjectDatabase(string commonDirectory)
    {
        var objects = Path.Combine(commonDirectory, "objects");
        if (NativeMethods.git_odb_open(out _handle, objects) != 0)
            throw new UnreadableRepositoryException($"LibGit2: the object database at {objects} does not open.");
    }

    /// <summary>Makes something of an object's content, which is valid only during the call.</summary>
    public delegate T Reader<out T>(ReadOnlySpan<byte> content);

    /// <returns>The commit, as <paramref name="reader"/> makes it.</returns>
    /// <exception cref="UnreadableRepositoryException">The object is missing, damaged, or no commit.</exception>
    public T ReadCommit<T>(string id, Reader<T> reader) =>
        TryRead(ParseId(id), NativeMethods.CommitType, reader, out var result)
            ? result!
            : throw new UnreadableRepositoryException($"LibGit2: commit {id} is missing or damaged.");

    public bool HasCommit(string id) => TryRead(ParseId(id), NativeMethods.CommitType, _ => true, out _);

    /// <exception cref="UnreadableRepositoryException">A damaged object holds something else in place of the id.</exception>
    public static byte[] ParseId(string id) =>
        id.Length == IdSize * 2 && id.All(char.IsAsciiHexDigit)
            ? Convert.FromHexString(id)
            : throw new UnreadableRepositoryException("LibGit2: a commit or tag is damaged.");

    /// <returns>
    /// Whether there is a sound object of that type; else <paramref name="result"/> is the default.
    /// </returns>
    public bool TryRead<T>(ReadOnlySpan<byte> id, int type, Reader<T> reader, out T? result)
    {
        using var found = Open(id, type);
        result = found is null ? default : reader(found.Content);
        return found is not null;
    }

    /// <returns>The object, for the caller to dispose; <see langword="null"/> when there is no sound one of that type.</returns>
    public unsafe RawObject? Open(ReadOnlySpan<byte> id, int type)
    {
        ObjectDisposedException.ThrowIf(_handle == 0, this);
        nint item;
        fixed (byte* pointer = id)
        {
            if (NativeMethods.git_odb_read(out item, _handle, pointer) != 0)
                return null;
        }

        var found = new RawObject(item);
        if (NativeMethods.git_odb_object_type(item) == type && NativeMethods.git_odb_object_size(item) <= Limits.ObjectSize)
            return found;

        found.Dispose();
        return null;
    }

    public void Dispose()
    {
        if (_handle != 0)
            NativeMethods.git_odb_free(_handle);
        _handle = 0;
    }
}
