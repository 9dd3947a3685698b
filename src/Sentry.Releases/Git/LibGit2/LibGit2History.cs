using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using LibGit2Sharp;
using Sentry.Releases.Diagnostics;

namespace Sentry.Releases.Git.LibGit2;

/// <summary>
/// Reads a repository with LibGit2Sharp: finding and opening it, references and configuration. Commits and trees come raw from its
/// object database.
/// </summary>
internal sealed partial class LibGit2History : IGitHistory
{
    private readonly Repository _repository;
    private readonly ObjectDatabase _objects;
    private readonly CancellationToken _cancellation;

    private LibGit2History(string gitDirectory, CancellationToken cancellation)
    {
        _cancellation = cancellation;
        _repository = new Repository(gitDirectory);
        try
        {
            var commonDirectory = CommonDirectory(_repository.Info.Path);
            ShallowBoundary = RepositoryFolder.ShallowBoundary(commonDirectory);
            _objects = new ObjectDatabase(commonDirectory);
        }
        catch
        {
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

    public IReadOnlyList<ConfigurationEntry> RemoteConfiguration() => Guarded(() =>
        NativeConfiguration.Read(_repository.Info.Path).FindAll(entry => RemoteKey().IsMatch(entry.Key)));

    public string? Resolve(string revision) => Guarded(() =>
    {
        if (revision.Length == 0 || revision.Contains('\0', StringComparison.Ordinal))
            return null;

        try
        {
            return FindObject(revision) is { } id && Peel(id) is var peeled && _objects.HasCommit(peeled) ? peeled : null;
        }
        catch (Exception exception) when (exception is NotFoundException or InvalidSpecificationException)
        {
            return null;
        }
    });

    public string? FindCommit(string prefix) => Guarded(() => _objects.FindId(prefix) is { } id && _objects.HasCommit(id) ? id : null);

    public IReadOnlyList<GitTag> Tags(Func<string, bool> accept) => Guarded(() =>
        NativeTags.Read(_repository.Info.Path, accept, _cancellation).ConvertAll(tag =>
        {
            var commitId = tag.Peeled ?? Peel(tag.Id);
            return new GitTag(tag.Name, commitId, IsAnnotated: commitId != tag.Id);
        }));

    public ICommitGraph OpenGraph(IReadOnlyList<string> starts) => new ObjectGraph(_objects, ShallowBoundary);

    public IEnumerable<CommitObject> ReadCommits(IReadOnlyList<string> ids) =>
        ids.Select(id => Guarded(() => _objects.ReadCommit(id, CommitObject.Parse)));

    public byte[]? ReadFile(string commitId, string path) => Guarded(() =>
    {
        if (Entry(commitId, path)?.Target is not Blob blob)
            return null;

        using var content = blob.GetContentStream();
        using var copy = new MemoryStream();
        content.CopyTo(copy);
        return copy.ToArray();
    });

    public string? SubmoduleCommit(string commitId, string path) => Guarded(() =>
        Entry(commitId, path) is { TargetType: TreeEntryTargetType.GitLink } entry ? entry.Target.Sha : null);

    public IEnumerable<IReadOnlyList<ChangedFile>> ReadChangedFiles(IReadOnlyList<string> ids)
    {
        var comparison = new TreeComparison(_objects, _cancellation);
        foreach (var id in ids)
        {
            if (!comparison.TryCompareWithParent(id, out var files))
                yield break;

            yield return files;
        }
    }

    public void Dispose()
    {
        _objects.Dispose();
        _repository.Dispose();
    }

    private TreeEntry? Entry(string commitId, string path) => _repository.Lookup<LibGit2Sharp.Commit>(commitId)?.Tree[path];

    /// <summary>LibGit2 does not know <c>@</c> alone, and refuses to look up a commit with a malformed author even as HEAD.</summary>
    private string? FindObject(string revision)
    {
        const string Head = "HEAD";
        var spelledOut = revision is "@" or ['@', '~' or '^', ..] ? Head + revision[1..] : revision;
        return spelledOut == Head
            ? _repository.Refs.Head.ResolveToDirectReference()?.TargetIdentifier
            : _repository.Lookup(spelledOut)?.Sha;
    }

    /// <summary>Follows tag objects to what they tag in the end. They cannot form a ring: each id is a hash of the next.</summary>
    private string Peel(string id)
    {
        while (_objects.TryRead(ObjectDatabase.ParseId(id), NativeMethods.TagType, Target, out var target) && target is not null)
            id = target;
        return id;

        static string? Target(ReadOnlySpan<byte> content)
        {
            var header = "object "u8;
            var line = content[..Math.Max(0, content.IndexOf((byte)'\n'))];
            return line.StartsWith(header) && line.Length == header.Length + 40 ? Encoding.ASCII.GetString(line[header.Length..]) : null;
        }
    }

    private static string CommonDirectory(string gitDirectory)
    {
        var file = Path.Combine(gitDirectory, "commondir");
        return File.Exists(file) ? Path.GetFullPath(Path.Combine(gitDirectory, File.ReadAllText(file).Trim())) : gitDirectory;
    }

    /// <summary>LibGit2Sharp throws many kinds of exceptions at a damaged repository; none of them may cost the build.</summary>
    private static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or UnreadableRepositoryException))
        {
            var owner = ForeignOwner().Match(exception.Message);
            throw new UnreadableRepositoryException($"LibGit2: {SafeText.WithoutCredentials(exception.Message)}.", exception)
            {
                UnsafeDirectory = owner.Success ? owner.Groups["path"].Value.TrimEnd('/') : null,
            };
        }
    }

    [GeneratedRegex("'(?<path>.+)' is not owned by current user", RegexOptions.CultureInvariant)]
    private static partial Regex ForeignOwner();

    [GeneratedRegex(RemoteUrl.KeyPattern, RegexOptions.CultureInvariant)]
    private static partial Regex RemoteKey();

    private sealed class ObjectGraph(ObjectDatabase objects, IReadOnlySet<string>? shallowBoundary) : ICommitGraph
    {
        public CommitNode Read(string id) => objects.ReadCommit(id, content =>
        {
            var header = CommitHeader.Parse(content);
            return new CommitNode(id, shallowBoundary?.Contains(id) == true ? [] : header.Parents, header.Time);
        });

        public void Dispose()
        {
            // The database is the history's.
        }
    }
}
