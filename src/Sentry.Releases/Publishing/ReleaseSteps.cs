using Sentry.Releases.Diagnostics;
using Sentry.Releases.Git;
using Sentry.Releases.SentryApi;
using Sentry.Releases.Settings;

namespace Sentry.Releases.Publishing;

/// <summary>The steps of a run that read files, start programs or open connections; tests put others in their place.</summary>
internal sealed record ReleaseSteps
{
    public Func<ReleaseSettings, BuildFacts, Action<Diagnostic>, string?> ChooseName { get; init; } = ReleaseNameChoice.Choose;

    public Func<HistoryQuery, Action<Diagnostic>, CancellationToken, ReleaseHistory?> ReadHistory { get; init; } = ReleaseHistoryReader.Read;

    public Func<Connection, SentryClientOptions, SentryClient> Connect { get; init; } = (connection, options) => new SentryClient(connection, options);
}
