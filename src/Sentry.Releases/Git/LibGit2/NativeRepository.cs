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

    /// <summary>Opens the repository whose folder is known.</summary>
    /// <exception cref="UnreadableRepositoryException">It cannot be opened.</exception>
    public static NativeRepository Open(string gitDirectory)
    {
        Check(NativeMethods.git_repository_open(out var handle, gitDirectory));
        return new NativeRepository(handle);
    }

    /// <returns>The whole configuration, the system's and the user's included, in the order of the files.</returns>
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

    /// <summary>Reads tags with what they name in the end as far as packed references tell.</summary>
    /// <returns>The tags that are accepted by name. One that was not packed may name a tag object.</returns>
    public List<NativeTag> Tags(Func<string, bool> accept, CancellationToken cancellation)
    {
        Check(NativeMethods.git_reference_iterator_glob_new(out var iterator, _handle, TagPrefix + "*"));
        try
        {
            var tags = new List<NativeTag>();
            while (NativeMethods.git_reference_next(out var reference, iterator) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                if (ReadTagAndFree(reference, accept) is { } tag)
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

    private static NativeTag? ReadTagAndFree(nint reference, Func<string, bool> accept)
    {
        var direct = reference;
        try
        {
            var name = NativeLibgit2.Text(NativeMethods.git_reference_name(reference))[TagPrefix.Length..];
            if (!accept(name))
                return null;

            // A symbolic reference names another one.
            var id = NativeMethods.git_reference_target(reference);
            if (id == null && NativeMethods.git_reference_resolve(out direct, reference) == 0)
                id = NativeMethods.git_reference_target(direct);

            if (id == null)
                return null;

            var peeled = NativeMethods.git_reference_target_peel(direct);
            return new NativeTag(name, Hex(id), peeled == null ? null : Hex(peeled));
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

/// <summary>A reference below <c>refs/tags/</c>.</summary>
/// <param name="Name">Without <c>refs/tags/</c>.</param>
/// <param name="Id">The object that it names.</param>
/// <param name="Peeled">What a tag object names in the end; <see langword="null"/> when that is not known without reading it.</param>
internal sealed record NativeTag(string Name, string Id, string? Peeled);
