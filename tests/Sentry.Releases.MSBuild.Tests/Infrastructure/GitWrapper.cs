using System.Text.RegularExpressions;

namespace Sentry.Releases.MSBuild.Tests.Infrastructure;

/// <summary>
/// Stands before git on a project's PATH, and writes down beside the project who started it, with which arguments, and in which
/// environment. MSBuild takes the property that chooses git as the reader from the environment, too.
/// </summary>
internal sealed partial class GitWrapper
{
    private readonly string _record;

    public GitWrapper(TestProject project)
    {
        var folder = Directory.CreateDirectory(Path.Combine(project.SolutionDirectory, "tools")).FullName;
        _record = Path.Combine(folder, "git.txt");
        var path = Environment.GetEnvironmentVariable("PATH")!;
        var git = path.Split(':').Select(part => Path.Combine(part, "git")).First(File.Exists);
        var wrapper = Path.Combine(folder, "git");
        File.WriteAllText(wrapper, $$"""
            #!/bin/sh
            { echo "started by $PPID"; printf '%s\n' "$0" "$@"; env; } >> '{{_record}}'
            exec '{{git}}' "$@"
            """.ReplaceLineEndings("\n"));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(wrapper, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        project.Set("PATH", $"{folder}:{path}");
        project.Set("SentryReleaseGitReader", "Git");
    }

    /// <summary>Ids of the processes that started git, each once.</summary>
    public IReadOnlyList<string> Starters => [.. StartedBy().Matches(File.ReadAllText(_record)).Select(match => match.Groups[1].Value).Distinct()];

    [GeneratedRegex(@"^started by (\d+)$", RegexOptions.Multiline)]
    private static partial Regex StartedBy();
}
