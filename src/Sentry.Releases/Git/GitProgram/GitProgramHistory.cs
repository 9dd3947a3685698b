using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Sentry.Releases.Git.GitProgram;

/// <summary>
/// Reads a repository with the git program's plumbing. Names and revisions go through standard input, where nothing is an option;
/// arguments are full ids and constants.
/// </summary>
internal sealed class GitProgramHistory : IGitHistory
{
    private const string HeadName = "HEAD";
    private const string TagPrefix = "refs/tags/";

    private readonly string _directory;
    private readonly string? _head;
    private readonly CommitComparison _comparison;
    private readonly CancellationToken _cancellation;
    private readonly Task<string> _configuration;
    private readonly List<GitProcess> _begun = [];

    private GitProgramHistory(string directory, string? head, IReadOnlySet<string>? shallowBoundary, Task<string> configuration, CancellationToken cancellation)
    {
        _directory = directory;
        _configuration = configuration;
        _head = head;
        _comparison = new CommitComparison(directory, cancellation);
        _cancellation = cancellation;
        ShallowBoundary = shallowBoundary;
    }

    public string Reader => "git";

    public IReadOnlySet<string>? ShallowBoundary { get; }

    /// <inheritdoc cref="ReleaseHistoryReader.Open"/>
    public static IGitHistory? Open(string directory, CancellationToken cancellation)
    {
        // Beside the next command: a program that starts is waited for longer than it works.
        var configuration = Task.Run(() => GitProcess.Run(directory, ["config", "-z", "--list"], [], emptyExitCode: 0, cancellation), cancellation);
        try
        {
            // The common folder, and the commit at HEAD where there is one.
            const int NoCommit = 1;
            var lines = GitProcess.Run(
                directory, ["rev-parse", "--git-common-dir", "--quiet", "--verify", HeadName + "^{commit}"], [], NoCommit, cancellation);
            var (folder, head) = lines.TrimEnd('\n') is var text && text.LastIndexOf('\n') is >= 0 and var end
                ? (text[..end], text[(end + 1)..])
                : (text, null);
            var boundary = RepositoryFolder.ShallowBoundary(Path.Combine(directory, folder));
            return new GitProgramHistory(directory, head, boundary, configuration, cancellation);
        }
        catch (UnreadableRepositoryException failure) when (GitCommand.IsNoRepository(failure))
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UnreadableRepositoryException($"The git program: {exception.Message}", exception);
        }
    }

    public IReadOnlyList<ConfigurationEntry> Configuration() =>
    [
        .. _configuration.GetAwaiter().GetResult()
            .Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Select(entry => entry.Split('\n', 2))
            .Where(parts => parts.Length == 2)
            .Select(parts => new ConfigurationEntry(parts[0], parts[1])),
    ];

    public string? Resolve(string revision)
    {
        if (revision == HeadName)
            return _head;

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

    public IReadOnlyList<GitTag> Tags(Func<string, bool> accept)
    {
        try
        {
            return ShowTags().FindAll(tag => accept(tag.Name));
        }
        catch (UnreadableRepositoryException)
        {
            // It gives up where a tag's object is missing.
            return PeelTags(accept);
        }
    }

    /// <summary>
    /// Reads the graph out of one <c>git rev-list</c>, which writes as long as it is read. It comes in git's own order, which is nearly the
    /// one asked for: what comes too early waits.
    /// </summary>
    public Func<string, CommitNode> Walk(IReadOnlyList<string> starts)
    {
        var git = Begin(["rev-list", "--parents", "--timestamp", .. starts], []);
        var waiting = new Dictionary<string, CommitNode>(StringComparer.Ordinal);
        return Read;

        CommitNode Read(string id)
        {
            if (waiting.Remove(id, out var node))
                return node;

            while (git.Output.TryReadTo((byte)'\n', out var line))
            {
                node = ParseNode(line);
                if (node.Id == id)
                    return node;

                waiting.Add(node.Id, node);
            }

            throw git.Failure();
        }
    }

    public IEnumerable<Commit> ReadCommits(IReadOnlyList<string> ids)
    {
        if (ids.Count == 0)
            return [];

        var git = Begin(["cat-file", "--batch", "--buffer"], ids);
        return ids.Select(id => CommitObject.Parse(id, ReadObject(git, "commit", id)));
    }

    public string? ReadFile(string commitId, string path)
    {
        var name = $"{commitId}:{path}";
        if (Check(name).Type != "blob")
            return null;

        using var git = GitProcess.Start(_directory, ["cat-file", "--batch", "--buffer"], [name], _cancellation);
        return Encoding.UTF8.GetString(ReadObject(git, "blob", name));
    }

    public string? SubmoduleCommit(string commitId, string path)
    {
        // "<mode> <type> <id>\t<path>\0"
        var entry = Run(["ls-tree", "-z", "--full-tree", commitId, "--", path], []).Split('\0')[0].Split('\t', 2);
        return entry[0].Split(' ') is [_, "commit", var id] && entry is [_, var name] && name == path ? id : null;
    }

    public IEnumerable<CommitChanges> ReadChanges(IReadOnlyList<CommitNode> commits, PathFilter? paths) =>
        _comparison.Read([.. commits.Select(commit => commit.Id)], paths);

    public void Dispose() => _begun.ForEach(git => git.Dispose());

    /// <summary>A line is the time, the id and the parents' ids, separated by spaces.</summary>
    private static CommitNode ParseNode(ReadOnlySpan<byte> line)
    {
        // What does not fit is later than every date that does.
        if (!Utf8Parser.TryParse(line, out long time, out _))
            time = long.MaxValue;

        var ids = Encoding.ASCII.GetString(line[(line.IndexOf((byte)' ') + 1)..]).Split(' ');
        return new CommitNode(ids[0], ids.Length > 1 ? ids[1..] : [], time);
    }

    private static ReadOnlySpan<byte> ReadObject(GitProcess git, string type, string name)
    {
        // "<id> <type> <size>", the object, an empty line.
        if (!git.Output.TryReadTo((byte)'\n', out var header))
            throw git.Failure();

        var parts = Encoding.UTF8.GetString(header).Split(' ');
        if (parts is not [_, var found, var text] || found != type || !int.TryParse(text, CultureInfo.InvariantCulture, out var size))
            throw new UnreadableRepositoryException($"The git program: {type} {name} is missing or damaged.");
        if (!git.Output.TryRead(size + 1, out var content))
            throw git.Failure();

        return content[..^1];
    }

    /// <summary>Packed references hold what tag objects name in the end, and this command alone does not read the objects again.</summary>
    private List<GitTag> ShowTags()
    {
        const int NoneFound = 1;
        const string OfTagObject = "^{}";
        var tags = new List<GitTag>();
        foreach (var line in Lines(Run(["show-ref", "--tags", "--dereference"], [], NoneFound)))
        {
            var (id, name) = (line[0], line[1][TagPrefix.Length..]);
            if (!name.EndsWith(OfTagObject, StringComparison.Ordinal))
                tags.Add(new GitTag(name, id, IsAnnotated: false));
            else
                tags[^1] = tags[^1] with { CommitId = id, IsAnnotated = true };
        }

        return tags;
    }

    private List<GitTag> PeelTags(Func<string, bool> accept)
    {
        var found = Lines(Run(["for-each-ref", "--format=%(objectname) %(refname)", TagPrefix], []))
            .Select(line => new GitTag(line[1][TagPrefix.Length..], line[0], IsAnnotated: false))
            .Where(tag => accept(tag.Name))
            .ToList();

        // One answer per line asked: the id, or that there is none ("<id>^{commit} missing").
        var peeled = Run(["cat-file", "--batch-check=%(objectname)", "--buffer"], [.. found.Select(tag => $"{tag.CommitId}^{{commit}}")])
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return
        [
            .. found.Zip(peeled, (tag, id) => tag with { CommitId = id, IsAnnotated = id != tag.CommitId })
                .Where(tag => !tag.CommitId.Contains(' ', StringComparison.Ordinal)),
        ];
    }

    /// <summary>A line is an id, a space and the reference's name.</summary>
    private static IEnumerable<string[]> Lines(string output) =>
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ', 2));

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

    private GitProcess Begin(IEnumerable<string> arguments, IEnumerable<string> input)
    {
        _begun.Add(GitProcess.Start(_directory, arguments, input, _cancellation));
        return _begun[^1];
    }

    private string Run(IEnumerable<string> arguments, IReadOnlyList<string> input, int emptyExitCode = 0) =>
        GitProcess.Run(_directory, arguments, input, emptyExitCode, _cancellation);
}
