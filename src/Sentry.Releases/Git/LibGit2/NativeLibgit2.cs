using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LibGit2Sharp;
using Sentry.Releases.Diagnostics;

namespace Sentry.Releases.Git.LibGit2;

/// <summary>
/// Starts libgit2, the native half of LibGit2Sharp. The runtime finds it by this assembly's deps.json, under the name that the build takes
/// from the native package (<c>Name</c>, generated).
/// </summary>
internal static unsafe partial class NativeLibgit2
{
    private static readonly Lazy<string?> StartFailure = new(() => Start(Initialize));

    /// <summary>Why LibGit2 cannot be used in this process; <see langword="null"/> when it can.</summary>
    public static string? Failure => StartFailure.Value;

    /// <param name="initialize">Starts the library; negative when that failed.</param>
    /// <returns>What failed; <see langword="null"/> when LibGit2 can be used.</returns>
    internal static string? Start(Func<int> initialize)
    {
        try
        {
            // LibGit2Sharp ignores a start that failed, and the next call would end the whole build with a segmentation fault.
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

    /// <summary>Describes the failure of the native call before.</summary>
    public static UnreadableRepositoryException Failed()
    {
        var failure = NativeMethods.git_error_last();
        return Failed(failure == null ? "no reason given" : Text(failure[0]));
    }

    /// <summary>Describes a failure in the library's own words.</summary>
    public static UnreadableRepositoryException Failed(string message, Exception? exception = null) =>
        new($"LibGit2: {SafeText.WithoutCredentials(message)}.", exception)
        {
            // "repository path '/folder/' is not owned by current user"
            UnsafeDirectory = message.Contains("is not owned by current user", StringComparison.Ordinal) && message.Split('\'') is [_, var folder, _]
                ? folder.TrimEnd('/')
                : null,
        };

    /// <returns>The text at a pointer; empty when it is null.</returns>
    public static string Text(byte* text) => Marshal.PtrToStringUTF8((nint)text) ?? "";

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
