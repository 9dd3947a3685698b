using System.Text;
using Sentry.Releases.Git;

namespace Sentry.Releases.Tests.Git.Contract;

/// <summary>Repositories made to do harm.</summary>
internal abstract class HostileRepositoryContract(GitReaderChoice reader) : HistoryContract(reader)
{
    [TestMethod]
    public void No_program_that_the_configuration_names_is_run()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Inconclusive("The trap is a shell script.");
            return;
        }

        using var repository = new GitRepository();
        repository.CommitFile("a.txt");
        repository.Git("tag", "v1.0");
        repository.CommitFile("a.txt");
        var marker = repository.Beside("marker");
        var trap = repository.Beside("trap");
        File.WriteAllText(trap, $"#!/bin/sh\necho \"$0 $*\" >> '{marker}'\n");
        File.SetUnixFileMode(trap, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var hooks = Directory.CreateDirectory(repository.Beside("hooks")).FullName;
        foreach (var hook in new[] { "post-checkout", "pre-auto-gc", "reference-transaction", "fsmonitor-watchman", "post-index-change" })
            File.Copy(trap, Path.Combine(hooks, hook));
        File.WriteAllText(Path.Combine(repository.Folder, ".git/info/attributes"), "* diff=trap filter=trap\n");
        File.WriteAllText(repository.Beside("included"), $"[core]\n\teditor = {trap}\n[alias]\n\trev-list = !{trap}\n");
        File.AppendAllText(
            Path.Combine(repository.Folder, ".git/config"),
            $"""
            [core]
                fsmonitor = {trap}
                sshCommand = {trap}
                pager = {trap}
                gitProxy = {trap}
                askPass = {trap}
                alternateRefsCommand = {trap}
                hooksPath = {hooks}
            [diff]
                external = {trap}
            [diff "trap"]
                command = {trap}
                textconv = {trap}
            [filter "trap"]
                clean = {trap}
                smudge = {trap}
                process = {trap}
            [gpg]
                program = {trap}
            [log]
                showSignature = true
            [credential]
                helper = {trap}
            [pager]
                rev-list = {trap}
                diff-tree = {trap}
                cat-file = {trap}
            [alias]
                cat-file = !{trap}
                diff-tree = !{trap}
                rev-parse = !{trap}
            [remote "origin"]
                url = ext::{trap}
                promisor = true
                uploadpack = {trap}
            [includeIf "gitdir:**"]
                path = {repository.Beside("included")}
            """);
        // A missing tree tempts git to fetch it.
        var tree = repository.Git("-c", "core.fsmonitor=false", "rev-parse", "HEAD~1^{tree}");
        File.Delete(marker);
        File.Delete(Path.Combine(repository.Folder, ".git/objects", tree[..2], tree[2..]));

        Assert.HasCount(1, Read(Query(repository))!.Commits);
        Assert.IsFalse(File.Exists(marker), File.Exists(marker) ? File.ReadAllText(marker) : "");
        Assert.AreEqual("SRM2008", ReportedCodes);
    }

    [TestMethod]
    public void Names_that_look_like_options_or_steer_a_terminal()
    {
        using var repository = new GitRepository();
        repository.CommitFile("a.txt");
        string[] tags =
        [
            "--all", "-n1", "--output=x", "%3B$(Secret)@(Items)", "é\u202Eright-to-left", "HEAD", "refs/tags/x", new string('x', 200),
        ];
        foreach (var tag in tags)
            repository.Git("update-ref", $"refs/tags/{tag}", "HEAD");
        repository.Git("update-ref", "refs/heads/--all", "HEAD");
        repository.Git("symbolic-ref", "HEAD", "refs/heads/--all");
        var second = repository.CommitFile("b.txt");

        var history = Read(Query(repository) with { TagPatterns = ["--all"] })!;

        AssertIds(history, second);
        Assert.AreEqual("--all", history.PreviousTag);
        AssertIds(Read(Query(repository) with { TagPatterns = ["%3B*", "HEAD"] }), second);
        AssertIds(Read(Query(repository) with { PreviousRevision = "refs/tags/--output=x" }), second);
        Assert.IsFalse(File.Exists(Path.Combine(repository.Folder, "x")));
        Assert.AreEqual("", ReportedText);
    }

    [TestMethod]
    public void Folders_nested_very_deeply()
    {
        using var repository = new GitRepository();
        repository.CommitFile("a.txt");
        repository.Git("tag", "v1.0");
        var tree = repository.Git("rev-parse", "HEAD^{tree}");
        var path = string.Join('/', Enumerable.Repeat("d", 1000));
        var stream = "commit refs/heads/main\ncommitter C <c@x> 1 +0000\ndata 1\nm\nfrom refs/heads/main^0\n"
            + $"M 644 inline {path}/f\ndata 1\nx\n";
        repository.GitWithInput(Encoding.UTF8.GetBytes(stream), "fast-import", "--quiet");

        var history = Read(Query(repository))!;

        AssertChanges(history.Commits[0], $"Added {path}/f");
        Assert.AreNotEqual(tree, history.Head);
    }
}
