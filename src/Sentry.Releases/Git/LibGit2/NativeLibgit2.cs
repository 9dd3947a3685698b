using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using LibGit2Sharp;

namespace Sentry.Releases.Git.LibGit2;

/// <summary>Loads the native half of LibGit2Sharp: packed beside this assembly, else the system's.</summary>
internal static class NativeLibgit2
{
    /// <summary>The native name that LibGit2Sharp 0.29.0 binds to.</summary>
    public const string Name = "git2-a2bde63";

    private static readonly Lazy<string?> LoadFailure = new(Load);

    /// <summary>Why LibGit2 cannot be used in this process; <see langword="null"/> when it can.</summary>
    /// <remarks>A type initialiser that failed once fails for ever, so this is settled once.</remarks>
    public static string? Failure => LoadFailure.Value;

    private static string? Load()
    {
        try
        {
            Initialize();
            return null;
        }
        catch (Exception exception) when (exception
            is TypeInitializationException or DllNotFoundException or BadImageFormatException or EntryPointNotFoundException
            or FileNotFoundException or FileLoadException)
        {
            return exception.GetBaseException() is DllNotFoundException
                ? "no native libgit2 was found for this system."
                : $"it does not load: {exception.GetBaseException().Message}";
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Initialize()
    {
        // The event is asked only after the usual search, which finds what this assembly's .deps.json lists. LibGit2Sharp and
        // NativeMethods ask for the same name, each in the context of its own assembly.
        var contexts = new[] { typeof(Repository).Assembly, typeof(NativeLibgit2).Assembly }
            .Select(assembly => AssemblyLoadContext.GetLoadContext(assembly)!);
        foreach (var context in contexts.Distinct())
            context.ResolvingUnmanagedDll += Resolve;

        // ObjectDatabase keeps what is asked for again; kept here as well, 5,000 commits take more memory than all the rest.
        GlobalSettings.SetEnableCaching(false);

        // Two fifths of the work, which git itself does not do when it reads: what is damaged does not unpack.
        GlobalSettings.SetStrictHashVerification(false);

        // These extensions change nothing about how commits, trees and tags are read.
        GlobalSettings.SetExtensions("partialclone", "relativeworktrees", "worktreeconfig");
    }

    private static nint Resolve(Assembly assembly, string name) => name == Name ? FindNative() : 0;

    private static nint FindNative() =>
        NativeLibgit2Candidates.Packed()
            .Concat(NativeLibgit2Candidates.System())
            .Select(LoadChecked)
            .FirstOrDefault(handle => handle != 0);

    /// <summary>LibGit2Sharp 0.29 was made for libgit2 1.7; what it calls is the same from 1.5 to 1.9.</summary>
    private static unsafe nint LoadChecked(string file)
    {
        if (!NativeLibrary.TryLoad(file, out var handle))
            return 0;

        if (NativeLibrary.TryGetExport(handle, "git_libgit2_version", out var export))
        {
            int major, minor, revision;
            ((delegate* unmanaged[Cdecl]<int*, int*, int*, int>)export)(&major, &minor, &revision);
            if (major == 1 && minor is >= 5 and <= 9)
                return handle;
        }

        NativeLibrary.Free(handle);
        return 0;
    }
}
