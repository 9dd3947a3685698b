using Sentry.Releases.Diagnostics;
using Sentry.Releases.History;
using Sentry.Releases.Settings;

namespace Sentry.Releases.Creation;

/// <summary>Reads the history for no longer than <c>SentryReleaseTimeout</c>; whatever is wrong with the repository, the release goes on.</summary>
internal sealed class BoundedHistory(
    Func<HistoryQuery, Action<Diagnostic>, CancellationToken, ReleaseHistory?> read, ReleaseSettings settings, DiagnosticLog log)
{
    /// <returns><see langword="null"/> when none is asked for, and when it cannot be read, which was reported.</returns>
    /// <exception cref="OperationCanceledException">The build was cancelled.</exception>
    public async Task<ReleaseHistory?> ReadAsync(CancellationToken cancellation)
    {
        if (Query() is not { } query)
            return null;

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(settings.Timeout);
        var said = new List<Diagnostic>();
        try
        {
            // A dead disk never returns from a read. The thread that waits for it is left behind, and what it might still say with it.
            var history = await Task.Run(() => read(query, said.Add, deadline.Token), deadline.Token).WaitAsync(deadline.Token);
            said.ForEach(log.Report);
            return history;
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            Warn($"reading it took longer than {settings.Timeout.TotalSeconds:0} s. Raise {PropertyNames.Timeout}, or set {PropertyNames.CommitSource}=None.");
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            Warn(UnexpectedFault.Text(fault));
        }

        return null;
    }

    private HistoryQuery? Query() => settings.CommitSource switch
    {
        CommitSource.None => null,
        CommitSource.Refs => settings.History with { MaxCommits = 0, Submodules = true },
        CommitSource.Auto => settings.History with { Submodules = true },
        _ => settings.History,
    };

    private void Warn(string reason) =>
        log.Warning(DiagnosticCodes.UnreadableRepository, $"The git repository cannot be read, so the release has no commits: {reason}");
}
