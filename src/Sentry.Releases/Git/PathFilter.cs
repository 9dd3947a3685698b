namespace Sentry.Releases.Git;

/// <summary>
/// Files and folders of a repository. Nothing in a path is a wildcard; <c>./</c>, <c>..</c>, a leading or trailing <c>/</c> and backslashes
/// are tolerated, and <c>.</c> is the whole repository.
/// </summary>
internal sealed class PathFilter
{
    private const string Everything = ".";

    /// <param name="paths">Relative to the root, or absolute below it.</param>
    /// <param name="root">The repository's folder; <see langword="null"/> when it is not known.</param>
    public PathFilter(IReadOnlyList<string> paths, string? root) =>
        Paths = [.. paths.Select(path => Normalize(BelowRoot(path.Trim(), root))).Distinct(StringComparer.Ordinal)];

    /// <summary>Relative to the root, with <c>/</c>.</summary>
    public IReadOnlyList<string> Paths { get; }

    /// <summary>Whether every commit passes, merges included.</summary>
    public bool AcceptsAll => Paths.Count == 0;

    public bool Accepts(IReadOnlyList<ChangedFile> files) => files.Any(file => Paths.Any(path => IsAtOrBelow(file.Path, path)));

    private static bool IsAtOrBelow(string file, string path) =>
        path == Everything
        || (file.StartsWith(path, StringComparison.Ordinal) && (file.Length == path.Length || file[path.Length] == '/'));

    /// <summary>Cuts the root off a path below it, in the spelling of the build and not of links resolved.</summary>
    private static string BelowRoot(string path, string? root)
    {
        if (root is null || !Path.IsPathFullyQualified(path))
            return path;

        var relative = Path.GetRelativePath(root, path);
        var isBelow = relative != ".." && !relative.StartsWith($"..{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && !Path.IsPathRooted(relative);
        return isBelow ? relative : path;
    }

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
}
