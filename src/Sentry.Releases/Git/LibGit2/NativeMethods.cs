using System.Runtime.InteropServices;

namespace Sentry.Releases.Git.LibGit2;

/// <summary>
/// The few functions of libgit2 that are called directly: its start, for the reason that <see cref="NativeLibgit2"/> gives; raw
/// objects, because LibGit2Sharp makes a managed object of every tree entry, which is what most of its time goes into; tags and the
/// configuration, for the reasons that <see cref="NativeTags"/> and <see cref="NativeConfiguration"/> give.
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

    [LibraryImport(NativeLibgit2.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int git_repository_open(out nint repository, string path);

    [LibraryImport(NativeLibgit2.Name)]
    public static partial void git_repository_free(nint repository);

    [LibraryImport(NativeLibgit2.Name)]
    public static partial int git_repository_config_snapshot(out nint configuration, nint repository);

    [LibraryImport(NativeLibgit2.Name)]
    public static partial void git_config_free(nint configuration);

    [LibraryImport(NativeLibgit2.Name)]
    public static partial int git_config_iterator_new(out nint iterator, nint configuration);

    [LibraryImport(NativeLibgit2.Name)]
    public static partial int git_config_next(out ConfigurationItem* entry, nint iterator);

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

    /// <summary>The beginning of <c>git_config_entry</c>, which is the same in every version; the iterator owns it.</summary>
    public struct ConfigurationItem
    {
        public byte* Name;
        public byte* Value;
    }
}
