using Sentry.Releases.Diagnostics;
using Sentry.Releases.Git.GitProgram;
using Sentry.Releases.Git.LibGit2;

namespace Sentry.Releases.Git;

/// <summary>Reads a release's commits from the git repository.</summary>
internal static class ReleaseHistoryReader
{
    /// <summary>
    /// Reads with LibGit2 or the git program. Nothing is changed in the repository, nothing fetched, and no program run that its configuration
    /// names.
    /// </summary>
    /// <returns>
    /// <see langword="null"/> when there is no commit to release, or it cannot be read. A history without commits when
    /// <see cref="HistoryQuery.PreviousRevision"/> names none. Both are reported.
    /// </returns>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public static ReleaseHistory? Read(HistoryQuery query, Action<Diagnostic> report, CancellationToken cancellation) =>
        Read(query, report, LibGit2History.Open, GitProgramHistory.Open, cancellation);

    /// <summary>Opens the repository at or above a folder; <see langword="null"/> when there is none.</summary>
    /// <exception cref="UnreadableRepositoryException">The reader is not available, or cannot read this repository.</exception>
    public delegate IGitHistory? Open(string directory, CancellationToken cancellation);

    public static ReleaseHistory? Read(
        HistoryQuery query, Action<Diagnostic> report, Open libGit2, Open gitProgram, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        // A cheap way to say no, before anything is loaded or started.
        if (!Directory.Exists(query.Directory) || RepositoryFolder.Find(query.Directory) is not { } folder)
        {
            report(NoRepository(query));
            return null;
        }

        Open[] readers = query.Reader switch
        {
            GitReaderChoice.LibGit2 => [libGit2],
            GitReaderChoice.Git => [gitProgram],
            _ => [libGit2, gitProgram],
        };
        var failures = new List<UnreadableRepositoryException>();
        foreach (var open in readers)
        {
            // Only the reader that succeeds has something to say: what another one said before it failed is not true of the result.
            var diagnostics = new List<Diagnostic>();
            try
            {
                var history = ReadWith(open, query, folder, diagnostics.Add, cancellation);
                if (failures.Count > 0 && history is not null)
                {
                    report(new Diagnostic(
                        DiagnosticCodes.LibGit2Unusable, Severity.Message,
                        $"The git program read the history, because LibGit2 could not: {failures[0].Message}"));
                }

                diagnostics.ForEach(report);
                return history;
            }
            catch (UnreadableRepositoryException failure)
            {
                cancellation.ThrowIfCancellationRequested();
                failures.Add(failure);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                report(new Diagnostic(
                    DiagnosticCodes.InternalError, Severity.Warning, $"The git history could not be read: {SafeText.OfUnexpected(fault)}"));
            }
        }

        if (failures.Count > 0)
            report(Unreadable(query, failures));
        return null;
    }

    private static ReleaseHistory? ReadWith(
        Open open, HistoryQuery query, string folder, Action<Diagnostic> report, CancellationToken cancellation)
    {
        using var git = open(query.Directory, cancellation);
        if (git is null)
        {
            report(NoRepository(query));
            return null;
        }

        return new ReleaseSelection(git, query, folder, report, cancellation).Select();
    }

    private static Diagnostic NoRepository(HistoryQuery query) => new(
        DiagnosticCodes.NoRepository, Severity.Warning,
        $"There is no git repository at or above {query.Directory}, so the release has no commits. Publish in a checkout that has its .git folder.",
        Subject.GitDirectory);

    private static Diagnostic Unreadable(HistoryQuery query, List<UnreadableRepositoryException> failures) =>
        failures.Find(failure => failure.UnsafeDirectory is not null) is { UnsafeDirectory: var folder }
            ? new Diagnostic(
                DiagnosticCodes.RepositoryOfAnotherUser, Severity.Warning,
                $"The git repository at {folder} belongs to another user, so git refuses to read it and the release has no commits. "
                    + $"If you trust it: git config --global --add safe.directory {SafeDirectory(folder!)}")
            : new Diagnostic(
                DiagnosticCodes.UnreadableRepository, Severity.Warning,
                $"The git repository at {query.Directory} cannot be read, so the release has no commits. "
                    + string.Join(" ", failures.Select(failure => failure.Message)),
                Subject.GitReader);

    /// <summary>The folder as git takes it on a command line. On Windows a share needs a prefix (git-config's documentation).</summary>
    private static string SafeDirectory(string folder)
    {
        var path = folder.StartsWith("//", StringComparison.Ordinal) ? $"%(prefix)/{folder}" : folder;
        return path.AsSpan().IndexOfAny(" (") < 0 ? path : $"\"{path}\"";
    }
}
