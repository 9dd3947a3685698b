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
        if (Identify(assemblyPath, out var problem) is not { } identity)
        {
            report(new Diagnostic(
                DiagnosticCodes.NoAssembly,
                Severity.Warning,
                $"The release's name is read from the built assembly, but '{assemblyPath}' {problem}. Build the project first, or set SentryRelease."));
            return null;
        }

        if (identity.Release is { } release)
            return release;

        report(new Diagnostic(
            DiagnosticCodes.NameRefused,
            Severity.Warning,
            $"The application will report no release, because '{assemblyPath}' has a blank name or version. "
            + "Set Version or InformationalVersion, or set SentryRelease."));
        return null;
    }

    private static AssemblyIdentity? Identify(string path, out string problem)
    {
        problem = "is not a .NET assembly";
        try
        {
            // Also a pipe or a device, which must not be opened: it might never answer.
            if (new FileInfo(path).Length == 0)
            {
                problem = "is empty";
                return null;
            }

            // Read whole: a mapped file is locked on Windows, and elsewhere ends the process when somebody shortens it.
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var image = new PEReader(stream, PEStreamOptions.PrefetchEntireImage);
            return AssemblyIdentity.Read(image);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            problem = "does not exist";
        }
        catch (Exception e) when (e is BadImageFormatException or ArgumentException or InvalidOperationException or ArithmeticException)
        {
            problem = "is damaged or not a .NET assembly";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            problem = "cannot be read";
        }

        return null;
    }
}
