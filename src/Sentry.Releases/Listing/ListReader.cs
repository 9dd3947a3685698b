using Sentry.Releases.Diagnostics;
using Sentry.Releases.Naming;
using Sentry.Releases.SentryApi;
using Sentry.Releases.Settings;

namespace Sentry.Releases.Listing;

/// <summary>
/// Reads what Sentry holds, by the same settings by which releases are created. Whoever asks for a list has no use for a build that
/// goes on without it: whatever keeps it from being read, a setting that lacks included, is an error, never an exception.
/// </summary>
public sealed class ListReader
{
    private readonly ReleaseSettings _settings;
    private readonly string _userAgent;
    private readonly DiagnosticLog _log;
    private string _codeOfStep = DiagnosticCodes.InvalidSetting;

    /// <param name="settings">The properties and the environment.</param>
    /// <param name="userAgent">Who speaks to Sentry.</param>
    /// <param name="report">Told of every diagnostic as soon as it is known.</param>
    public ListReader(ReleaseSettings settings, string userAgent, Action<Diagnostic> report)
    {
        _settings = settings;
        _userAgent = userAgent;
        _log = new DiagnosticLog(failureIsError: true, report) { Complete = SettingHints.Complete };
    }

    /// <summary>The organization's releases, as <c>SentryProject</c>, <c>SentryReleaseQuery</c>, <c>-Status</c> and <c>-Limit</c> say.</summary>
    /// <returns><see langword="null"/> when they could not be read, which was reported.</returns>
    /// <exception cref="OperationCanceledException">The build was cancelled.</exception>
    public Task<ShownList?> ReleasesAsync(CancellationToken cancellation) => WithoutExceptionsAsync(() => ReadReleasesAsync(cancellation), cancellation);

    /// <summary>The commits of <c>SentryRelease</c>, else of the release that the application will report.</summary>
    /// <returns><see langword="null"/> when they could not be read, which was reported.</returns>
    /// <exception cref="OperationCanceledException">The build was cancelled.</exception>
    public Task<ShownList?> CommitsAsync(BuiltApplication application, CancellationToken cancellation) =>
        WithoutExceptionsAsync(
            () => ReadOfReleaseAsync(application, (client, release, limit) => client.ListCommits(release, limit), CommitLayout.Of, cancellation),
            cancellation);

    /// <summary>The files uploaded to <c>SentryRelease</c>, else to the release that the application will report.</summary>
    /// <returns><see langword="null"/> when they could not be read, which was reported.</returns>
    /// <exception cref="OperationCanceledException">The build was cancelled.</exception>
    public Task<ShownList?> FilesAsync(BuiltApplication application, CancellationToken cancellation) =>
        WithoutExceptionsAsync(
            () => ReadOfReleaseAsync(application, (client, release, limit) => client.ListFiles(release, limit), FileLayout.Of, cancellation),
            cancellation);

    private async Task<ShownList?> WithoutExceptionsAsync(Func<Task<ShownList?>> read, CancellationToken cancellation)
    {
        try
        {
            return await read();
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            _log.Failure(_codeOfStep, $"The list could not be read: {SafeText.OfUnexpected(fault)}");
            return null;
        }
    }

    private async Task<ShownList?> ReadReleasesAsync(CancellationToken cancellation)
    {
        if (!_settings.Check(_log.Report) || Connection() is not { } found)
            return null;

        var filter = new ReleaseFilter
        {
            Query = _settings.Get(Properties.Query),
            Status = _settings.Get(Properties.Status),
            Projects = found.Projects,
        };
        return await ReadAsync(
            found.Connection, client => client.ListReleases(filter, _settings.Get(Properties.Limit)), ReleaseLayout.Of(found.Connection, filter), cancellation);
    }

    private async Task<ShownList?> ReadOfReleaseAsync<T>(
        BuiltApplication application,
        Func<SentryClient, string, int?, SentryList<T>> list,
        Func<string, ListLayout<T>> layout,
        CancellationToken cancellation)
    {
        if (!_settings.Check(_log.Report) || Release(application) is not { } release || Connection() is not { Connection: var connection })
            return null;

        // What belongs to one release is shown whole, unless someone said how much he wants to see.
        var limit = _settings.IsSet(Properties.Limit) ? _settings.Get(Properties.Limit) : (int?)null;
        return await ReadAsync(connection, client => list(client, release, limit), layout(release), cancellation);
    }

    private async Task<ShownList?> ReadAsync<T>(
        Connection connection,
        Func<SentryClient, SentryList<T>> list,
        ListLayout<T> layout,
        CancellationToken cancellation)
    {
        _log.Redact = connection.Token.Redact;
        _codeOfStep = DiagnosticCodes.UnexpectedResponse;
        using var client = new SentryClient(connection, new SentryClientOptions { Timeout = _settings.Get(Properties.Timeout), UserAgent = _userAgent });
        try
        {
            var items = new List<T>();
            var hasMore = false;
            await foreach (var page in list(client).Pages(cancellation))
            {
                items.AddRange(page.Entries);
                hasMore = page.HasMore;
            }

            return layout.Show(items, hasMore);
        }
        catch (SentryApiException failure)
        {
            _log.Failure(failure.Code, failure.Message, failure.Subjects);
            return null;
        }
    }

    private ConnectionAndProjects? Connection() =>
        ConnectionReader.Read(_settings, projectsNeeded: false, Severity.Error, _log.Report);

    private string? Release(BuiltApplication application)
    {
        var name = _settings.GivenName ?? application.Name(_log.Report);
        return name is not null && ReleaseNameRules.Check(name, _log.Report) ? name.Value : null;
    }
}
