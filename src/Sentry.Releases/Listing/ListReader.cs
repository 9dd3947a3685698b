using Sentry.Releases.Diagnostics;
using Sentry.Releases.Naming;
using Sentry.Releases.Publishing;
using Sentry.Releases.SentryApi;
using Sentry.Releases.Settings;

namespace Sentry.Releases.Listing;

/// <summary>
/// Reads what Sentry holds, by the same settings by which releases are created. Who asks for a list has no use for a build that goes on
/// without it, so whatever keeps it from being read, a missing setting included, is reported as an error, and there is no list.
/// </summary>
/// <param name="report">Gets every diagnostic as soon as it is known.</param>
internal sealed class ListReader(BuildFacts build, ReleaseSettings settings, Action<Diagnostic> report)
{
    private readonly DiagnosticLog _log = new(failureIsError: true, report) { Complete = SettingHints.Complete };

    /// <summary>The organization's releases, as <c>SentryProject</c>, <c>SentryReleaseQuery</c>, <c>-Status</c> and <c>-Limit</c> say.</summary>
    public ShownList? Releases() => Read(
        found => ListLayouts.Releases(found.Connection, new ReleaseFilter
        {
            Query = settings.Get(Properties.Query),
            Status = settings.Get(Properties.Status),
            Projects = found.Projects,
            WithHealth = true,
        }),
        settings.Get(Properties.Limit));

    public ShownList? Commits() => ReadOfRelease(ListLayouts.Commits);

    public ShownList? Files() => ReadOfRelease(ListLayouts.Files);

    public ShownList? Deploys() => ReadOfRelease(ListLayouts.Deploys);

    /// <summary>What belongs to one release: shown whole, unless a limit is set.</summary>
    private ShownList? ReadOfRelease<T>(Func<string, ListLayout<T>> layout) =>
        Read(
            _ => FindRelease() is { } release ? layout(release) : null,
            settings.IsSet(Properties.Limit) ? settings.Get(Properties.Limit) : null);

    /// <summary><c>SentryRelease</c>, else the release that the application will report.</summary>
    /// <returns><see langword="null"/> when there is none, which was reported.</returns>
    private string? FindRelease()
    {
        var name = settings.GivenName ?? Application().Name(_log.Report);
        return name is not null && ReleaseNameRules.Check(name, _log.Report) ? name.Value : null;
    }

    /// <summary>Who looks at a release may have built another configuration than this one.</summary>
    private BuiltApplication Application()
    {
        var application = build.AnyApplication(settings);
        if (application.AssemblyPath != build.ReleasedApplication(settings).AssemblyPath)
            _log.Message(DiagnosticCodes.NoAssembly, $"Nothing is built in this configuration. The release is that of {application.AssemblyPath}.");

        return application;
    }

    private ShownList? Read<T>(Func<ConnectionAndProjects, ListLayout<T>?> choose, int? limit)
    {
        try
        {
            if (!settings.Check(_log.Report)
                || ConnectionReader.Read(settings, projectsNeeded: false, Severity.Error, _log.Report) is not { Connection: var connection } found
                || choose(found) is not { } layout)
                return null;

            _log.Redact = connection.Token.Redact;
            using var client = new SentryClient(connection, build.ClientOptions(settings));
            var list = layout.List(client, limit);
            var items = list.ToList();
            return layout.Show(items, list.HasMore);
        }
        catch (SentryApiException failure)
        {
            _log.Failure(failure.Code, failure.Message, failure.Subjects);
        }
        catch (Exception fault) when (!build.Cancellation.IsCancellationRequested)
        {
            _log.Failure(DiagnosticCodes.InternalError, $"The list could not be read: {SafeText.OfUnexpected(fault)}");
        }

        return null;
    }
}
