using System.Runtime.InteropServices;

namespace Sentry.Releases.Git.LibGit2;

/// <summary>
/// What LibGit2Sharp does not call of its own native library, or only at a price: raw objects, peeled tags, and the start, whose failure it
/// ignores.
/// </summary>
internal static unsafe partial class NativeMethods
{
    /// <summary>Object types as libgit2 numbers them.</summary>
    public const int CommitType = 1;
    public const int TreeType = 2;
    public const int TagType = 4;

    /// <returns>How often it was started, this time included; negative when that failed.</returns>
    [LibraryImport(NativeLibgit2.Name)]
    public static partial int git_libgit2_init();
    [LibraryImport(NativeLibgit2.Name)]
    public static partial int git_libgit2_shutdown();

    /// <returns>The last failure of this thread; its first member is the message.</returns>
    [LibraryImport(NativeLibgit2.Name)]
    public static partial byte** git_error_last();

    [LibraryImport(NativeLibgit2.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int git_repository_open(out nint repository, string path);
    [LibraryImport(NativeLibgit2.Name)]
    public static partial byte* git_repository_commondir(nint repository);
    [LibraryImport(NativeLibgit2.Name)]
    public static partial void git_repository_free(nint repository);

    [LibraryImport(NativeLibgit2.Name)]
    public static partial int git_repository_config_snapshot(out nint configuration, nint repository);
    [LibraryImport(NativeLibgit2.Name)]
    public static partial void git_config_free(nint configuration);
    [LibraryImport(NativeLibgit2.Name)]
    public static partial int git_config_iterator_new(out nint iterator, nint configuration);

    /// <summary>Gives a <c>git_config_entry</c>, which begins with the name and the value; the iterator owns it.</summary>
    [LibraryImport(NativeLibgit2.Name)]
    public static partial int git_config_next(out byte** entry, nint iterator);
    [LibraryImport(NativeLibgit2.Name)]
    public static partial void git_config_iterator_free(nint iterator);

    [LibraryImport(NativeLibgit2.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int git_reference_iterator_glob_new(out nint iterator, nint repository, string glob);
    [LibraryImport(NativeLibgit2.Name)]
    public static partial int git_reference_next(out nint reference, nint iterator);
    [LibraryImport(NativeLibgit2.Name)]
    public static partial void git_reference_iterator_free(nint iterator);
    [LibraryImport(NativeLibgit2.Name)]
    public static partial byte* git_reference_name(nint reference);
    [LibraryImport(NativeLibgit2.Name)]
    public static partial int git_reference_resolve(out nint direct, nint reference);
    [LibraryImport(NativeLibgit2.Name)]
    public static partial byte* git_reference_target(nint reference);
    [LibraryImport(NativeLibgit2.Name)]
    public static partial byte* git_reference_target_peel(nint reference);
    [LibraryImport(NativeLibgit2.Name)]
    public static partial void git_reference_free(nint reference);

    [LibraryImport(NativeLibgit2.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int git_odb_open(out nint database, string objectsDirectory);
    [LibraryImport(NativeLibgit2.Name)]
    public static partial int git_odb_read(out nint item, nint database, byte* id);
    [LibraryImport(NativeLibgit2.Name)]
    public static partial int git_odb_exists_prefix(byte* found, nint database, byte* prefix, nuint length);
    [LibraryImport(NativeLibgit2.Name)]
    public static partial byte* git_odb_object_data(nint item);
    [LibraryImport(NativeLibgit2.Name)]
    public static partial nuint git_odb_object_size(nint item);
    [LibraryImport(NativeLibgit2.Name)]
    public static partial int git_odb_object_type(nint item);
    [LibraryImport(NativeLibgit2.Name)]
    public static partial void git_odb_object_free(nint item);
    [LibraryImport(NativeLibgit2.Name)]
    public static partial void git_odb_free(nint database);
}
