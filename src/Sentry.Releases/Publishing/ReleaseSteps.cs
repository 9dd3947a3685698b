using Sentry.Releases.Diagnostics;
using Sentry.Releases.Git;
using Sentry.Releases.Naming;
using Sentry.Releases.SentryApi;

namespace Sentry.Releases.Publishing;

/// <summary>The steps of a run that read files, start programs or open connections; tests put others in their place.</summary>
internal sealed record ReleaseSteps
{
    public Func<ReleaseName?, BuiltApplication, Action<Diagnostic>, ReleaseName?> ChooseName { get; init; } = ReleaseName.Choose;

    public Func<HistoryQuery, Action<Diagnostic>, CancellationToken, ReleaseHistory?> ReadHistory { get; init; } = ReleaseHistoryReader.Read;

    public Func<Connection, SentryClientOptions, SentryClient> Connect { get; init; } = (connection, options) => new SentryClient(connection, options);
}
