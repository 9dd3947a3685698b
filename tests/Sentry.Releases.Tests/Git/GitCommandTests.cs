using Sentry.Releases.Git;
using Sentry.Releases.Git.GitProgram;

namespace Sentry.Releases.Tests.Git;

/// <summary>How the git program is found, started and understood.</summary>
[TestClass]
public sealed class GitCommandTests
{
    [TestMethod]
    public void Git_is_looked_for_in_the_absolute_folders_of_the_path_only()
    {
        using var repository = new GitRepository();
        var program = Path.Combine(repository.Folder, OperatingSystem.IsWindows() ? "git.exe" : "git");
        File.WriteAllText(program, "");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var path = string.Join(Path.PathSeparator, "relative", ".", "", repository.Beside("no"), repository.Folder);

        Assert.AreEqual(program, GitCommand.Find(path));
        Assert.IsNull(GitCommand.Find("."));
        Assert.IsNull(GitCommand.Find(null));
        Assert.IsNull(GitCommand.Find(repository.Beside("no")));
    }

    [TestMethod]
    public void The_child_gets_neither_the_token_nor_another_repository()
    {
        Environment.SetEnvironmentVariable("SENTRY_AUTH_TOKEN", "secret");
        var start = GitCommand.Create("/somewhere", ["rev-parse"]);
        Environment.SetEnvironmentVariable("SENTRY_AUTH_TOKEN", null);

        Assert.IsFalse(start.UseShellExecute);
        Assert.IsTrue(Path.IsPathFullyQualified(start.FileName));
        Assert.DoesNotContain(name => name.StartsWith("SENTRY_", StringComparison.Ordinal), start.Environment.Keys);
        foreach (var name in new[] { "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE" })
            Assert.IsFalse(start.Environment.ContainsKey(name), name);
        Assert.AreEqual("none", start.Environment["GIT_ALLOW_PROTOCOL"]);
    }

    [TestMethod]
    public void On_Windows_git_is_found_behind_its_scripts_and_where_it_installs_itself()
    {
        using var repository = new GitRepository();
        var root = repository.Folder;
        foreach (var file in new[] { "scripts/git.cmd", "bin/git.exe", "programs/Git/cmd/git.exe" })
            repository.Write(file, "");

        Assert.AreEqual(Path.Combine(root, "bin", "git.exe"), GitCommand.FindOnWindows([Path.Combine(root, "scripts")], Installed));
        Assert.AreEqual(Path.Combine(root, "programs", "Git", "cmd", "git.exe"), GitCommand.FindOnWindows([root], Installed));
        Assert.IsNull(GitCommand.FindOnWindows([root], _ => ""));

        string Installed(Environment.SpecialFolder folder) => folder == Environment.SpecialFolder.ProgramFiles ? Path.Combine(root, "programs") : "";
    }

    [TestMethod]
    public void What_git_says_about_the_owner_is_understood()
    {
        var failure = GitCommand.Failed("fatal: detected dubious ownership in repository at '/a b/c'\nTo add an exception ...\n");

        Assert.AreEqual("/a b/c", failure.UnsafeDirectory);
        Assert.IsNull(GitCommand.Failed("").UnsafeDirectory);
        Assert.DoesNotContain("secret", GitCommand.Failed("fatal: unable to access 'https://user:secret@example.com/x.git'").Message);
    }

    [TestMethod]
    public void Of_endless_errors_the_ends_are_kept()
    {
        var flood = "error: the first line\n" + string.Concat(Enumerable.Repeat("warning: a line\n", 1_000_000));

        var kept = GitProcess.ReadError(new StringReader(flood + "fatal: the last line\n"));

        Assert.IsLessThan(20_000, kept.Length);
        Assert.StartsWith("error: the first line\nwarning: a line\n", kept);
        Assert.Contains("fatal: the last line.", GitCommand.Failed(kept).Message);
        Assert.Contains("error: the first line.", GitCommand.Failed(GitProcess.ReadError(new StringReader(flood))).Message);
        Assert.AreEqual("short\n", GitProcess.ReadError(new StringReader("short\n")));
    }

    [TestMethod]
    public void A_git_that_writes_more_errors_than_a_pipe_holds_comes_to_its_end()
    {
        using var repository = new GitRepository();
        const string Flood = "alias.flood=!i=0; while [ $i -lt 20000 ]; do echo 'warning: a line' >&2; i=$((i+1)); done; echo 'fatal: enough' >&2; exit 1; :";

        var failure = Assert.ThrowsExactly<UnreadableRepositoryException>(
            () => GitProcess.Run(repository.Folder, ["-c", Flood, "flood"], [], emptyExitCode: 0, CancellationToken.None));

        Assert.AreEqual("The git program: fatal: enough.", failure.Message);
    }
}
