using System.Runtime.InteropServices;
using Sentry.Releases.Diagnostics;

namespace Sentry.Releases.Git.LibGit2;

/// <summary>
/// Starts libgit2. The runtime finds it by this assembly's deps.json, under the name that the build takes from the native package
/// (<c>Name</c>, generated).
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
            // Any call after a start that failed would end the whole build with a segmentation fault.
            if (initialize() < 0)
            {
                return OperatingSystem.IsLinux()
                    ? "its native library does not start. It needs OpenSSL: libssl 3, 1.1 or 1.0 of this system."
                    : "its native library does not start.";
            }

            Configure();
            return null;
        }
        catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException)
        {
            return exception is DllNotFoundException
                ? "its native library was not found for this system."
                : $"it does not load: {exception.Message}";
        }
    }

    /// <summary>Describes the failure of the call before.</summary>
    /// <param name="code">What it returned.</param>
    public static UnreadableRepositoryException Failed(int code)
    {
        var failure = NativeMethods.git_error_last();
        var message = failure == null ? "no reason given" : Text(failure[0]);
        return new UnreadableRepositoryException($"LibGit2: {SafeText.WithoutCredentials(message)}.")
        {
            // "repository path '/folder/' is not owned by current user"
            UnsafeDirectory = code == NativeMethods.WrongOwner && message.Split('\'') is [_, var folder, _] ? folder.TrimEnd('/') : null,
        };
    }

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

    private static void Configure()
    {
        // ObjectDatabase keeps what is asked for again; kept here as well, 5,000 commits take more memory than all the rest.
        SetOption(NativeMethods.EnableCaching, 0);

        // Two fifths of the work, which git itself does not do when it reads: what is damaged does not unpack.
        SetOption(NativeMethods.EnableStrictHashVerification, 0);

        // They change nothing about how commits, trees and tags are read. With refstorage here, a reftable would be read as files.
        fixed (byte* partialClone = "partialclone\0"u8, relativeWorktrees = "relativeworktrees\0"u8)
        {
            var names = stackalloc byte*[] { partialClone, relativeWorktrees };
            SetOption(NativeMethods.SetExtensions, (nint)names, 2);
        }
    }

    private static void SetOption(int option, nint first, nint second = 0) => _ =
        OperatingSystem.IsMacOS() && RuntimeInformation.ProcessArchitecture == Architecture.Arm64
            ? NativeMethods.git_libgit2_opts_in_memory(option, 0, 0, 0, 0, 0, 0, 0, first, second)
            : NativeMethods.git_libgit2_opts(option, first, second);
}
