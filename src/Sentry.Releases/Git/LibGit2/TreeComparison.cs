using System.Text;

namespace Sentry.Releases.Git.LibGit2;

/// <summary>Compares trees, entering only folders whose ids differ.</summary>
internal sealed class TreeComparison(ObjectDatabase objects, CancellationToken cancellation)
{
    private byte[] _path = new byte[512];
    private List<ChangedFile> _files = [];
    private int _trees;
    private int _filesOfAll;

    /// <returns>The files that differ between two trees, ordered by path. An empty id is no tree.</returns>
    /// <exception cref="UnreadableRepositoryException">A tree cannot be read, or too many files differ, all comparisons together.</exception>
    public IReadOnlyList<ChangedFile> Files(byte[] before, byte[] after)
    {
        Begin();
        var files = _files = [];
        Compare(Content(before), Content(after), prefix: 0, depth: 0);
        return files;
    }

    /// <returns>Whether a file at or below one of the paths differs.</returns>
    /// <exception cref="UnreadableRepositoryException">A tree cannot be read.</exception>
    public bool Touches(byte[] before, byte[] after, PathFilter.Node paths)
    {
        Begin();
        return Touches(Content(before), Content(after), paths, depth: 0);
    }

    private void Begin()
    {
        objects.Trim();
        _trees = 0;
    }

    private void Compare(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after, int prefix, int depth)
    {
        Enter(depth);
        var differences = new TreeDifferences(before, after);
        while (differences.MoveNext())
        {
            var length = Append(prefix, differences.Name, differences.IsTree);
            if (differences.IsTree)
                Compare(Content(differences.Before.Id), Content(differences.After.Id), length, depth + 1);
            else if (_filesOfAll++ < Limits.ChangedFiles)
                _files.Add(new ChangedFile(Encoding.UTF8.GetString(_path, 0, length), differences.Kind));
            else
                throw new UnreadableRepositoryException("LibGit2: too many files changed.");
        }
    }

    private bool Touches(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after, PathFilter.Node paths, int depth)
    {
        Enter(depth);
        var differences = new TreeDifferences(before, after);
        while (differences.MoveNext())
        {
            if (paths.Enter(differences.Name) is not { } below)
                continue;

            var touches = differences.IsTree
                ? Touches(Content(differences.Before.Id), Content(differences.After.Id), below, depth + 1)
                : below.IsPath;
            if (touches)
                return true;
        }

        return false;
    }

    /// <summary>A tree made to do harm may be very deep, or unfold without end though no file is in it.</summary>
    private void Enter(int depth)
    {
        cancellation.ThrowIfCancellationRequested();
        if (depth > Limits.TreeDepth || _trees++ > Limits.ChangedFiles)
            throw new UnreadableRepositoryException("LibGit2: folders are nested too deeply, or too many changed.");
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

    private ReadOnlySpan<byte> Content(ReadOnlySpan<byte> tree)
    {
        if (tree.IsEmpty)
            return [];

        return objects.TryFind(tree, NativeMethods.TreeType, out var content)
            ? content
            : throw new UnreadableRepositoryException($"LibGit2: tree {ObjectDatabase.Hex(tree)} is missing or damaged.");
    }
}
