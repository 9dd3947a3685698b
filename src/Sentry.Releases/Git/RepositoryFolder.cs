namespace Sentry.Releases.Git;

/// <summary>What is known of a repository from its files alone.</summary>
internal static class RepositoryFolder
{
    /// <returns>
    /// The innermost folder, the given one or one above it, that has a <c>.git</c> (a folder, or a linked worktree's or submodule's file) or
    /// is a bare repository; <see langword="null"/> when there is none. Whether it can be read is not known yet.
    /// </returns>
    /// <param name="directory">An absolute path.</param>
    public static string? Find(string directory)
    {
        for (var folder = new DirectoryInfo(directory); folder is not null; folder = folder.Parent)
        {
            var path = folder.FullName;
            if (Path.Exists(Path.Combine(path, ".git")))
                return path;
            if (Path.Exists(Path.Combine(path, "HEAD")) && Directory.Exists(Path.Combine(path, "objects")))
                return path;
        }

        return null;
    }

    /// <returns>An absolute path relative to the folder, with <c>/</c>; <see langword="null"/> when it is not in it.</returns>
    public static string? Relative(string folder, string path)
    {
        var relative = Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/');
        return relative == ".." || relative.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? null : relative;
    }

    /// <returns>The ids in the common folder's <c>shallow</c> file; <see langword="null"/> when the clone is complete.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static IReadOnlySet<string>? ShallowBoundary(string commonDirectory)
    {
        var file = Path.Combine(commonDirectory, "shallow");
        if (!File.Exists(file))
            return null;

        var ids = File.ReadLines(file).Select(line => line.Trim()).Where(line => line.Length > 0).ToHashSet(StringComparer.Ordinal);
        return ids.Count > 0 ? ids : null;
    }
}
