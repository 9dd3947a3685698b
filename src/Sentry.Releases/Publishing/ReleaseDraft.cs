using Sentry.Releases.Diagnostics;
using Sentry.Releases.Git;
using Sentry.Releases.SentryApi;
using Sentry.Releases.Settings;

namespace Sentry.Releases.Publishing;

/// <summary>What a release is to hold: the request within Sentry's limits, and where its commits come from.</summary>
/// <param name="Request">The whole request.</param>
/// <param name="History">For the report; it counts no commits before they are sent.</param>
/// <param name="IsDateGiven">Whether the date is the user's own, which then replaces the one of a release that Sentry had already.</param>
internal sealed record ReleaseDraft(ReleaseRequest Request, HistoryReport History, bool IsDateGiven)
{
    /// <param name="settings">What is asked for.</param>
    /// <param name="name">The release's name.</param>
    /// <param name="projects">Whose release it is.</param>
    /// <param name="origin">Where it comes from.</param>
    /// <param name="history">Its commits; <see langword="null"/> for none.</param>
    /// <param name="log">Told of what has to be left out.</param>
    public static ReleaseDraft Create(
        ReleaseSettings settings, string name, IReadOnlyList<string> projects, ReleaseOrigin origin, ReleaseHistory? history, DiagnosticLog log)
    {
        var commits = history is null || origin.Source == CommitSource.Refs ? null : new CommitList(history, origin.Repository);
        commits?.Report(log);
        var date = settings.Get(Properties.DateReleased);
        var finalize = settings.Get(Properties.Finalize);
        var request = new ReleaseRequest
        {
            Version = name,
            Projects = projects,
            Ref = (settings.Get(Properties.Ref) ?? origin.Commit) is { } reference ? FieldLimits.Cut(reference, FieldLimits.Reference) : null,
            Url = Link(settings, origin, log),
            DateReleased = finalize ? date ?? DateTimeOffset.UtcNow : null,
            Commits = commits is { Commits.Count: > 0 } ? commits.Commits : null,
            Refs = origin.Source == CommitSource.Refs ? Heads(origin, log) : null,
        };
        return new ReleaseDraft(request, Report(origin, history, commits), finalize && date is not null);
    }

    private static string? Link(ReleaseSettings settings, ReleaseOrigin origin, DiagnosticLog log)
    {
        var link = settings.Get(Properties.Url) ?? (origin.Commit is { } commit ? CommitPage.Of(origin.RemoteUrl, commit) : null);
        return link is null ? null : AcceptedLink(link, "The release", Properties.Url, log);
    }

    /// <returns>The link as Sentry takes it; <see langword="null"/> when it would refuse it, which is reported.</returns>
    internal static string? AcceptedLink(Uri link, string what, Property property, DiagnosticLog log)
    {
        if (LinkRule.Objection(link) is not { } objection)
            return link.AbsoluteUri;

        log.Warning(DiagnosticCodes.DetailLeftOut, $"{what} gets no link, because Sentry refuses {SafeText.WithoutCredentials(link.AbsoluteUri)}: {objection}. Set {property} to another address.");
        return null;
    }

    private static IReadOnlyList<RefRequest>? Heads(ReleaseOrigin origin, DiagnosticLog log)
    {
        if (origin is not { Commit: { Length: <= FieldLimits.Id } commit, Repository: { Length: <= FieldLimits.Reference } repository })
        {
            log.Warning(DiagnosticCodes.NoRepository,
                $"{Properties.CommitSource}={CommitSource.Refs} needs the repository's name and a commit, and not both are known, so the release has no commits. "
                + $"Set {Properties.Repository}, or publish in a checkout with a remote.");
            return null;
        }

        return
        [
            new RefRequest { Repository = repository, Commit = commit, PreviousCommit = origin.PreviousCommit },
            .. from submodule in origin.Submodules
               where submodule.Repository.Length <= FieldLimits.Reference
               select new RefRequest { Repository = submodule.Repository, Commit = submodule.Commit },
        ];
    }

    private static HistoryReport Report(ReleaseOrigin origin, ReleaseHistory? history, CommitList? commits) => new()
    {
        Reader = history?.Reader ?? "none",
        Repository = origin.Repository,
        Head = origin.Commit,
        PreviousTag = history?.PreviousTag,
        PreviousCommit = history?.PreviousCommit,
        Base = history?.Base ?? HistoryBase.None,
        Paths = history?.Paths ?? [],
        Truncated = commits?.IsTruncated ?? false,
        Shallow = history?.Shallow ?? false,
    };
}
