using System.Reflection.PortableExecutable;
using Sentry.Releases.Diagnostics;

namespace Sentry.Releases.Naming;

/// <summary>The release that Sentry's .NET SDK will report when an assembly runs as the application.</summary>
public static class AssemblyReleaseName
{
    /// <summary>Reads the file's metadata; nothing is loaded, and the file stays free to be replaced or deleted.</summary>
    /// <param name="assemblyPath">Path of the built assembly.</param>
    /// <param name="report">
    /// Gets SRM4003 when there is no assembly to read, and SRM4001 when the running application would report no release at all.
    /// </param>
    /// <returns>
    /// The name without white space around it, which Sentry drops from events too; not yet checked by <see cref="ReleaseNameRules"/>.
    /// <see langword="null"/> when there is none, which was reported.
    /// </returns>
    public static string? Read(string assemblyPath, Action<Diagnostic> report)
    {
        var (identity, problem) = Identify(assemblyPath);
        if (identity is null)
        {
            report(new Diagnostic(
                DiagnosticCodes.NoAssembly,
                Severity.Error,
                $"The release's name is read from the built assembly, but '{assemblyPath}' {problem}. "
                + "Build it first in this configuration, name the one that is built (after dotnet publish -p:Configuration=Release), or set SentryRelease."));
            return null;
        }

        if (identity.Release is { } release)
            return release;

        report(new Diagnostic(
            DiagnosticCodes.NameRefused,
            Severity.Error,
            $"The application will report no release, because '{assemblyPath}' has a blank name or version. "
            + "Set Version or InformationalVersion, or set SentryRelease."));
        return null;
    }

    /// <returns>The identity, or why there is none, such as "is empty".</returns>
    private static (AssemblyIdentity? Identity, string? Problem) Identify(string path)
    {
        if (Directory.Exists(path))
            return (null, "is a directory");

        if (!File.Exists(path))
            return (null, "does not exist");

        try
        {
            // A pipe or a device has no length either; it must not be opened, for it might never answer.
            if (new FileInfo(path).Length == 0)
                return (null, "is empty");

            // Read whole: a mapped file is locked on Windows, and elsewhere ends the process when somebody shortens it.
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var image = new PEReader(stream, PEStreamOptions.PrefetchEntireImage);
            return AssemblyIdentity.Read(image) is { } identity ? (identity, null) : (null, "is not a .NET assembly");
        }
        catch (Exception e) when (e is BadImageFormatException or ArgumentException or InvalidOperationException or ArithmeticException)
        {
            return (null, "is damaged or not a .NET assembly");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return (null, "cannot be read");
        }
    }
}
