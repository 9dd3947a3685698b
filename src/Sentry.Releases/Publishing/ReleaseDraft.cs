using Sentry.Releases.Diagnostics;
using Sentry.Releases.Git;
using Sentry.Releases.SentryApi;
using Sentry.Releases.Settings;

namespace Sentry.Releases.Publishing;

/// <summary>What a release is to hold: the request within Sentry's limits.</summary>
/// <param name="IsTruncated">Whether commits or changed files were left out.</param>
/// <param name="IsDateGiven">Whether the date is the user's own, which then replaces the one of a release that Sentry had already.</param>
internal sealed record ReleaseDraft(ReleaseRequest Request, bool IsTruncated, bool IsDateGiven)
{
    /// <summary>Makes it, and reports what has to be left out.</summary>
    public static ReleaseDraft Create(ReleaseSettings settings, string name, IReadOnlyList<string> projects, ReleaseOrigin origin, DiagnosticLog log)
    {
        var commits = origin is { History: { } history, Source: not CommitSource.Refs } ? new CommitList(history, origin.Repository) : null;
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
        return new ReleaseDraft(request, commits?.IsTruncated ?? false, finalize && date is not null);
    }

    /// <returns>All details, because servers that speak Sentry's API take what is missing for erased: what is wanted, else what is held.</returns>
    public ReleaseRequest Update(ReleaseRequest wanted, Release held) => wanted with
    {
        Ref = wanted.Ref ?? held.Ref,
        Url = wanted.Url ?? held.Url,
        DateReleased = Request.DateReleased is null ? null
            : IsDateGiven ? wanted.DateReleased ?? held.DateReleased
            : held.DateReleased ?? wanted.DateReleased,
    };

    private static string? Link(ReleaseSettings settings, ReleaseOrigin origin, DiagnosticLog log)
    {
        var link = settings.Get(Properties.Url) ?? (origin.Commit is { } commit ? CommitPage.Of(origin.History?.RemoteUrl, commit) : null);
        return link is null ? null : AcceptedLink(link, "The release", Properties.Url, log);
    }

    /// <returns>The link as Sentry takes it; <see langword="null"/> when it would refuse it, which is reported.</returns>
    public static string? AcceptedLink(Uri link, string what, Property property, DiagnosticLog log)
    {
        if (LinkRule.Objection(link) is not { } objection)
            return link.AbsoluteUri;

        log.Warning(DiagnosticCodes.DetailLeftOut,
            $"{what} gets no link, because Sentry refuses {SafeText.WithoutCredentials(link.AbsoluteUri)}: {objection}. Set {property} to another address.");
        return null;
    }

    private static IReadOnlyList<RefRequest>? Heads(ReleaseOrigin origin, DiagnosticLog log)
    {
        if (origin is not { Commit: { Length: <= FieldLimits.Id } commit, Repository: { Length: <= FieldLimits.Reference } repository })
        {
            log.Warning(DiagnosticCodes.NoRepository,
                $"{Properties.CommitSource}={CommitSource.Refs} needs the repository's name and a commit, and not both are known, "
                + "so the release has no commits. "
                + $"Set {Properties.Repository}, or publish in a checkout with a remote.");
            return null;
        }

        return
        [
            new RefRequest(repository, commit, origin.History?.PreviousCommit),
            .. from submodule in origin.Submodules
               where submodule.Repository.Length <= FieldLimits.Reference
               select new RefRequest(submodule.Repository, submodule.Commit),
        ];
    }
}

/// <summary>The commit and the repository that a release is made from, as far as they are known, and how its commits reach Sentry.</summary>
internal sealed record ReleaseOrigin
{
    /// <summary>The full id of the commit released.</summary>
    public string? Commit { get; init; }

    public string? Repository { get; init; }

    /// <summary>What was read of the git repository, whose remote may hold credentials; <see langword="null"/> when nothing was.</summary>
    public ReleaseHistory? History { get; init; }

    /// <summary>What is sent. Until Sentry is asked, <see cref="CommitSource.Auto"/> means local commits.</summary>
    public CommitSource Source { get; init; }

    /// <summary>The names of the submodules' repositories, and the commits that the released one records for them.</summary>
    public IReadOnlyList<(string Repository, string Commit)> Submodules { get; init; } = [];

    /// <summary>The repository knows best. Where there is none, what was built is asked, the build, and then the CI service.</summary>
    public static ReleaseOrigin Find(ReleaseSettings settings, string? builtCommit, string sourceRevisionId, ReleaseHistory? history) => new()
    {
        Commit = history?.Head ?? WithoutRepository(builtCommit, Filled(sourceRevisionId) ?? CiServices.Commit(settings.Environment)),
        Repository = settings.Get(Properties.Repository)
            ?? RepositoryName.FromUrl(history?.RemoteUrl)
            ?? (history is null ? CiServices.Repository(settings.Environment) : null),
        History = history,
        Source = settings.Get(Properties.CommitSource),
        Submodules = Named(history, RepositoryName.FromUrl),
    };

    /// <summary>Asks Sentry which repositories it reads itself; of these it looks the commits up.</summary>
    /// <returns>With <see cref="CommitSource.Refs"/> where Sentry reads this repository, else with <see cref="CommitSource.Git"/>, and a message why.</returns>
    public ReleaseOrigin Connect(SentryClient client, ReleaseSettings settings, DiagnosticLog log)
    {
        const string LocalCommits = "Local commits are sent instead.";
        List<Repository> connected;
        try
        {
            connected = client.ListRepositories().With(RetryOptions.Optional).ToList().FindAll(IsConnected);
        }
        catch (SentryApiException failure)
        {
            log.Message(failure.Code, $"{failure.Message} {LocalCommits} Set {Properties.CommitSource}=Git to send them without asking.");
            return this with { Source = CommitSource.Git };
        }

        if (NameOf(History?.RemoteUrl) is not { } name)
        {
            log.Message(DiagnosticCodes.RepositoryNotConnected,
                $"The repository {Repository ?? "of this project"} is not connected to Sentry. {LocalCommits} "
                + $"Connect it in Sentry's settings under Repositories, or set {Properties.CommitSource}=Git.");
            return this with { Source = CommitSource.Git };
        }

        return this with
        {
            Source = CommitSource.Refs,
            Repository = settings.Get(Properties.Repository) ?? name,
            Submodules = Named(History, NameOf),
        };

        string? NameOf(string? url) => connected.Find(repository => RepositoryName.AreSame(url, repository.Url))?.Name;
    }

    /// <returns>Those of the submodules whose repositories have a name.</returns>
    private static IReadOnlyList<(string Repository, string Commit)> Named(ReleaseHistory? history, Func<string?, string?> nameOf) =>
    [
        .. from submodule in history?.Submodules ?? []
           let name = nameOf(submodule.RemoteUrl)
           where name is not null
           select (name, submodule.Commit),
    ];

    /// <summary>Whether Sentry reads the repository itself; others it knows by the names of commits alone.</summary>
    public static bool IsConnected(Repository repository) => repository.Provider is not (null or "unknown");

    /// <summary>Whether a repository of Sentry's is this one, whatever it is called there.</summary>
    public bool IsOf(Repository repository) => RepositoryName.AreSame(History?.RemoteUrl, repository.Url);

    /// <summary>What was built knows best, though perhaps only the first digits.</summary>
    private static string? WithoutRepository(string? builtCommit, string? known) =>
        builtCommit is null || known?.StartsWith(builtCommit, StringComparison.OrdinalIgnoreCase) == true ? known : builtCommit;

    private static string? Filled(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
