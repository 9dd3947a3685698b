using System.Diagnostics;

namespace Sentry.Releases.Git.GitProgram;

/// <summary>
/// How the git program is started: without a shell, pager, prompt, lock, network or program of the repository's choice, and blind to
/// whatever repository the environment points at.
/// </summary>
internal static class GitCommand
{
    /// <summary>The variables that bind git to one repository, as <c>git rev-parse --local-env-vars</c> lists them.</summary>
    /// <remarks>The GIT_CONFIG ones stay: they are how a container declares a safe directory.</remarks>
    private static readonly string[] RepositoryVariables =
    [
        "GIT_DIR", "GIT_WORK_TREE", "GIT_IMPLICIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY",
        "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_SHALLOW_FILE", "GIT_PREFIX", "GIT_NAMESPACE", "GIT_REPLACE_REF_BASE",
        "GIT_INTERNAL_SUPER_PREFIX",
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
        };
        SetEnvironment(start.Environment);
        start.Environment.TryGetValue("PATH", out var path);
        start.FileName = GitExecutable.Find(path)
            ?? throw new UnreadableRepositoryException("The git program is not on the PATH.");
        string[] global =
        [
            "-C", directory, "--no-pager", "--no-replace-objects", "--no-optional-locks",
            "-c", "core.fsmonitor=false",
            // The objects are the truth; a stale or damaged commit graph is not.
            "-c", "core.commitGraph=false",
        ];
        foreach (var argument in global.Concat(arguments))
            start.ArgumentList.Add(argument);
        return start;
    }

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
}
