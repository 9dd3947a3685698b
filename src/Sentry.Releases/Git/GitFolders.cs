namespace Sentry.Releases.Git;

/// <summary>What both readers take straight from the files of a repository.</summary>
internal static class GitFolders
{
    /// <summary>
    /// Whether the folder or one above it looks like a repository: it has a <c>.git</c>, or is a bare one. A cheap way to say no;
    /// a yes is for the readers to confirm.
    /// </summary>
    public static bool MayHoldRepository(string directory)
    {
        for (var folder = new DirectoryInfo(directory); folder is not null; folder = folder.Parent)
        {
            var path = folder.FullName;
            if (Path.Exists(Path.Combine(path, ".git")))
                return true;
            if (Path.Exists(Path.Combine(path, "HEAD")) && Directory.Exists(Path.Combine(path, "objects")))
                return true;
        }

        return false;
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
