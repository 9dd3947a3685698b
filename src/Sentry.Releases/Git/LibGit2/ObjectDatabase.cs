using System.Text;

namespace Sentry.Releases.Git.LibGit2;

/// <summary>Reads raw objects of a SHA-1 repository, and keeps the trees read last.</summary>
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
    private const int MaxBytesOfOneOpening = 4 * 1024 * 1024;

    private readonly string _directory;

    private readonly List<byte[]> _blocks = [];
    private readonly int[] _firstInBucket = new int[4096];
    private byte[] _read = new byte[1024];
    private KeptTree[] _kept = new KeptTree[256];
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

    /// <returns><see langword="null"/> when it is not 40 hexadecimal digits, as in a damaged object.</returns>
    public static byte[]? ParseId(ReadOnlySpan<byte> ascii)
    {
        Span<char> digits = stackalloc char[IdSize * 2];
        return ParseId(ascii.Length == digits.Length ? digits[..Encoding.ASCII.GetChars(ascii, digits)] : default);
    }

    public static string Hex(ReadOnlySpan<byte> id) => Convert.ToHexString(id).ToLowerInvariant();

    /// <returns>The id of the only object whose id begins so; <see langword="null"/> when there is none, or more than one.</returns>
    public string? FindId(string prefix)
    {
        if (ParseId(prefix.PadRight(IdSize * 2, '0')) is not { } first)
            return null;

        var found = stackalloc byte[IdSize];
        fixed (byte* wanted = first)
        {
            return NativeMethods.git_odb_exists_prefix(found, _handle, wanted, (nuint)prefix.Length) == 0
                ? Hex(new ReadOnlySpan<byte>(found, IdSize))
                : null;
        }
    }

    /// <param name="id">The object's id, in hexadecimal.</param>
    /// <param name="type">One of the types in <see cref="NativeMethods"/>.</param>
    /// <param name="content">Valid up to the next call.</param>
    /// <returns>Whether there is a sound object of that type.</returns>
    public bool TryRead(string id, int type, out ReadOnlySpan<byte> content)
    {
        content = default;
        var item = ParseId(id) is { } parsed ? Load(parsed, type, out content) : 0;
        if (item == 0)
            return false;

        if (_read.Length < content.Length)
            _read = new byte[content.Length];
        content.CopyTo(_read);
        content = _read.AsSpan(0, content.Length);
        NativeMethods.git_odb_object_free(item);
        return true;
    }

    /// <summary>Finds a tree among those kept, or reads it: neighbouring commits share nearly all their trees.</summary>
    /// <param name="id">The tree's id.</param>
    /// <param name="content">Valid up to the next <see cref="Trim"/>.</param>
    /// <returns>Whether there is a sound tree.</returns>
    public bool TryFindTree(ReadOnlySpan<byte> id, out ReadOnlySpan<byte> content)
    {
        content = default;
        ref var bucket = ref _firstInBucket[(id[0] | (id[1] << 8)) % _firstInBucket.Length];
        var number = bucket;
        while (number > 0 && !IdOf(_kept[number - 1]).SequenceEqual(id))
            number = _kept[number - 1].Next;

        if (number == 0)
        {
            var item = Load(id, NativeMethods.TreeType, out var read);
            if (item == 0)
                return false;

            Keep(id, read, next: bucket);
            NativeMethods.git_odb_object_free(item);
            number = bucket = _count;
        }

        ref var found = ref _kept[number - 1];
        content = _blocks[found.Block].AsSpan(found.Start + IdSize, found.Size);
        return true;
    }

    /// <summary>Gives up the trees that are kept, when they are much.</summary>
    public void Trim()
    {
        if (_keptBytes <= MaxKeptBytes)
            return;

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

    private static byte[]? ParseId(ReadOnlySpan<char> hexadecimal)
    {
        try
        {
            return hexadecimal.Length == IdSize * 2 ? Convert.FromHexString(hexadecimal) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private void Open()
    {
        if (NativeMethods.git_odb_open(out _handle, _directory) != 0)
            throw NativeLibgit2.Failed();

        _bytesOfOpening = 0;
    }

    private ReadOnlySpan<byte> IdOf(in KeptTree kept) => _blocks[kept.Block].AsSpan(kept.Start, IdSize);

    /// <summary>
    /// Reads an object. After many the database is opened anew, because libgit2 keeps up to 16 MB of unpacked objects for every pack, and all
    /// of a pack that was ever touched.
    /// </summary>
    /// <returns>What to free when the content is copied; 0 when there is no sound object of that type.</returns>
    private nint Load(ReadOnlySpan<byte> id, int type, out ReadOnlySpan<byte> content)
    {
        ObjectDisposedException.ThrowIf(_handle == 0, this);
        if (_bytesOfOpening > MaxBytesOfOneOpening)
        {
            Dispose();
            Open();
        }

        content = default;
        nint item;
        fixed (byte* pointer = id)
        {
            if (NativeMethods.git_odb_read(out item, _handle, pointer) != 0)
                return 0;
        }

        var size = NativeMethods.git_odb_object_size(item);
        if (size > Limits.ObjectSize || NativeMethods.git_odb_object_type(item) != type)
        {
            NativeMethods.git_odb_object_free(item);
            return 0;
        }

        _bytesOfOpening += (long)size;
        content = new ReadOnlySpan<byte>(NativeMethods.git_odb_object_data(item), (int)size);
        return item;
    }

    private void Keep(ReadOnlySpan<byte> id, ReadOnlySpan<byte> content, int next)
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
            var more = new KeptTree[_count * 2];
            Array.Copy(_kept, more, _count);
            _kept = more;
        }

        id.CopyTo(_blocks[_usedBlocks - 1].AsSpan(_usedBytes));
        content.CopyTo(_blocks[_usedBlocks - 1].AsSpan(_usedBytes + IdSize));
        _kept[_count++] = new KeptTree { Block = _usedBlocks - 1, Start = _usedBytes, Size = content.Length, Next = next };
        _usedBytes += size;
        _keptBytes += size;
    }

    /// <summary>Where a tree is: its id, then its content.</summary>
    private struct KeptTree
    {
        public int Block;
        public int Start;
        public int Size;

        // Of the next one in the same bucket; like those of the buckets it counts from 1.
        public int Next;
    }
}
