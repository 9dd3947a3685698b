using System.Text;

namespace Sentry.Releases.Git.LibGit2;

/// <summary>Compares the trees of commits with those of their parents, entering only folders whose ids differ.</summary>
internal sealed class TreeComparison(ObjectDatabase objects, CancellationToken cancellation)
{
    private byte[] _path = new byte[512];
    private List<ChangedFile> _files = [];

    /// <returns>Whether every tree could be read, and no more than <see cref="Limits.ChangedFiles"/> files changed.</returns>
    public bool TryCompareWithParent(string commitId, out IReadOnlyList<ChangedFile> files)
    {
        files = _files = [];
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

    private CommitHeader ReadHeader(string id) => objects.ReadCommit(id, CommitHeader.Parse);

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

    private ReadOnlySpan<byte> ReadTree(ReadOnlySpan<byte> id) =>
        objects.Find(id, NativeMethods.TreeType) is { } tree
            ? tree.Content
            : throw new UnreadableRepositoryException($"LibGit2: tree {Convert.ToHexString(id)} is missing or damaged.");
}
