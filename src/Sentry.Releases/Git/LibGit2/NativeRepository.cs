namespace Sentry.Releases.Git.LibGit2;

/// <summary>
/// A repository as the native library has it: tags with what packed references say they name in the end, which LibGit2Sharp finds by reading
/// every tag object, and the configuration of a linked worktree, in which LibGit2Sharp finds no remotes.
/// </summary>
internal sealed unsafe class NativeRepository : IDisposable
{
    private const string TagPrefix = "refs/tags/";

    private nint _handle;

    private NativeRepository(nint handle) => _handle = handle;

    /// <summary>The folder that linked worktrees share, absolute.</summary>
    public string CommonDirectory => NativeLibgit2.Text(NativeMethods.git_repository_commondir(_handle));

    /// <exception cref="UnreadableRepositoryException">It cannot be opened.</exception>
    public static NativeRepository Open(string gitDirectory)
    {
        Check(NativeMethods.git_repository_open(out var handle, gitDirectory));
        return new NativeRepository(handle);
    }

    public List<ConfigurationEntry> Configuration()
    {
        nint configuration = 0, iterator = 0;
        try
        {
            Check(NativeMethods.git_repository_config_snapshot(out configuration, _handle));
            Check(NativeMethods.git_config_iterator_new(out iterator, configuration));
            var entries = new List<ConfigurationEntry>();
            while (NativeMethods.git_config_next(out var entry, iterator) == 0)
                entries.Add(new ConfigurationEntry(NativeLibgit2.Text(entry[0]), NativeLibgit2.Text(entry[1])));
            return entries;
        }
        finally
        {
            if (iterator != 0)
                NativeMethods.git_config_iterator_free(iterator);
            if (configuration != 0)
                NativeMethods.git_config_free(configuration);
        }
    }

    /// <param name="accept">Chooses tags by name.</param>
    /// <param name="peel">Finds out what an object names in the end, for tags of which the packed references do not say it.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public List<GitTag> Tags(Func<string, bool> accept, Func<string, string> peel, CancellationToken cancellation)
    {
        Check(NativeMethods.git_reference_iterator_glob_new(out var iterator, _handle, TagPrefix + "*"));
        try
        {
            var tags = new List<GitTag>();
            while (NativeMethods.git_reference_next(out var reference, iterator) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                if (ReadTagAndFree(reference, accept, peel) is { } tag)
                    tags.Add(tag);
            }

            return tags;
        }
        finally
        {
            NativeMethods.git_reference_iterator_free(iterator);
        }
    }

    public void Dispose()
    {
        if (_handle != 0)
            NativeMethods.git_repository_free(_handle);
        _handle = 0;
    }

    private static GitTag? ReadTagAndFree(nint reference, Func<string, bool> accept, Func<string, string> peel)
    {
        var direct = reference;
        try
        {
            var name = NativeLibgit2.Text(NativeMethods.git_reference_name(reference))[TagPrefix.Length..];
            if (!accept(name))
                return null;

            // A symbolic reference names another one.
            var target = NativeMethods.git_reference_target(reference);
            if (target == null && NativeMethods.git_reference_resolve(out direct, reference) == 0)
                target = NativeMethods.git_reference_target(direct);

            if (target == null)
                return null;

            var id = Hex(target);
            var peeled = NativeMethods.git_reference_target_peel(direct);
            var commitId = peeled == null ? peel(id) : Hex(peeled);
            return new GitTag(name, commitId, IsAnnotated: commitId != id);
        }
        finally
        {
            if (direct != reference && direct != 0)
                NativeMethods.git_reference_free(direct);
            NativeMethods.git_reference_free(reference);
        }
    }

    private static void Check(int code)
    {
        if (code != 0)
            throw NativeLibgit2.Failed();
    }

    private static string Hex(byte* id) => ObjectDatabase.Hex(new ReadOnlySpan<byte>(id, ObjectDatabase.IdSize));
}
