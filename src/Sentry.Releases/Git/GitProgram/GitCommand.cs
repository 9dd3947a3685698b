using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Sentry.Releases.Diagnostics;

namespace Sentry.Releases.Git.GitProgram;

/// <summary>
/// How the git program is found and started: without a shell, pager, prompt, lock, network or program of the repository's choice, and blind
/// to whatever repository the environment points at.
/// </summary>
internal static partial class GitCommand
{
    /// <summary>The variables that bind git to one repository, as <c>git rev-parse --local-env-vars</c> lists them.</summary>
    /// <remarks>The GIT_CONFIG ones stay: they are how a container declares a safe directory.</remarks>
    private static readonly string[] RepositoryVariables =
    [
        "GIT_DIR", "GIT_WORK_TREE", "GIT_IMPLICIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY",
        "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_SHALLOW_FILE", "GIT_PREFIX", "GIT_NAMESPACE", "GIT_REPLACE_REF_BASE",
        "GIT_INTERNAL_SUPER_PREFIX", "GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS",
    ];

    /// <exception cref="UnreadableRepositoryException">The git program is not installed.</exception>
    public static ProcessStartInfo Create(string directory, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
        };
        SetEnvironment(start.Environment);
        start.Environment.TryGetValue("PATH", out var path);
        start.FileName = Find(path) ?? throw new UnreadableRepositoryException("The git program is not on the PATH.");
        string[] global =
        [
            "-C", directory, "--no-pager", "--no-replace-objects", "--no-optional-locks",
            "-c", "core.fsmonitor=false",
            // Only Windows asks: a repository deep in the file system.
            "-c", "core.longpaths=true",
            // The objects are the truth; a stale or damaged commit graph is not.
            "-c", "core.commitGraph=false",
        ];
        foreach (var argument in global.Concat(arguments))
            start.ArgumentList.Add(argument);
        return start;
    }

    /// <summary>
    /// Looks in the absolute folders of <c>PATH</c>, and on Windows where Git installs itself. Starting a bare <c>git</c> would let the system
    /// try the current directory first, which may be the repository's.
    /// </summary>
    /// <returns>The program's absolute path; <see langword="null"/> when it is not installed.</returns>
    public static string? Find(string? path)
    {
        var folders = (path ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(folder => folder.Trim('"'))
            .Where(Path.IsPathFullyQualified);
        return OperatingSystem.IsWindows()
            ? FindOnWindows(folders, Environment.GetFolderPath)
            : folders.Select(folder => Path.Combine(folder, "git")).FirstOrDefault(IsExecutable);
    }

    /// <summary>
    /// A <c>git.cmd</c> is not started, because its arguments would go through the command interpreter: what it starts is beside it, or in the
    /// folder above.
    /// </summary>
    internal static string? FindOnWindows(IEnumerable<string> path, Func<Environment.SpecialFolder, string> folder)
    {
        var installed = new[]
        {
            Path.Combine(folder(Environment.SpecialFolder.ProgramFiles), "Git"),
            Path.Combine(folder(Environment.SpecialFolder.ProgramFilesX86), "Git"),
            Path.Combine(folder(Environment.SpecialFolder.LocalApplicationData), "Programs", "Git"),
        };
        var onPath = path.SelectMany(entry => File.Exists(Path.Combine(entry, "git.cmd"))
            ? [entry, Path.Combine(entry, "..", "bin"), Path.Combine(entry, "..", "cmd")]
            : new[] { entry });
        return onPath
            .Concat(installed.Where(Path.IsPathFullyQualified).Select(root => Path.Combine(root, "cmd")))
            .Select(entry => Path.GetFullPath(Path.Combine(entry, "git.exe")))
            .FirstOrDefault(File.Exists);
    }

    /// <summary>Whether git says that the folder is in no repository; a broken repository is another message.</summary>
    public static bool IsNoRepository(UnreadableRepositoryException failure) =>
        failure.Message.Contains("not a git repository (or any", StringComparison.Ordinal);

    /// <summary>Reads what git wrote to its standard error, in the C locale.</summary>
    public static UnreadableRepositoryException Failed(string error)
    {
        var lines = error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var line = Array.Find(lines, l => l.StartsWith("fatal: ", StringComparison.Ordinal)) ?? lines.FirstOrDefault() ?? "no reason given";
        var owner = DubiousOwnership().Match(error);
        return new($"The git program: {SafeText.WithoutCredentials(line)}.")
        {
            UnsafeDirectory = owner.Success ? owner.Groups["path"].Value : null,
        };
    }

    private static bool IsExecutable(string file) =>
        File.Exists(file)
        && (OperatingSystem.IsWindows()
            || (File.GetUnixFileMode(file) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0);

    private static void SetEnvironment(IDictionary<string, string?> environment)
    {
        foreach (var name in RepositoryVariables)
            environment.Remove(name);
        // Git needs none of them, and one holds the token.
        foreach (var name in environment.Keys.Where(name => name.StartsWith("SENTRY_", StringComparison.OrdinalIgnoreCase)).ToList())
            environment.Remove(name);

        environment["LC_ALL"] = "C";
        environment["LANGUAGE"] = "C";
        environment["GIT_TERMINAL_PROMPT"] = "0";
        environment["GIT_OPTIONAL_LOCKS"] = "0";
        // Grafts are git's affair, not the repository's: they are not cloned, and LibGit2 reads none.
        environment["GIT_GRAFT_FILE"] = "";
        // A partial clone would fetch what it lacks. Git before 2.44 does not know the first; the second allows no transport.
        environment["GIT_NO_LAZY_FETCH"] = "1";
        environment["GIT_ALLOW_PROTOCOL"] = "none";
    }

    [GeneratedRegex("dubious ownership in repository at '(?<path>.+)'", RegexOptions.CultureInvariant)]
    private static partial Regex DubiousOwnership();
}
