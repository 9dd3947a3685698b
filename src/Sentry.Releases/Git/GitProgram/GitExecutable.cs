namespace Sentry.Releases.Git.GitProgram;

/// <summary>Finds the git program.</summary>
internal static class GitExecutable
{
    /// <summary>
    /// Looks in the absolute folders of <c>PATH</c> only. Starting a bare <c>git</c> would let the system try the current directory
    /// first, which may be the repository's.
    /// </summary>
    /// <returns>The program's absolute path; <see langword="null"/> when it is not installed.</returns>
    public static string? Find(string? path) =>
        (path ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(folder => folder.Trim('"'))
            .Where(Path.IsPathFullyQualified)
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "git.exe" : "git"))
            .FirstOrDefault(IsProgram);

    private static bool IsProgram(string file) =>
        File.Exists(file)
        && (OperatingSystem.IsWindows()
            || (File.GetUnixFileMode(file) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0);
}
