using System.Diagnostics;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.Git;
using Sentry.Releases.Settings;

namespace Sentry.Releases.Publishing;

/// <summary>
/// Reads the history beside other work, for no longer than <c>SentryReleaseTimeout</c>. Whatever is wrong with the repository, the release
/// goes on.
/// </summary>
internal sealed class HistoryReading : IDisposable
{
    private readonly Func<HistoryQuery, Action<Diagnostic>, CancellationToken, ReleaseHistory?> _read;
    private readonly TimeSpan _timeout;
    private readonly CancellationToken _cancellation;
    private readonly CancellationTokenSource _deadline;
    private readonly Stopwatch _clock = new();
    private readonly List<Diagnostic> _diagnostics = [];
    private Task<ReleaseHistory?> _reading = Task.FromResult<ReleaseHistory?>(null);

    /// <param name="read">The reader.</param>
    /// <param name="timeout">For how long.</param>
    /// <param name="cancellation">Of the build.</param>
    public HistoryReading(
        Func<HistoryQuery, Action<Diagnostic>, CancellationToken, ReleaseHistory?> read, TimeSpan timeout, CancellationToken cancellation)
    {
        _read = read;
        _timeout = timeout;
        _cancellation = cancellation;
        _deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
    }

    /// <summary>How long it took; final after <see cref="Wait"/>.</summary>
    public TimeSpan Elapsed => _clock.Elapsed;

    /// <summary>Begins to read, unless <paramref name="query"/> asks for nothing.</summary>
    public void Begin(HistoryQuery? query)
    {
        if (query is null)
            return;

        _clock.Start();
        _deadline.CancelAfter(_timeout);
        var token = _deadline.Token;
        // A dead disk never returns from a read. The thread that waits for it is left behind, and so are diagnostics that come after.
        _reading = Task.Run(() => _read(query, _diagnostics.Add, token), token);
    }

    /// <summary>Waits for the end.</summary>
    /// <returns><see langword="null"/> when none is asked for, and when it cannot be read, which is reported.</returns>
    /// <exception cref="OperationCanceledException">The build was cancelled.</exception>
    public ReleaseHistory? Wait(DiagnosticLog log)
    {
        try
        {
            Task.WaitAny([_reading], _deadline.Token);
            var history = _reading.GetAwaiter().GetResult();
            _diagnostics.ForEach(log.Report);
            return history;
        }
        catch (OperationCanceledException) when (_deadline.IsCancellationRequested && !_cancellation.IsCancellationRequested)
        {
            log.Warning(DiagnosticCodes.UnreadableRepository,
                $"Reading the git repository took longer than {_timeout.TotalSeconds:0} s, so the release has no commits. "
                + $"Raise {Properties.Timeout}, or set {Properties.CommitSource}=None.");
        }
        catch (Exception fault) when (!_cancellation.IsCancellationRequested)
        {
            log.Warning(DiagnosticCodes.InternalError, $"The git repository was not read, so the release has no commits: {SafeText.OfUnexpected(fault)}");
        }
        finally
        {
            _clock.Stop();
        }

        return null;
    }

    /// <summary>Ends what still reads, as far as it can be ended.</summary>
    public void Dispose()
    {
        _deadline.Cancel();
        _deadline.Dispose();
    }
}
