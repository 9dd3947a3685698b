using System.Runtime.InteropServices;

namespace Sentry.Releases.Git.LibGit2;

/// <summary>Where a native libgit2 may be, the best first.</summary>
internal static class NativeLibgit2Candidates
{
    /// <summary>The minor versions of libgit2 1.x, those nearest to LibGit2Sharp's own first.</summary>
    private static readonly int[] Minors = [7, 8, 6, 9, 5];

    private static readonly string[] MacFolders = ["/opt/homebrew/lib", "/usr/local/lib", "/opt/local/lib"];

    /// <summary>The native package's layout beside this assembly, or beside its folder where that is for one runtime only.</summary>
    public static IEnumerable<string> Packed()
    {
        var folder = Path.GetDirectoryName(typeof(NativeLibgit2Candidates).Assembly.Location);
        if (string.IsNullOrEmpty(folder))
            return [];

        return new[] { folder, Path.GetDirectoryName(folder) ?? folder }
            .Select(parent => Path.Combine(parent, "runtimes", PortableRid(), "native", FileName()))
            .Where(File.Exists);
    }

    /// <summary>The names under which the system's loader, or Homebrew and MacPorts, have it. Windows has none.</summary>
    public static IEnumerable<string> System()
    {
        if (OperatingSystem.IsLinux())
            return Minors.Select(minor => $"libgit2.so.1.{minor}");
        if (!OperatingSystem.IsMacOS())
            return [];

        return
            from folder in MacFolders
            from minor in Minors
            let file = $"{folder}/libgit2.1.{minor}.dylib"
            where File.Exists(file)
            select file;
    }

    private static string PortableRid()
    {
        var architecture = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        if (OperatingSystem.IsWindows())
            return $"win-{architecture}";
        if (OperatingSystem.IsMacOS())
            return $"osx-{architecture}";

        return $"{(IsMusl() ? "linux-musl" : "linux")}-{architecture}";
    }

    /// <summary>The runtime's own identifier tells, also where it names the distribution.</summary>
    private static bool IsMusl() =>
        RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal)
        || RuntimeInformation.RuntimeIdentifier.StartsWith("alpine", StringComparison.Ordinal);

    private static string FileName()
    {
        if (OperatingSystem.IsWindows())
            return $"{NativeLibgit2.Name}.dll";

        return OperatingSystem.IsMacOS() ? $"lib{NativeLibgit2.Name}.dylib" : $"lib{NativeLibgit2.Name}.so";
    }
}
