using System.Globalization;
using System.Text;

namespace Sentry.Releases.Git.GitProgram;

/// <summary>
/// Reads a repository with the git program's plumbing. Names and revisions go through standard input, where nothing is an option;
/// arguments are full ids and constants.
/// </summary>
internal sealed class GitProgramHistory : IGitHistory
{
    private readonly string _directory;
    private readonly CancellationToken _cancellation;

    private GitProgramHistory(string directory, IReadOnlySet<string>? shallowBoundary, CancellationToken cancellation)
    {
        _directory = directory;
        ShallowBoundary = shallowBoundary;
        _cancellation = cancellation;
    }

    public string Reader => "git";

    public IReadOnlySet<string>? ShallowBoundary { get; }

    /// <inheritdoc cref="ReleaseHistoryReader.Open"/>
    public static IGitHistory? Open(string directory, CancellationToken cancellation)
    {
        try
        {
            var answer = GitProcess.Run(directory, ["rev-parse", "--git-common-dir"], [], emptyExitCode: 0, cancellation);
            var commonDirectory = Path.Combine(directory, answer.TrimEnd('\n'));
            return new GitProgramHistory(directory, RepositoryFolder.ShallowBoundary(commonDirectory), cancellation);
        }
        catch (UnreadableRepositoryException failure) when (GitError.IsNoRepository(failure))
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UnreadableRepositoryException($"The git program: {exception.Message}", exception);
        }
    }

    public IReadOnlyList<ConfigurationEntry> RemoteConfiguration()
    {
        const int NoneFound = 1;
        var output = Run(["config", "-z", "--get-regexp", RemoteUrl.KeyPattern], [], NoneFound);
        return
        [
            .. output.Split('\0', StringSplitOptions.RemoveEmptyEntries)
                .Select(entry => entry.Split('\n', 2))
                .Where(parts => parts.Length == 2)
                .Select(parts => new ConfigurationEntry(parts[0], parts[1])),
        ];
    }

    public string? Resolve(string revision)
    {
        var (id, type) = Check(revision);
        return type switch
        {
            "commit" => id,
            "tag" => Check($"{id}^{{commit}}").Id,
            _ => null,
        };
    }

    public string? FindCommit(string prefix)
    {
        var ids = Run(["rev-parse", $"--disambiguate={prefix}"], []).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return ids is [var id] && Check(id).Type == "commit" ? id : null;
    }

    public IReadOnlyList<GitTag> Tags(Func<string, bool> accept) => new TagReader(Run).Read(accept);

    public ICommitGraph OpenGraph(IReadOnlyList<string> starts) => new RevListGraph(_directory, starts, _cancellation);

    public IEnumerable<CommitObject> ReadCommits(IReadOnlyList<string> ids)
    {
        if (ids.Count == 0)
            yield break;

        using var git = GitProcess.Start(_directory, ["cat-file", "--batch", "--buffer"], ids, _cancellation);
        foreach (var id in ids)
            yield return ReadCommit(git, id);
    }

    public byte[]? ReadFile(string commitId, string path)
    {
        var name = $"{commitId}:{path}";
        if (Check(name).Type != "blob")
            return null;

        using var git = GitProcess.Start(_directory, ["cat-file", "--batch", "--buffer"], [name], _cancellation);
        return ReadObject(git, "blob", name).ToArray();
    }

    public string? SubmoduleCommit(string commitId, string path)
    {
        // "<mode> <type> <id>\t<path>\0"
        var entry = Run(["ls-tree", "-z", "--full-tree", commitId, "--", path], []).Split('\0')[0].Split('\t', 2);
        return entry[0].Split(' ') is [_, "commit", var id] && entry is [_, var name] && name == path ? id : null;
    }

    public IEnumerable<IReadOnlyList<ChangedFile>> ReadChangedFiles(IReadOnlyList<string> ids) =>
        DiffTree.Read(_directory, ids, DiffTree.Patience, _cancellation);

    public void Dispose()
    {
        // Every process ends with the method that started it.
    }

    private static CommitObject ReadCommit(GitProcess git, string id) => CommitObject.Parse(ReadObject(git, "commit", id));

    private static ReadOnlySpan<byte> ReadObject(GitProcess git, string type, string name)
    {
        // "<id> <type> <size>", the object, an empty line.
        if (!git.Output.TryReadTo((byte)'\n', out var header))
            throw git.Failure();

        var parts = Encoding.UTF8.GetString(header).Split(' ');
        if (parts is not [_, var found, var text] || found != type || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size))
            throw new UnreadableRepositoryException($"The git program: {type} {name} is missing or damaged.");
        if (!git.Output.TryRead(size + 1, out var content))
            throw git.Failure();

        return content[..^1];
    }

    private (string? Id, string? Type) Check(string revision)
    {
        // A line is one revision, and no revision holds a line break.
        if (revision.AsSpan().IndexOfAny('\n', '\r', '\0') >= 0)
            return default;

        var answer = Run(["cat-file", "--batch-check"], [revision]).TrimEnd('\n').Split(' ');
        return answer is [var id, var type, var size] && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? (id, type)
            : default;
    }

    private string Run(IEnumerable<string> arguments, IReadOnlyList<string> input, int emptyExitCode = 0) =>
        GitProcess.Run(_directory, arguments, input, emptyExitCode, _cancellation);
}
