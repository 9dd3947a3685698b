using System.Text;

namespace Sentry.Releases.Git;

/// <summary>
/// Files and folders of a repository. Nothing in a path is a wildcard; <c>./</c>, <c>..</c>, a leading or trailing <c>/</c> and backslashes
/// are tolerated, and <c>.</c> is the whole repository.
/// </summary>
internal sealed class PathFilter
{
    private const string Everything = ".";

    private readonly bool _ignoreCase;

    /// <param name="paths">Relative to the root, or absolute below it.</param>
    /// <param name="root">The repository's folder, as the build spells it.</param>
    /// <param name="ignoreCase">Whether <c>a</c> to <c>z</c> match in any case, as git itself has it in pathspecs.</param>
    public PathFilter(IReadOnlyList<string> paths, string root, bool ignoreCase)
    {
        _ignoreCase = ignoreCase;
        Paths = [.. paths.Select(path => Normalize(BelowRoot(path.Trim(), root))).Distinct(StringComparer.Ordinal)];
        Root = new Node([], ignoreCase);
        foreach (var path in Paths)
            Root.Add(path == Everything ? [] : path.Split('/'));
    }

    /// <summary>Relative to the root, with <c>/</c>.</summary>
    public IReadOnlyList<string> Paths { get; }

    public Node Root { get; }

    /// <returns>A path in the words of the git program, whatever the current folder.</returns>
    public string PathSpec(string path) => path == Everything ? ":/" : $":(top,literal{(_ignoreCase ? ",icase" : "")}){path}";

    /// <returns>Whether one of the files is at or below a path.</returns>
    public bool Accepts(IReadOnlyList<ChangedFile> files) => files.Any(file => Accepts(Encoding.UTF8.GetBytes(file.Path)));

    private bool Accepts(ReadOnlySpan<byte> path)
    {
        var node = Root;
        while (node is { IsPath: false })
        {
            var end = path.IndexOf((byte)'/');
            node = node.Enter(end < 0 ? path : path[..end]);
            if (end < 0)
                break;

            path = path[(end + 1)..];
        }

        return node is { IsPath: true };
    }

    private static string BelowRoot(string path, string root) =>
        Path.IsPathFullyQualified(path) ? RepositoryFolder.Relative(root, path) ?? path : path;

    private static string Normalize(string path)
    {
        var segments = new List<string>();
        foreach (var segment in path.Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (segment == ".." && segments is [.., not ".."])
                segments.RemoveAt(segments.Count - 1);
            else if (segment != ".")
                segments.Add(segment);
        }

        return segments.Count == 0 ? Everything : string.Join('/', segments);
    }

    /// <summary>A folder with a path in it, or what a path names.</summary>
    internal sealed class Node(byte[] name, bool ignoreCase)
    {
        private readonly List<Node> _children = [];

        /// <summary>Whether a path ends here or above, so that everything at or below is meant.</summary>
        public bool IsPath { get; private set; }

        /// <returns>Where an entry of this folder leads; <see langword="null"/> when nothing at or below it is meant.</returns>
        public Node? Enter(ReadOnlySpan<byte> entry)
        {
            if (IsPath)
                return this;

            foreach (var child in _children)
            {
                if (child.IsNamed(entry))
                    return child;
            }

            return null;
        }

        public void Add(ReadOnlySpan<string> path)
        {
            if (path.IsEmpty)
            {
                IsPath = true;
                return;
            }

            var bytes = Encoding.UTF8.GetBytes(path[0]);
            if (_children.Find(known => known.IsNamed(bytes)) is not { } child)
                _children.Add(child = new Node(bytes, ignoreCase));
            child.Add(path[1..]);
        }

        private bool IsNamed(ReadOnlySpan<byte> text) => text.SequenceEqual(name) || (ignoreCase && Ascii.EqualsIgnoreCase(name, text));
    }
}
