using System.Text;

namespace Sentry.Releases.History.LibGit2;

/// <summary>Compares the trees of commits with those of their parents, entering only folders whose ids differ.</summary>
internal sealed class TreeComparison(ObjectDatabase objects, CancellationToken cancellation) : IDisposable
{
    // Neighbouring commits share nearly all their trees: a parent's trees are asked for again as the next commit's own.
    private const int MaxCachedBytes = 4 * 1024 * 1024;

    private readonly Dictionary<TreeId, RawObject> _cache = [];
    private string? _lastId;
    private CommitHeader _lastHeader = null!;
    private byte[] _path = new byte[512];
    private int _cachedBytes;
    private List<ChangedFile> _files = [];

    /// <returns>Whether every tree could be read, and no more than <see cref="Limits.ChangedFiles"/> files changed.</returns>
    public bool TryCompareWithParent(string commitId, out IReadOnlyList<ChangedFile> files)
    {
        files = _files = [];
        // Only here: what is being compared must not go away.
        if (_cachedBytes > MaxCachedBytes)
            Clear();
        try
        {
            var commit = ReadHeader(commitId);
            var parentTree = commit.Parents.Count == 0 ? [] : ReadTree(ObjectDatabase.ParseId(ReadHeader(commit.Parents[0]).Tree));
            Compare(parentTree, ReadTree(ObjectDatabase.ParseId(commit.Tree)), prefix: 0, depth: 0);
            return true;
        }
        catch (UnreadableRepositoryException)
        {
            return false;
        }
    }

    public void Dispose() => Clear();

    /// <summary>A commit's parent is mostly the next one asked for.</summary>
    private CommitHeader ReadHeader(string id)
    {
        if (_lastId != id)
            (_lastId, _lastHeader) = (id, objects.ReadCommit(id, CommitHeader.Parse));
        return _lastHeader;
    }

    private void Compare(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after, int prefix, int depth)
    {
        cancellation.ThrowIfCancellationRequested();
        if (depth > Limits.TreeDepth)
            throw new UnreadableRepositoryException("LibGit2: folders are nested too deeply.");

        TreeEntries old = new(before), @new = new(after);
        while (!old.IsAtEnd || !@new.IsAtEnd)
        {
            var order = TreeEntries.CompareNames(old, @new);
            if (order < 0)
                Add(old, ChangeKind.Deleted, prefix, depth);
            else if (order > 0)
                Add(@new, ChangeKind.Added, prefix, depth);
            else if (!old.Id.SequenceEqual(@new.Id) || old.Mode != @new.Mode)
                CompareEntry(old, @new, prefix, depth);

            if (order <= 0)
                old.MoveNext();
            if (order >= 0)
                @new.MoveNext();
        }
    }

    private void CompareEntry(TreeEntries old, TreeEntries @new, int prefix, int depth)
    {
        var length = Append(prefix, @new.Name, @new.IsTree);
        if (@new.IsTree)
            Compare(ReadTree(old.Id), ReadTree(@new.Id), length, depth + 1);
        else
            Add(length, ChangeKind.Modified);
    }

    private void Add(TreeEntries entry, ChangeKind kind, int prefix, int depth)
    {
        var length = Append(prefix, entry.Name, entry.IsTree);
        if (!entry.IsTree)
            Add(length, kind);
        else if (kind == ChangeKind.Added)
            Compare([], ReadTree(entry.Id), length, depth + 1);
        else
            Compare(ReadTree(entry.Id), [], length, depth + 1);
    }

    private void Add(int pathLength, ChangeKind kind)
    {
        if (_files.Count >= Limits.ChangedFiles)
            throw new UnreadableRepositoryException("LibGit2: a commit changed too many files.");

        _files.Add(new ChangedFile(Encoding.UTF8.GetString(_path, 0, pathLength), kind));
    }

    /// <returns>The path's new length.</returns>
    private int Append(int prefix, ReadOnlySpan<byte> name, bool isTree)
    {
        var length = prefix + name.Length;
        if (length + 1 > _path.Length)
            Array.Resize(ref _path, Math.Max(length + 1, _path.Length * 2));

        name.CopyTo(_path.AsSpan(prefix));
        if (isTree)
            _path[length++] = (byte)'/';
        return length;
    }

    private ReadOnlySpan<byte> ReadTree(ReadOnlySpan<byte> id)
    {
        var key = new TreeId(id);
        if (_cache.TryGetValue(key, out var cached))
            return cached.Content;
        if (objects.Open(id, NativeMethods.TreeType) is not { } tree)
            throw new UnreadableRepositoryException($"LibGit2: tree {Convert.ToHexString(id)} is missing or damaged.");

        _cachedBytes += tree.Content.Length;
        _cache[key] = tree;
        return tree.Content;
    }

    private void Clear()
    {
        foreach (var tree in _cache.Values)
            tree.Dispose();
        _cache.Clear();
        _cachedBytes = 0;
    }

    private readonly record struct TreeId(ulong First, ulong Second, uint Third)
    {
        public TreeId(ReadOnlySpan<byte> id)
            : this(BitConverter.ToUInt64(id), BitConverter.ToUInt64(id[8..]), BitConverter.ToUInt32(id[16..]))
        {
        }
    }
}
