using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Sentry.Releases.Tests.Git;

/// <summary>
/// A repository in a temporary folder, made by the git program under a configuration and identity of its own. Commits come a minute
/// apart, unless <see cref="Now"/> is moved.
/// </summary>
internal sealed class GitRepository : IDisposable
{
    private readonly string _root;

    public GitRepository(params string[] initArguments)
    {
        _root = Path.Combine(Path.GetTempPath(), "srm-" + Path.GetRandomFileName());
        Home = Path.Combine(_root, "home");
        Folder = Path.Combine(_root, "repository");
        System.IO.Directory.CreateDirectory(Home);
        System.IO.Directory.CreateDirectory(Folder);
        File.WriteAllText(
            Path.Combine(Home, ".gitconfig"),
            "[init]\n\tdefaultBranch = main\n[protocol \"file\"]\n\tallow = always\n[gc]\n\tauto = 0\n[advice]\n\tdetachedHead = false\n");
        Git(["init", "--quiet", .. initArguments]);
    }

    /// <summary>The working folder.</summary>
    public string Folder { get; }

    /// <summary>A folder beside it that goes with it.</summary>
    public string Beside(string name) => Path.Combine(_root, name);

    public long Now { get; set; } = 1_700_000_000;

    private string Home { get; }

    public string Git(params string[] arguments) => Encoding.UTF8.GetString(Run(Folder, arguments, [])).TrimEnd('\n');

    public string GitIn(string folder, params string[] arguments) => Encoding.UTF8.GetString(Run(folder, arguments, [])).TrimEnd('\n');

    public byte[] GitWithInput(byte[] input, params string[] arguments) => Run(Folder, arguments, input);

    public string[] Lines(params string[] arguments) => Git(arguments).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public void Write(string path, string content)
    {
        var file = Path.Combine(Folder, path);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
    }

    /// <summary>Commits everything in the working folder.</summary>
    /// <returns>The commit's id.</returns>
    public string Commit(string message = "A change")
    {
        Git("add", "--all");
        Git("commit", "--quiet", "--allow-empty", "--allow-empty-message", "--no-verify", "--cleanup=verbatim", "-m", message);
        return Head();
    }

    /// <summary>Writes a file and commits it.</summary>
    public string CommitFile(string path, string message = "A change")
    {
        Write(path, Guid.NewGuid().ToString());
        return Commit(message);
    }

    public string Merge(params string[] branches)
    {
        Git(["merge", "--quiet", "--no-ff", "-m", "A merge", .. branches]);
        return Head();
    }

    /// <summary>Stores a commit object as it is and lets the current branch name it.</summary>
    public string CommitRaw(byte[] content)
    {
        var id = WriteCommit(content);
        Git("update-ref", "HEAD", id);
        return id;
    }

    /// <summary>Writes a commit object, sound or not, to which nothing leads yet.</summary>
    public string WriteCommit(byte[] content) =>
        Encoding.ASCII.GetString(GitWithInput(content, "hash-object", "-t", "commit", "-w", "--stdin", "--literally")).Trim();

    /// <returns>The folder of a clone that goes with this repository.</returns>
    public string Clone(params string[] arguments)
    {
        var folder = Beside("clone");
        Git(["clone", "--quiet", .. arguments, new Uri(Folder).AbsoluteUri, folder]);
        return folder;
    }

    public string Head() => Git("rev-parse", "HEAD");

    public void Dispose()
    {
        foreach (var file in new DirectoryInfo(_root).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            if (file.LinkTarget is null)
                file.IsReadOnly = false;
        }

        System.IO.Directory.Delete(_root, recursive: true);
    }

    private byte[] Run(string folder, string[] arguments, byte[] input)
    {
        var start = new ProcessStartInfo("git")
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        SetEnvironment(start.Environment);

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var feed = Task.Run(() =>
        {
            process.StandardInput.BaseStream.Write(input);
            process.StandardInput.Close();
        });
        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"git {string.Join(' ', arguments)}: {error.GetAwaiter().GetResult()}");
        feed.GetAwaiter().GetResult();
        return output.ToArray();
    }

    private void SetEnvironment(IDictionary<string, string?> environment)
    {
        foreach (var name in environment.Keys.Where(k => k.StartsWith("GIT_", StringComparison.Ordinal)).ToList())
            environment.Remove(name);

        var date = string.Create(CultureInfo.InvariantCulture, $"@{Now} +0130");
        Now += 60;
        environment["HOME"] = Home;
        environment["XDG_CONFIG_HOME"] = Home;
        environment["GIT_CONFIG_NOSYSTEM"] = "1";
        environment["LC_ALL"] = "C";
        environment["GIT_AUTHOR_NAME"] = "Ada Lovelace";
        environment["GIT_AUTHOR_EMAIL"] = "ada@example.com";
        environment["GIT_AUTHOR_DATE"] = date;
        environment["GIT_COMMITTER_NAME"] = "Charles Babbage";
        environment["GIT_COMMITTER_EMAIL"] = "charles@example.com";
        environment["GIT_COMMITTER_DATE"] = date;
    }
}
