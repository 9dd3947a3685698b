using System.Text;

namespace Sentry.Releases.Git.LibGit2;

/// <summary>Compares trees, entering only folders whose ids differ.</summary>
internal sealed class TreeComparison(ObjectDatabase objects, CancellationToken cancellation)
{
    private byte[] _path = new byte[512];
    private List<ChangedFile> _files = [];
    private int _trees;
    private int _filesOfAll;
    private bool _filesUnreadable;

    /// <summary>Compares two trees, of which an empty id is none. After the first whose files cannot be read no files are.</summary>
    /// <returns>What differs, ordered by path; <see langword="null"/> when the trees do not tell whether one of the paths does.</returns>
    public CommitChanges? Compare(byte[] before, byte[] after, PathFilter.Node? paths)
    {
        objects.Trim();
        try
        {
            _trees = 0;
            if (paths is not null && !Touches(Content(before), Content(after), paths, depth: 0))
                return CommitChanges.Elsewhere;
        }
        catch (UnreadableRepositoryException)
        {
            return null;
        }

        return new CommitChanges(Touches: true, ReadFiles(before, after));
    }

    private List<ChangedFile>? ReadFiles(byte[] before, byte[] after)
    {
        try
        {
            _trees = 0;
            _files = [];
            if (!_filesUnreadable)
                Compare(Content(before), Content(after), prefix: 0, depth: 0);
        }
        catch (UnreadableRepositoryException)
        {
            _filesUnreadable = true;
        }

        return _filesUnreadable ? null : _files;
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

        return objects.TryFindTree(tree, out var content)
            ? content
            : throw new UnreadableRepositoryException($"LibGit2: tree {ObjectDatabase.Hex(tree)} is missing or damaged.");
    }
}
