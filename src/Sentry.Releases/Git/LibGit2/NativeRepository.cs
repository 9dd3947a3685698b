namespace Sentry.Releases.Git.LibGit2;

/// <summary>A repository that libgit2 has opened: its references and its configuration.</summary>
internal sealed unsafe class NativeRepository : IDisposable
{
    private const string TagPrefix = "refs/tags/";

    private nint _handle;

    private NativeRepository(nint handle) => _handle = handle;

    /// <summary>The folder that linked worktrees share, absolute.</summary>
    public string CommonDirectory => NativeLibgit2.Text(NativeMethods.git_repository_commondir(_handle));

    /// <returns>The repository at or above a folder; <see langword="null"/> when there is none.</returns>
    /// <exception cref="UnreadableRepositoryException">It cannot be opened.</exception>
    public static NativeRepository? Open(string directory)
    {
        var code = NativeMethods.git_repository_open_ext(out var handle, directory, flags: 0, ceilings: null);
        return code switch
        {
            0 => new NativeRepository(handle),
            NativeMethods.NotFound => null,
            _ => throw NativeLibgit2.Failed(code),
        };
    }

    /// <returns>The id of the commit that HEAD names, which need not be there; <see langword="null"/> when there is none yet.</returns>
    public string? Head()
    {
        var id = stackalloc byte[ObjectDatabase.IdSize];
        return Found(NativeMethods.git_reference_name_to_id(id, _handle, "HEAD")) ? Hex(id) : null;
    }

    /// <returns>The id of the object that a revision names; <see langword="null"/> when it names none.</returns>
    public string? Find(string revision)
    {
        if (!Found(NativeMethods.git_revparse_single(out var item, _handle, revision)))
            return null;

        var id = Hex(NativeMethods.git_object_id(item));
        NativeMethods.git_object_free(item);
        return id;
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

    private static bool Found(int code) => code switch
    {
        0 => true,
        NativeMethods.NotFound or NativeMethods.Ambiguous or NativeMethods.InvalidSpecification => false,
        _ => throw NativeLibgit2.Failed(code),
    };

    private static void Check(int code)
    {
        if (code != 0)
            throw NativeLibgit2.Failed(code);
    }

    private static string Hex(byte* id) => ObjectDatabase.Hex(new ReadOnlySpan<byte>(id, ObjectDatabase.IdSize));
}

/// <summary>A reference below <c>refs/tags/</c>.</summary>
/// <param name="Name">Without <c>refs/tags/</c>.</param>
/// <param name="Id">The object that it names.</param>
/// <param name="Peeled">What a tag object names in the end; <see langword="null"/> when that is not known without reading it.</param>
internal sealed record NativeTag(string Name, string Id, string? Peeled);
