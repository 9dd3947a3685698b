namespace Sentry.Releases.Git.LibGit2;

/// <summary>Reads raw objects of a SHA-1 repository.</summary>
internal sealed class ObjectDatabase : IDisposable
{
    /// <summary>Bytes of an id.</summary>
    public const int IdSize = 20;

    private const int MaxReadBytes = 4 * 1024 * 1024;

    private readonly Dictionary<ObjectId, RawObject> _read = [];
    private nint _handle;
    private long _readBytes;

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

    /// <returns>The id of the only object whose id begins so; <see langword="null"/> when there is none, or more than one.</returns>
    public unsafe string? FindId(string prefix)
    {
        if (prefix.Length > IdSize * 2)
            return null;

        var (wanted, found) = (Convert.FromHexString(prefix.PadRight(IdSize * 2, '0')), new byte[IdSize]);
        fixed (byte* wantedPointer = wanted, foundPointer = found)
        {
            return NativeMethods.git_odb_exists_prefix(foundPointer, _handle, wantedPointer, (nuint)prefix.Length) == 0
                ? Convert.ToHexString(found).ToLowerInvariant()
                : null;
        }
    }

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
        // Only here, where nothing of it is in use: a comparison holds on to trees that it reads by Find.
        if (_readBytes > MaxReadBytes)
            Forget();
        var found = Find(id, type);
        result = found is null ? default : reader(found.Content);
        return found is not null;
    }

    /// <summary>
    /// Finds an object among those read before, or reads it. A range's commits are asked for three times, and neighbouring commits share
    /// nearly all their trees.
    /// </summary>
    /// <returns>
    /// <see langword="null"/> when there is no sound object of that type. Its content is valid up to the next <see cref="TryRead"/>.
    /// </returns>
    public RawObject? Find(ReadOnlySpan<byte> id, int type)
    {
        var key = new ObjectId(id);
        if (_read.TryGetValue(key, out var known))
            return known.Type == type ? known : null;
        if (Open(id) is not { } found)
            return null;

        _read.Add(key, found);
        _readBytes += found.Content.Length;
        return found.Type == type ? found : null;
    }

    public void Dispose()
    {
        Forget();
        if (_handle != 0)
            NativeMethods.git_odb_free(_handle);
        _handle = 0;
    }

    private unsafe RawObject? Open(ReadOnlySpan<byte> id)
    {
        ObjectDisposedException.ThrowIf(_handle == 0, this);
        nint item;
        fixed (byte* pointer = id)
        {
            if (NativeMethods.git_odb_read(out item, _handle, pointer) != 0)
                return null;
        }

        if (NativeMethods.git_odb_object_size(item) <= Limits.ObjectSize)
            return new RawObject(item);

        NativeMethods.git_odb_object_free(item);
        return null;
    }

    private void Forget()
    {
        foreach (var item in _read.Values)
            item.Dispose();
        _read.Clear();
        _readBytes = 0;
    }

    private readonly record struct ObjectId(ulong First, ulong Second, uint Third)
    {
        public ObjectId(ReadOnlySpan<byte> id)
            : this(BitConverter.ToUInt64(id), BitConverter.ToUInt64(id[8..]), BitConverter.ToUInt32(id[16..]))
        {
        }
    }
}
