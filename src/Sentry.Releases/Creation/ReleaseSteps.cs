using Sentry.Releases.Api;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.History;
using Sentry.Releases.Settings;

namespace Sentry.Releases.Creation;

/// <summary>The steps of a run that read files, start programs or open connections; tests put others in their place.</summary>
internal sealed record ReleaseSteps
{
    public Func<ReleaseSettings, BuildFacts, Action<Diagnostic>, string?> ChooseName { get; init; } = ReleaseNameChoice.Choose;

    public Func<HistoryQuery, Action<Diagnostic>, CancellationToken, ReleaseHistory?> ReadHistory { get; init; } = ReleaseHistoryReader.Read;

    public Func<Connection, SentryClientOptions, SentryClient> Connect { get; init; } = (connection, options) => new SentryClient(connection, options);
}
