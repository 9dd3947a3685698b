using System.Runtime.InteropServices;

namespace Sentry.Releases.Git.LibGit2;

/// <summary>
/// The functions of libgit2 that are called. They are called directly: LibGit2Sharp, which wraps the same native library, adds 14 ms and 17
/// compiled methods to every new process, and has neither raw objects nor peeled tags.
/// </summary>
internal static unsafe partial class NativeMethods
{
    /// <summary>Object types as libgit2 numbers them.</summary>
    public const int CommitType = 1;
    public const int TreeType = 2;
    public const int BlobType = 3;
    public const int TagType = 4;

    /// <summary>What a function returns when it fails.</summary>
    public const int NotFound = -3;
    public const int Ambiguous = -5;
    public const int InvalidSpecification = -12;
    public const int WrongOwner = -36;

    /// <summary>Options that hold for the whole process.</summary>
    public const int EnableCaching = 8;
    public const int EnableStrictHashVerification = 22;
    public const int SetExtensions = 34;

    /// <returns>How often it was started, this time included; negative when that failed.</returns>
    [LibraryImport(NativeLibgit2.Name)]
    public static partial int git_libgit2_init();

    [LibraryImport(NativeLibgit2.Name)]
    public static partial int git_libgit2_shutdown();

    [LibraryImport(NativeLibgit2.Name)]
    public static partial int git_libgit2_opts(int option, nint first, nint second);

    /// <summary>
    /// The same where variable arguments are passed in memory, never in registers (Apple's arm64): behind as many arguments as registers take.
    /// </summary>
    [LibraryImport(NativeLibgit2.Name, EntryPoint = "git_libgit2_opts")]
    public static partial int git_libgit2_opts_in_memory(
        int option, nint r1, nint r2, nint r3, nint r4, nint r5, nint r6, nint r7, nint first, nint second);

    /// <returns>The last failure of this thread; its first member is the message.</returns>
    [LibraryImport(NativeLibgit2.Name)]
    public static partial byte** git_error_last();

    [LibraryImport(NativeLibgit2.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int git_repository_open_ext(out nint repository, string path, uint flags, string? ceilings);

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
    public static partial int git_revparse_single(out nint item, nint repository, string revision);

    [LibraryImport(NativeLibgit2.Name)]
    public static partial byte* git_object_id(nint item);

    [LibraryImport(NativeLibgit2.Name)]
    public static partial void git_object_free(nint item);

    [LibraryImport(NativeLibgit2.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int git_reference_name_to_id(byte* id, nint repository, string name);

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
