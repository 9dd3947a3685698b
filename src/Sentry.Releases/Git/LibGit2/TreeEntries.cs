namespace Sentry.Releases.Git.LibGit2;

/// <summary>
/// Goes through a raw tree object, a row of <c>&lt;octal mode&gt; SP &lt;name&gt; NUL &lt;20 bytes of id&gt;</c>. Begins at the first
/// entry.
/// </summary>
internal ref struct TreeEntries
{
    private const int TypeMask = 0xF000;
    private const int TreeMode = 0x4000;
    private const int FileMode = 0x8000;
    private const int LinkMode = 0xA000;
    private const int GitLinkMode = 0xE000;
    private const int ExecutableByOwner = 0x40;

    private ReadOnlySpan<byte> _rest;

    /// <exception cref="UnreadableRepositoryException">The tree is malformed.</exception>
    public TreeEntries(ReadOnlySpan<byte> tree)
    {
        _rest = tree;
        MoveNext();
    }

    public bool IsAtEnd { get; private set; }

    /// <summary>The mode as git compares it: all files are either executable or not, whatever their other bits.</summary>
    public int Mode { get; private set; }

    public ReadOnlySpan<byte> Name { get; private set; }

    public ReadOnlySpan<byte> Id { get; private set; }

    public readonly bool IsTree => Mode == TreeMode;

    /// <exception cref="UnreadableRepositoryException">The tree is malformed.</exception>
    public void MoveNext()
    {
        IsAtEnd = _rest.IsEmpty;
        if (IsAtEnd)
            return;

        var space = _rest.IndexOf((byte)' ');
        var nul = _rest.IndexOf((byte)0);
        if (space <= 0 || nul <= space + 1 || _rest.Length < nul + 1 + ObjectDatabase.IdSize)
            throw Malformed();

        Mode = ParseMode(_rest[..space]);
        Name = _rest[(space + 1)..nul];
        Id = _rest.Slice(nul + 1, ObjectDatabase.IdSize);
        _rest = _rest[(nul + 1 + ObjectDatabase.IdSize)..];
    }

    /// <summary>
    /// The order of two trees' current entries, in which a tree's name counts as ending in <c>/</c>: a file and a folder of one name
    /// are different entries. The end is behind every entry.
    /// </summary>
    public static int CompareNames(in TreeEntries left, in TreeEntries right)
    {
        if (left.IsAtEnd || right.IsAtEnd)
            return left.IsAtEnd.CompareTo(right.IsAtEnd);

        var common = left.Name.CommonPrefixLength(right.Name);
        return left.ByteAt(common).CompareTo(right.ByteAt(common));
    }

    private readonly byte ByteAt(int index) => index < Name.Length ? Name[index] : IsTree ? (byte)'/' : (byte)0;

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
            _ => GitLinkMode,
        };
    }

    private static UnreadableRepositoryException Malformed() => new("LibGit2: a tree is malformed.");
}
