using System.Runtime.CompilerServices;
using System.Text;
using LibGit2Sharp;

namespace Sentry.Releases.Git.LibGit2;

/// <summary>
/// Reads a repository with LibGit2Sharp: finding and opening it, and what revisions name. Tags, the configuration of linked worktrees and
/// raw objects, which it does not have, come from the same native library.
/// </summary>
internal sealed class LibGit2History : IGitHistory
{
    private const string HeadName = "HEAD";

    // A commit is asked for up to three times: for its place, its tree and its text. Those beyond so many bytes of objects are read again.
    private const int MaxKeptBytes = 8 * 1024 * 1024;

    private readonly Repository _repository;
    private readonly NativeRepository _native;
    private readonly ObjectDatabase _objects;
    private readonly CancellationToken _cancellation;

    private readonly Dictionary<string, LoadedCommit> _commits = new(StringComparer.Ordinal);
    private long _keptBytes;

    private LibGit2History(string gitDirectory, CancellationToken cancellation)
    {
        _cancellation = cancellation;
        _repository = new Repository(gitDirectory);
        try
        {
            _native = NativeRepository.Open(gitDirectory);
            ShallowBoundary = RepositoryFolder.ShallowBoundary(_native.CommonDirectory);
            _objects = new ObjectDatabase(_native.CommonDirectory);
        }
        catch
        {
            _native?.Dispose();
            _repository.Dispose();
            throw;
        }
    }

    public string Reader => "libgit2";

    public IReadOnlySet<string>? ShallowBoundary { get; }

    /// <inheritdoc cref="ReleaseHistoryReader.Open"/>
    public static IGitHistory? Open(string directory, CancellationToken cancellation)
    {
        if (NativeLibgit2.Failure is { } failure)
            throw new UnreadableRepositoryException($"LibGit2: {failure}");

        return Guarded(() => OpenLoaded(directory, cancellation));
    }

    // LibGit2Sharp's types are touched only behind the check above.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static LibGit2History? OpenLoaded(string directory, CancellationToken cancellation) =>
        Repository.Discover(directory) is { } gitDirectory ? new LibGit2History(gitDirectory, cancellation) : null;

    public IReadOnlyList<ConfigurationEntry> Configuration() => _native.Configuration();

    public string? Resolve(string revision)
    {
        if (revision.Length == 0 || revision.Contains('\0', StringComparison.Ordinal))
            return null;

        // LibGit2 does not know @ alone, and looks nothing up that it cannot parse, such as a commit with a malformed author.
        var spelledOut = revision is "@" or ['@', '~' or '^', ..] ? HeadName + revision[1..] : revision;
        var id = spelledOut == HeadName ? Head() : IsWholeId(spelledOut) ? spelledOut : Find(spelledOut);
        return id is not null && Peel(id) is var peeled && IsCommit(peeled) ? peeled : null;
    }

    public string? FindCommit(string prefix) => _objects.FindId(prefix) is { } id && IsCommit(id) ? id : null;

    public IReadOnlyList<GitTag> Tags(Func<string, bool> accept) => _native.Tags(accept, Peel, _cancellation);

    public Func<string, CommitNode> Walk(IReadOnlyList<string> starts) => id =>
    {
        var node = ReadCommit(id).Node;
        return ShallowBoundary?.Contains(id) == true ? node with { Parents = [] } : node;
    };

    public IEnumerable<Commit> ReadCommits(IReadOnlyList<string> ids) => ids.Select(id => ReadCommit(id).Commit);

    public string? ReadFile(string commitId, string path) =>
        Guarded(() => (FindEntry(commitId, path)?.Target as Blob)?.GetContentText(Encoding.UTF8));

    public string? SubmoduleCommit(string commitId, string path) =>
        Guarded(() => FindEntry(commitId, path) is { TargetType: TreeEntryTargetType.GitLink } entry ? entry.Target.Sha : null);

    public IEnumerable<CommitChanges> ReadChanges(IReadOnlyList<CommitNode> commits, PathFilter? paths)
    {
        var comparison = new TreeComparison(_objects, _cancellation);
        foreach (var commit in commits)
        {
            var before = commit.Parents is [var parent, ..] ? ReadCommit(parent).Tree : [];
            var changes = comparison.Compare(before, ReadCommit(commit.Id).Tree, paths?.Root);
            if (changes is null)
                yield break;

            yield return changes;
        }
    }

    public void Dispose()
    {
        _objects.Dispose();
        _native.Dispose();
        _repository.Dispose();
    }

    /// <returns>The id of the commit that HEAD names, which need not be there; <see langword="null"/> when there is none yet.</returns>
    private string? Head() => Guarded(() => _repository.Refs.Head?.ResolveToDirectReference()?.TargetIdentifier);

    /// <returns>The id of the object that a revision names; <see langword="null"/> when it names none.</returns>
    private string? Find(string revision) => Guarded(() =>
    {
        try
        {
            return _repository.Lookup(revision)?.Sha;
        }
        catch (Exception exception) when (exception is NotFoundException or AmbiguousSpecificationException or InvalidSpecificationException)
        {
            return null;
        }
    });

    /// <summary>LibGit2Sharp throws many kinds of exceptions at a damaged repository; none of them may cost the build.</summary>
    private static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or UnreadableRepositoryException))
        {
            throw NativeLibgit2.Failed(exception.Message, exception);
        }
    }

    private bool IsCommit(string id) => _objects.TryRead(id, NativeMethods.CommitType, out _);

    private static bool IsWholeId(string text) => text.Length == ObjectDatabase.IdSize * 2 && text.All(char.IsAsciiHexDigitLower);

    /// <summary>Follows tag objects to what they tag in the end. They cannot form a ring: each id is a hash of the next.</summary>
    private string Peel(string id)
    {
        while (_objects.TryRead(id, NativeMethods.TagType, out var tag) && Target(tag) is { } target)
            id = target;
        return id;

        static string? Target(ReadOnlySpan<byte> content)
        {
            var header = "object "u8;
            var line = content[..Math.Max(0, content.IndexOf((byte)'\n'))];
            return line.StartsWith(header) && line.Length == header.Length + (ObjectDatabase.IdSize * 2)
                ? Encoding.ASCII.GetString(line[header.Length..])
                : null;
        }
    }

    private LoadedCommit ReadCommit(string id)
    {
        if (_commits.TryGetValue(id, out var known))
            return known;

        if (!_objects.TryRead(id, NativeMethods.CommitType, out var content))
            throw new UnreadableRepositoryException($"LibGit2: commit {id} is missing or damaged.");

        // Without a tree's id the commit is damaged; that costs its files only.
        var tree = ObjectDatabase.ParseId(CommitObject.Tree(content)) ?? new byte[ObjectDatabase.IdSize];
        var commit = new LoadedCommit(CommitObject.ParseNode(id, content), CommitObject.Parse(id, content), tree);
        if (_keptBytes + content.Length <= MaxKeptBytes)
        {
            _commits.Add(id, commit);
            _keptBytes += content.Length;
        }

        return commit;
    }

    /// <summary>By its tree, because LibGit2Sharp looks up no commit that it cannot parse.</summary>
    private LibGit2Sharp.TreeEntry? FindEntry(string commitId, string path) =>
        _repository.Lookup<Tree>(new ObjectId(ReadCommit(commitId).Tree))?[path];

    /// <param name="Node">As in the object, whether or not the clone has the parents.</param>
    /// <param name="Commit">Without changed files.</param>
    /// <param name="Tree">The id of its tree.</param>
    private sealed record LoadedCommit(CommitNode Node, Commit Commit, byte[] Tree);
}
