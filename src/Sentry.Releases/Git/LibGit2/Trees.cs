namespace Sentry.Releases.Git.LibGit2;

/// <summary>An entry of a raw tree object: <c>&lt;octal mode&gt; SP &lt;name&gt; NUL &lt;20 bytes of id&gt;</c>.</summary>
internal readonly ref struct TreeEntry
{
    private const int TypeMask = 0xF000;
    private const int TreeMode = 0x4000;
    private const int FileMode = 0x8000;
    private const int LinkMode = 0xA000;
    private const int SubmoduleMode = 0xE000;
    private const int ExecutableByOwner = 0x40;

    /// <summary>Reads the first entry.</summary>
    /// <param name="tree">What is left of a tree, at least one byte.</param>
    /// <exception cref="UnreadableRepositoryException">The tree is malformed.</exception>
    public TreeEntry(ReadOnlySpan<byte> tree)
    {
        var space = tree.IndexOf((byte)' ');
        Length = LengthOfFirst(tree);
        if (space <= 0 || Length <= space + 1 + 1 + ObjectDatabase.IdSize)
            throw Malformed();

        Mode = ParseMode(tree[..space]);
        Name = tree[(space + 1)..(Length - ObjectDatabase.IdSize - 1)];
        Id = tree[(Length - ObjectDatabase.IdSize)..Length];
    }

    /// <summary>Bytes of the whole entry; 0 for no entry.</summary>
    public int Length { get; }

    /// <summary>The mode as git compares it: all files are either executable or not, whatever their other bits.</summary>
    public int Mode { get; }

    public ReadOnlySpan<byte> Name { get; }

    public ReadOnlySpan<byte> Id { get; }

    public bool IsTree => Mode == TreeMode;

    /// <returns>Bytes of the first entry.</returns>
    /// <exception cref="UnreadableRepositoryException">The tree is malformed.</exception>
    public static int LengthOfFirst(ReadOnlySpan<byte> tree)
    {
        var nul = tree.IndexOf((byte)0);
        var length = nul + 1 + ObjectDatabase.IdSize;
        return nul > 0 && length <= tree.Length ? length : throw Malformed();
    }

    /// <summary>
    /// The order of entries in a tree, in which a tree's name counts as ending in <c>/</c>: a file and a folder of one name are different
    /// entries. No entry is behind every entry.
    /// </summary>
    public static int Compare(in TreeEntry left, in TreeEntry right)
    {
        if (left.Length == 0 || right.Length == 0)
            return right.Length.CompareTo(left.Length);

        var common = left.Name.CommonPrefixLength(right.Name);
        return left.ByteAt(common).CompareTo(right.ByteAt(common));
    }

    private byte ByteAt(int index) => index < Name.Length ? Name[index] : IsTree ? (byte)'/' : (byte)0;

    private static int ParseMode(ReadOnlySpan<byte> digits)
    {
        var mode = 0;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'7' || mode > TypeMask)
                throw Malformed();
            mode = (mode * 8) + (digit - '0');
        }

        return (mode & TypeMask) switch
        {
            FileMode => FileMode | (mode & ExecutableByOwner),
            LinkMode => LinkMode,
            TreeMode => TreeMode,
            _ => SubmoduleMode,
        };
    }

    private static UnreadableRepositoryException Malformed() => new("LibGit2: a tree is malformed.");
}

/// <summary>Goes through what differs between two raw trees, name by name.</summary>
internal ref struct TreeDifferences(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
{
    private ReadOnlySpan<byte> _before = before;
    private ReadOnlySpan<byte> _after = after;

    /// <summary>The entry before; without length when it was added.</summary>
    public TreeEntry Before { get; private set; }

    /// <summary>The entry after; without length when it was deleted.</summary>
    public TreeEntry After { get; private set; }

    public readonly ReadOnlySpan<byte> Name => After.Length > 0 ? After.Name : Before.Name;

    /// <summary>Whether what there is of both is a folder.</summary>
    public readonly bool IsTree => After.Length > 0 ? After.IsTree : Before.IsTree;

    public readonly ChangeKind Kind => Before.Length == 0 ? ChangeKind.Added : After.Length == 0 ? ChangeKind.Deleted : ChangeKind.Modified;

    /// <exception cref="UnreadableRepositoryException">A tree is malformed.</exception>
    public bool MoveNext()
    {
        while (SkipEqualEntries())
        {
            var before = _before.IsEmpty ? default : new TreeEntry(_before);
            var after = _after.IsEmpty ? default : new TreeEntry(_after);
            var order = TreeEntry.Compare(before, after);
            Before = order <= 0 ? before : default;
            After = order >= 0 ? after : default;
            _before = _before[Before.Length..];
            _after = _after[After.Length..];
            if (order != 0 || before.Mode != after.Mode || !before.Id.SequenceEqual(after.Id))
                return true;
        }

        return false;
    }

    /// <returns>Whether anything is left.</returns>
    private bool SkipEqualEntries()
    {
        var common = _before.CommonPrefixLength(_after);
        var skipped = 0;
        while (skipped < common)
        {
            var next = skipped + TreeEntry.LengthOfFirst(_before[skipped..]);
            if (next > common)
                break;
            skipped = next;
        }

        _before = _before[skipped..];
        _after = _after[skipped..];
        return !_before.IsEmpty || !_after.IsEmpty;
    }
}
