namespace Sentry.Releases.Git;

/// <summary>
/// Collects files and folders of a working tree as paths by which git knows them: relative to the root, with <c>/</c>. What is reached over
/// a symbolic link counts with the link and with what it leads to, and what lies in a submodule as the submodule, in which the outer
/// repository sees no files.
/// </summary>
internal sealed class RepositoryPaths
{
    private const string Everything = ".";

    /// <summary>More links than this in one path are a circle.</summary>
    private const int MaxLinks = 40;

    private readonly string _realRoot;
    private readonly HashSet<string> _files = new(StringComparer.Ordinal);
    private readonly HashSet<string> _folders = new(StringComparer.Ordinal);
    private readonly HashSet<string> _excluded = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _realFolders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _isRepository = new(StringComparer.Ordinal);

    private RepositoryPaths(string root)
    {
        Root = root;
        _realRoot = Real(root);
    }

    /// <summary>Absolute path of the working tree's folder, spelled like the path that it was found from.</summary>
    public string Root { get; }

    /// <param name="directory">An absolute path.</param>
    /// <returns><see langword="null"/> when the folder is in no working tree.</returns>
    public static RepositoryPaths? Find(string directory) => RepositoryFolder.Find(directory) is { } root ? new RepositoryPaths(root) : null;

    /// <summary>Whether an absolute path is that of the working tree or of something in it.</summary>
    public bool Contains(string path) => RepositoryFolder.Relative(Root, path) is not null;

    /// <summary>Adds a file, which need not exist; nothing if it is not in the working tree.</summary>
    /// <param name="path">An absolute path.</param>
    public void AddFile(string path) => Add(path, _files);

    /// <summary>Adds a folder with all that is in it; nothing if it is not in the working tree.</summary>
    /// <param name="path">An absolute path.</param>
    public void AddFolder(string path) => Add(path, _folders);

    /// <summary>Takes the files of a folder out, however they were added, unless it holds a folder that was added.</summary>
    /// <param name="path">An absolute path.</param>
    public void Exclude(string path) => Add(path, _excluded);

    /// <returns>In ordinal order; none of the paths lies below another.</returns>
    public IReadOnlyList<string> ToList()
    {
        var kept = _folders.SelectMany(folder => Ancestors(folder).Append(folder)).ToHashSet(StringComparer.Ordinal);
        var excluded = _excluded.Except(kept).ToHashSet(StringComparer.Ordinal);
        var all = _files.Where(file => !Ancestors(file).Any(excluded.Contains)).Concat(_folders).ToHashSet(StringComparer.Ordinal);
        return [.. all.Where(path => !Ancestors(path).Any(all.Contains)).Order(StringComparer.Ordinal)];
    }

    private void Add(string path, HashSet<string> set)
    {
        if (RepositoryFolder.Relative(Root, path) is { } relative)
            set.Add(InOuterRepository(relative));
        if (RepositoryFolder.Relative(_realRoot, Real(path)) is { } real)
            set.Add(InOuterRepository(real));
    }

    /// <returns>The path, or the submodule that it lies in.</returns>
    private string InOuterRepository(string relative)
    {
        for (var end = relative.IndexOf('/', StringComparison.Ordinal); end >= 0; end = relative.IndexOf('/', end + 1))
        {
            var folder = relative[..end];
            if (!_isRepository.TryGetValue(folder, out var isRepository))
                _isRepository[folder] = isRepository = Path.Exists(Path.Combine(Root, folder, ".git"));
            if (isRepository)
                return folder;
        }

        return relative;
    }

    private string Real(string path)
    {
        var links = 0;
        return Resolve(path);

        string Resolve(string path)
        {
            if (Path.GetDirectoryName(path) is not { } parent)
                return path;

            var folder = _realFolders.TryGetValue(parent, out var known) ? known : _realFolders[parent] = Resolve(parent);
            var real = Path.Combine(folder, Path.GetFileName(path));
            return LinkTarget(real) is { } target && links++ < MaxLinks ? Resolve(Path.GetFullPath(target, folder)) : real;
        }
    }

    private static string? LinkTarget(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <returns>The folders that a path is in, the whole repository at last.</returns>
    private static IEnumerable<string> Ancestors(string path)
    {
        for (var end = path.LastIndexOf('/'); end > 0; end = path.LastIndexOf('/', end - 1))
            yield return path[..end];

        if (path != Everything)
            yield return Everything;
    }
}
