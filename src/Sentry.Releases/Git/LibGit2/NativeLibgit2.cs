using System.Runtime.CompilerServices;
using LibGit2Sharp;

namespace Sentry.Releases.Git.LibGit2;

/// <summary>
/// Starts libgit2, the native half of LibGit2Sharp. The runtime finds it by this assembly's deps.json, under the name that the build
/// takes from the native package (<c>Name</c>, generated).
/// </summary>
internal static partial class NativeLibgit2
{
    private static readonly Lazy<string?> StartFailure = new(() => Start(Initialize));

    /// <summary>Why LibGit2 cannot be used in this process; <see langword="null"/> when it can.</summary>
    /// <remarks>A type initializer that failed once fails for ever, so this is settled once.</remarks>
    public static string? Failure => StartFailure.Value;

    /// <param name="initialize">Starts the library; negative when that failed.</param>
    /// <returns>What failed; <see langword="null"/> when LibGit2Sharp can be used.</returns>
    internal static string? Start(Func<int> initialize)
    {
        try
        {
            // LibGit2Sharp ignores a negative answer, and then the next call ends the whole build with a segmentation fault.
            if (initialize() < 0)
            {
                return OperatingSystem.IsLinux()
                    ? "its native library does not start. It needs OpenSSL: libssl 3, 1.1 or 1.0 of this system."
                    : "its native library does not start.";
            }

            Configure();
            return null;
        }
        catch (Exception exception) when (exception
            is TypeInitializationException or DllNotFoundException or BadImageFormatException or EntryPointNotFoundException
            or FileNotFoundException or FileLoadException)
        {
            return exception.GetBaseException() is DllNotFoundException
                ? "its native library was not found for this system."
                : $"it does not load: {exception.GetBaseException().Message}";
        }
    }

    private static int Initialize()
    {
        var starts = NativeMethods.git_libgit2_init();

        // A start that failed is counted, too, and whoever tried next in this process would be told that the library runs.
        if (starts < 0)
            _ = NativeMethods.git_libgit2_shutdown();
        return starts;
    }

    // LibGit2Sharp's types are touched only behind the check above.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Configure()
    {
        // ObjectDatabase keeps what is asked for again; kept here as well, 5,000 commits take more memory than all the rest.
        GlobalSettings.SetEnableCaching(false);

        // Two fifths of the work, which git itself does not do when it reads: what is damaged does not unpack.
        GlobalSettings.SetStrictHashVerification(false);

        // They change nothing about how commits, trees and tags are read. With refstorage here, a reftable would be read as files.
        GlobalSettings.SetExtensions("partialclone", "relativeworktrees");
    }
}
