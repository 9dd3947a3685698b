namespace Sentry.Releases.Git;

/// <summary>
/// Files and folders relative to the repository's root. Case matters, nothing is a wildcard; <c>./</c>, a leading or trailing
/// <c>/</c> and backslashes are tolerated, and <c>.</c> is the whole repository.
/// </summary>
internal sealed class PathFilter(IReadOnlyList<string> paths)
{
    private readonly List<string> _paths = [.. paths.Select(Normalize)];

    /// <summary>Whether every commit passes, merges included.</summary>
    public bool AcceptsAll => _paths.Count == 0;

    public bool Accepts(IReadOnlyList<ChangedFile> files) => files.Any(file => _paths.Exists(path => IsAtOrBelow(file.Path, path)));

    private static bool IsAtOrBelow(string file, string path) =>
        path.Length == 0
        || (file.StartsWith(path, StringComparison.Ordinal) && (file.Length == path.Length || file[path.Length] == '/'));

    private static string Normalize(string path) =>
        string.Join('/', path.Trim().Replace('\\', '/').Split('/').Where(segment => segment is not ("" or ".")));
}
