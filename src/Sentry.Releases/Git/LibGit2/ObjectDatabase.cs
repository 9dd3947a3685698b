namespace Sentry.Releases.Git.LibGit2;

/// <summary>Reads raw objects of a SHA-1 repository, and keeps those read last.</summary>
/// <remarks>
/// What is kept is copied into few large blocks, in a hash table of our own. Thousands of small objects would be work for the garbage
/// collector here and for the allocator in libgit2, and a Dictionary over such keys would be compiled anew in every process.
/// </remarks>
internal sealed unsafe class ObjectDatabase : IDisposable
{
    /// <summary>Bytes of an id.</summary>
    public const int IdSize = 20;

    private const int BlockSize = 128 * 1024;
    private const int MaxKeptBytes = 2 * 1024 * 1024;
    private const int MaxBytesOfOneOpening = 8 * 1024 * 1024;

    private readonly string _directory;

    private readonly List<byte[]> _blocks = [];
    private readonly int[] _firstInBucket = new int[4096];
    private KeptObject[] _kept = new KeptObject[256];
    private int _count;
    private long _keptBytes;
    private long _bytesOfOpening;
    private int _usedBlocks;
    private int _usedBytes;
    private nint _handle;

    /// <param name="commonDirectory">The folder that linked worktrees share.</param>
    /// <exception cref="UnreadableRepositoryException">It does not open.</exception>
    public ObjectDatabase(string commonDirectory)
    {
        _directory = Path.Combine(commonDirectory, "objects");
        Open();
    }

    /// <exception cref="UnreadableRepositoryException">A damaged object holds something else in place of the id.</exception>
    public static byte[] ParseId(string hexadecimal)
    {
        try
        {
            return hexadecimal.Length == IdSize * 2 ? Convert.FromHexString(hexadecimal) : throw new FormatException();
        }
        catch (FormatException)
        {
            throw new UnreadableRepositoryException("LibGit2: a commit or tag is damaged.");
        }
    }

    public static string Hex(ReadOnlySpan<byte> id) => Convert.ToHexString(id).ToLowerInvariant();

    /// <returns>The id of the only object whose id begins so; <see langword="null"/> when there is none, or more than one.</returns>
    public string? FindId(string prefix)
    {
        if (prefix.Length > IdSize * 2)
            return null;

        var found = stackalloc byte[IdSize];
        fixed (byte* wanted = ParseId(prefix.PadRight(IdSize * 2, '0')))
        {
            return NativeMethods.git_odb_exists_prefix(found, _handle, wanted, (nuint)prefix.Length) == 0
                ? Hex(new ReadOnlySpan<byte>(found, IdSize))
                : null;
        }
    }

    /// <summary>
    /// Finds an object among those kept, or reads it. A range's commits are asked for more than once, and neighbouring commits share nearly
    /// all their trees.
    /// </summary>
    /// <param name="id">The object's id.</param>
    /// <param name="type">One of the types in <see cref="NativeMethods"/>.</param>
    /// <param name="content">Valid up to the next <see cref="Trim"/>.</param>
    /// <returns>Whether there is a sound object of that type.</returns>
    public bool TryFind(ReadOnlySpan<byte> id, int type, out ReadOnlySpan<byte> content)
    {
        ref var bucket = ref _firstInBucket[(id[0] | (id[1] << 8)) % _firstInBucket.Length];
        var number = bucket;
        while (number > 0 && !IdOf(_kept[number - 1]).SequenceEqual(id))
            number = _kept[number - 1].Next;

        if (number == 0 && Read(id, next: bucket))
            number = bucket = _count;
        if (number == 0 || _kept[number - 1].Type != type)
        {
            content = default;
            return false;
        }

        ref var found = ref _kept[number - 1];
        content = _blocks[found.Block].AsSpan(found.Start + IdSize, found.Size);
        return true;
    }

    /// <summary>
    /// Gives up what is kept, when it is much. Now and then that is also what libgit2 keeps of its own: up to 16 MB of unpacked objects for
    /// every pack, and all of a pack that was ever touched.
    /// </summary>
    public void Trim()
    {
        if (_keptBytes <= MaxKeptBytes)
            return;

        _bytesOfOpening += _keptBytes;
        if (_bytesOfOpening > MaxBytesOfOneOpening)
        {
            Dispose();
            Open();
        }

        Array.Clear(_firstInBucket);
        _blocks.RemoveAll(block => block.Length > BlockSize);
        (_count, _keptBytes, _usedBlocks, _usedBytes) = (0, 0, 0, 0);
    }

    public void Dispose()
    {
        if (_handle != 0)
            NativeMethods.git_odb_free(_handle);
        _handle = 0;
    }

    private void Open()
    {
        if (NativeMethods.git_odb_open(out _handle, _directory) != 0)
            throw NativeLibgit2.Failed();

        _bytesOfOpening = 0;
    }

    private ReadOnlySpan<byte> IdOf(in KeptObject kept) => _blocks[kept.Block].AsSpan(kept.Start, IdSize);

    private bool Read(ReadOnlySpan<byte> id, int next)
    {
        ObjectDisposedException.ThrowIf(_handle == 0, this);
        nint item;
        fixed (byte* pointer = id)
        {
            if (NativeMethods.git_odb_read(out item, _handle, pointer) != 0)
                return false;
        }

        var size = NativeMethods.git_odb_object_size(item);
        var isKept = size <= Limits.ObjectSize;
        if (isKept)
            Keep(id, new ReadOnlySpan<byte>(NativeMethods.git_odb_object_data(item), (int)size), NativeMethods.git_odb_object_type(item), next);
        NativeMethods.git_odb_object_free(item);
        return isKept;
    }

    private void Keep(ReadOnlySpan<byte> id, ReadOnlySpan<byte> content, int type, int next)
    {
        var size = IdSize + content.Length;
        if (_usedBlocks == 0 || _usedBytes + size > _blocks[_usedBlocks - 1].Length)
        {
            if (_usedBlocks == _blocks.Count || _blocks[_usedBlocks].Length < size)
                _blocks.Insert(_usedBlocks, new byte[Math.Max(BlockSize, size)]);
            (_usedBlocks, _usedBytes) = (_usedBlocks + 1, 0);
        }

        if (_count == _kept.Length)
        {
            var more = new KeptObject[_count * 2];
            Array.Copy(_kept, more, _count);
            _kept = more;
        }

        id.CopyTo(_blocks[_usedBlocks - 1].AsSpan(_usedBytes));
        content.CopyTo(_blocks[_usedBlocks - 1].AsSpan(_usedBytes + IdSize));
        _kept[_count++] = new KeptObject { Block = _usedBlocks - 1, Start = _usedBytes, Size = content.Length, Type = type, Next = next };
        _usedBytes += size;
        _keptBytes += size;
    }

    /// <summary>Where an object is: its id, then its content.</summary>
    private struct KeptObject
    {
        public int Block;
        public int Start;
        public int Size;
        public int Type;

        // Of the next one in the same bucket; like those of the buckets it counts from 1.
        public int Next;
    }
}
