using System.Diagnostics;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.Git;
using Sentry.Releases.Settings;

namespace Sentry.Releases.Publishing;

/// <summary>
/// Reads the history beside other work, for no longer than <c>SentryReleaseTimeout</c>; whatever is wrong with the repository, the release
/// goes on.
/// </summary>
internal sealed class BoundedHistory : IDisposable
{
    private readonly ReleaseSettings _settings;
    private readonly CancellationToken _cancellation;
    private readonly CancellationTokenSource _deadline;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly List<Diagnostic> _said = [];
    private readonly Task<ReleaseHistory?> _reading = Task.FromResult<ReleaseHistory?>(null);

    /// <summary>Begins to read.</summary>
    public BoundedHistory(
        Func<HistoryQuery, Action<Diagnostic>, CancellationToken, ReleaseHistory?> read, ReleaseSettings settings, CancellationToken cancellation)
    {
        _settings = settings;
        _cancellation = cancellation;
        _deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _deadline.CancelAfter(settings.Get(Properties.Timeout));
        var token = _deadline.Token;
        // A dead disk never returns from a read. The thread that waits for it is left behind, and what it might still say with it.
        if (Query() is { } query)
            _reading = Task.Run(() => read(query, _said.Add, token), token);
    }

    /// <summary>How long it took; final after <see cref="Wait"/>.</summary>
    public TimeSpan Elapsed => _clock.Elapsed;

    /// <summary>Waits for the end.</summary>
    /// <returns><see langword="null"/> when none is asked for, and when it cannot be read, which is reported.</returns>
    /// <exception cref="OperationCanceledException">The build was cancelled.</exception>
    public ReleaseHistory? Wait(DiagnosticLog log)
    {
        try
        {
            Task.WaitAny([_reading], _deadline.Token);
            var history = _reading.GetAwaiter().GetResult();
            _said.ForEach(log.Report);
            return history;
        }
        catch (OperationCanceledException) when (_deadline.IsCancellationRequested && !_cancellation.IsCancellationRequested)
        {
            Warn(log, $"reading it took longer than {_settings.Get(Properties.Timeout).TotalSeconds:0} s. Raise {Properties.Timeout}, or set {Properties.CommitSource}=None.");
        }
        catch (Exception fault) when (!_cancellation.IsCancellationRequested)
        {
            Warn(log, SafeText.OfUnexpected(fault));
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

    private HistoryQuery? Query() => _settings.Get(Properties.CommitSource) switch
    {
        CommitSource.None => null,
        CommitSource.Refs => _settings.History with { MaxCommits = 0, Submodules = true },
        CommitSource.Auto => _settings.History with { Submodules = true },
        _ => _settings.History,
    };

    private static void Warn(DiagnosticLog log, string reason) =>
        log.Warning(DiagnosticCodes.UnreadableRepository, $"The git repository cannot be read, so the release has no commits: {reason}");
}
