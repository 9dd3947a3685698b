using System.Runtime.InteropServices;

namespace Sentry.Releases.MSBuild.Tests.Infrastructure;

/// <summary>
/// Lets programs for Linux with musl run on Debian: with its package of musl, and with the system's libstdc++, which is made for glibc and
/// expects a few functions that musl does not have.
/// </summary>
internal static class Musl
{
    private const string SystemLibraries = "/usr/lib/x86_64-linux-gnu";

    private const string MissingFunctions = """
        extern unsigned long strftime_l(char *, unsigned long, const char *, const void *, void *);
        unsigned long __strftime_l(char *text, unsigned long size, const char *format, const void *time, void *locale)
        {
            return strftime_l(text, size, format, time, locale);
        }
        unsigned arc4random(void) { return 4; }
        int __cxa_thread_atexit_impl(void (*function)(void *), void *object, void *module) { return 0; }
        int _dl_find_object(void *address, void *result) { return -1; }
        int __cpu_indicator_init(void) { return 0; }
        unsigned __cpu_model[4];
        char __libc_single_threaded;
        """;

    private static bool IsOfThisSystem => RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal);

    private static string? Compiler => Host.FindOnPath("clang") ?? Host.FindOnPath("gcc");

    /// <summary>Why no program for musl can run here; <see langword="null"/> when it can.</summary>
    public static string? Obstacle =>
        !OperatingSystem.IsLinux() || RuntimeInformation.OSArchitecture != Architecture.X64 ? "This is no Linux on x64."
        : IsOfThisSystem ? null
        : !File.Exists("/lib/ld-musl-x86_64.so.1") ? "musl is not installed: apt-get install musl"
        : !File.Exists(Path.Combine(SystemLibraries, "libstdc++.so.6")) ? $"There is no libstdc++.so.6 in {SystemLibraries}."
        : Compiler is null ? "There is no C compiler: apt-get install clang"
        : null;

    /// <summary>The variables that a program for musl runs with.</summary>
    /// <param name="folder">Where the libraries are put together.</param>
    public static async Task<IReadOnlyDictionary<string, string>> PrepareAsync(string folder)
    {
        if (IsOfThisSystem)
            return new Dictionary<string, string>();

        Directory.CreateDirectory(folder);
        foreach (var library in new[] { "libstdc++.so.6", "libgcc_s.so.1" })
            File.CreateSymbolicLink(Path.Combine(folder, library), Path.Combine(SystemLibraries, library));
        await File.WriteAllTextAsync(Path.Combine(folder, "missing.c"), MissingFunctions);

        // Under the name of glibc's loader, because libstdc++ asks for that library, too.
        string[] arguments = ["-w", "-shared", "-fPIC", "-nostdlib", "-o", "ld-linux-x86-64.so.2", "missing.c"];
        (await Command.RunAsync(Compiler!, arguments, folder)).Succeeded();
        return new Dictionary<string, string>
        {
            ["LD_LIBRARY_PATH"] = folder,
            ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1",
        };
    }
}
