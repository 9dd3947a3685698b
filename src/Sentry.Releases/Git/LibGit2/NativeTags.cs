using System.Runtime.InteropServices;

namespace Sentry.Releases.Git.LibGit2;

/// <summary>
/// Reads tags with what they name in the end as far as packed references tell. LibGit2Sharp does not pass that on, and to read
/// thousands of tag objects takes longer than all the rest.
/// </summary>
internal static unsafe class NativeTags
{
    public const string Prefix = "refs/tags/";

    /// <param name="Name">Without <see cref="Prefix"/>.</param>
    /// <param name="Id">The object that the reference names.</param>
    /// <param name="Peeled">What a tag object names in the end; <see langword="null"/> when that is not known without reading it.</param>
    public sealed record Reference(string Name, string Id, string? Peeled);

    /// <exception cref="UnreadableRepositoryException">The repository's references cannot be read.</exception>
    public static List<Reference> Read(string gitDirectory, Func<string, bool> accept, CancellationToken cancellation)
    {
        nint repository = 0, iterator = 0;
        try
        {
            if (NativeMethods.git_repository_open(out repository, gitDirectory) != 0
                || NativeMethods.git_reference_iterator_glob_new(out iterator, repository, Prefix + "*") != 0)
            {
                throw new UnreadableRepositoryException("LibGit2: the tags cannot be read.");
            }

            var tags = new List<Reference>();
            while (NativeMethods.git_reference_next(out var reference, iterator) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                if (ReadAndFree(reference, accept) is { } tag)
                    tags.Add(tag);
            }

            return tags;
        }
        finally
        {
            if (iterator != 0)
                NativeMethods.git_reference_iterator_free(iterator);
            if (repository != 0)
                NativeMethods.git_repository_free(repository);
        }
    }

    private static Reference? ReadAndFree(nint reference, Func<string, bool> accept)
    {
        var direct = reference;
        try
        {
            var name = Marshal.PtrToStringUTF8((nint)NativeMethods.git_reference_name(reference))![Prefix.Length..];
            if (!accept(name))
                return null;

            // A symbolic reference names another one.
            var id = NativeMethods.git_reference_target(reference);
            if (id == null && NativeMethods.git_reference_resolve(out direct, reference) == 0)
                id = NativeMethods.git_reference_target(direct);

            if (id == null)
                return null;

            var peeled = NativeMethods.git_reference_target_peel(direct);
            return new Reference(name, Text(id), peeled == null ? null : Text(peeled));
        }
        finally
        {
            if (direct != reference && direct != 0)
                NativeMethods.git_reference_free(direct);
            NativeMethods.git_reference_free(reference);
        }
    }

    private static string Text(byte* id) => Convert.ToHexString(new ReadOnlySpan<byte>(id, ObjectDatabase.IdSize)).ToLowerInvariant();
}
