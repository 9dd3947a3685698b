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

/// <summary>The commit and the repository that a release is made from, as far as they are known, and how its commits reach Sentry.</summary>
internal sealed record ReleaseOrigin
{
    /// <summary>The full id of the commit released.</summary>
    public string? Commit { get; init; }

    /// <summary>The commit of the previous release.</summary>
    public string? PreviousCommit { get; init; }

    /// <summary>The repository's name.</summary>
    public string? Repository { get; init; }

    /// <summary>The remote's URL, which may hold credentials.</summary>
    public string? RemoteUrl { get; init; }

    /// <summary>What is sent. Until Sentry is asked, <see cref="CommitSource.Auto"/> means local commits.</summary>
    public CommitSource Source { get; init; }

    /// <summary>The names of the submodules' repositories, and the commits that the released one records for them.</summary>
    public IReadOnlyList<(string Repository, string Commit)> Submodules { get; init; } = [];

    /// <summary>The repository knows best. Where there is none, what was built is asked, the build, and then the CI service.</summary>
    public static ReleaseOrigin Find(ReleaseSettings settings, string? builtCommit, string sourceRevisionId, ReleaseHistory? history) => new()
    {
        Commit = history?.Head ?? WithoutRepository(builtCommit, Filled(sourceRevisionId) ?? CiServices.Commit(settings.Environment)),
        PreviousCommit = history?.PreviousCommit,
        Repository = settings.Get(Properties.Repository)
            ?? RepositoryName.FromUrl(history?.RemoteUrl)
            ?? (history is null ? CiServices.Repository(settings.Environment) : null),
        RemoteUrl = history?.RemoteUrl,
        Source = settings.Get(Properties.CommitSource),
        Submodules =
        [
            .. from submodule in history?.Submodules ?? []
               let name = RepositoryName.FromUrl(submodule.RemoteUrl)
               where name is not null
               select (name, submodule.Commit),
        ],
    };

    /// <summary>Asks Sentry which repositories it reads itself; of these it looks the commits up.</summary>
    /// <returns>With <see cref="CommitSource.Refs"/> where Sentry reads this repository, else with <see cref="CommitSource.Git"/>, and a message why.</returns>
    /// <exception cref="OperationCanceledException">The build was cancelled.</exception>
    public async Task<ReleaseOrigin> ConnectAsync(
        SentryClient client, ReleaseSettings settings, ReleaseHistory? history, DiagnosticLog log, CancellationToken cancellation)
    {
        var submodules = history?.Submodules ?? [];
        var names = await ConnectedAsync(client, [RemoteUrl ?? "", .. submodules.Select(submodule => submodule.RemoteUrl)], log, cancellation);
        return !names.TryGetValue(RemoteUrl ?? "", out var name) ? this with { Source = CommitSource.Git } : this with
        {
            Source = CommitSource.Refs,
            Repository = settings.Get(Properties.Repository) ?? name,
            Submodules = [.. submodules.Where(submodule => names.ContainsKey(submodule.RemoteUrl)).Select(submodule => (names[submodule.RemoteUrl], submodule.Commit))],
        };
    }

    /// <returns>By URL the names by which Sentry knows the repositories that are connected; none where it does not say.</returns>
    private async Task<Dictionary<string, string>> ConnectedAsync(
        SentryClient client, IReadOnlyList<string> remoteUrls, DiagnosticLog log, CancellationToken cancellation)
    {
        const string LocalCommits = "Local commits are sent instead.";
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            await foreach (var repository in client.ListRepositories().WithCancellation(cancellation))
            {
                foreach (var url in remoteUrls.Where(url => IsConnected(repository) && RepositoryName.AreSame(url, repository.Url)))
                    names.TryAdd(url, repository.Name);
            }

            if (!names.ContainsKey(remoteUrls[0]))
            {
                log.Message(DiagnosticCodes.RepositoryNotConnected,
                    $"The repository {Repository ?? "of this project"} is not connected to Sentry. {LocalCommits} "
                    + $"Connect it in Sentry's settings under Repositories, or set {Properties.CommitSource}=Git.");
            }
        }
        catch (SentryApiException failure)
        {
            names.Clear();
            log.Message(failure.Code, $"{failure.Message} {LocalCommits} Set {Properties.CommitSource}=Git to send them without asking.");
        }

        return names;
    }

    /// <summary>Whether Sentry reads the repository itself; others it knows by the names of commits alone.</summary>
    internal static bool IsConnected(Repository repository) => repository.Provider is not (null or "unknown");

    /// <summary>Whether a repository of Sentry's is this one, whatever it is called there.</summary>
    internal bool IsOf(Repository repository) => RepositoryName.AreSame(RemoteUrl, repository.Url);

    /// <summary>What was built knows best, though perhaps only the first digits.</summary>
    private static string? WithoutRepository(string? builtCommit, string? known) =>
        builtCommit is null || known?.StartsWith(builtCommit, StringComparison.OrdinalIgnoreCase) == true ? known : builtCommit;

    private static string? Filled(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
