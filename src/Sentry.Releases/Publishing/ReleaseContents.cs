using Sentry.Releases.Diagnostics;
using Sentry.Releases.Git;
using Sentry.Releases.SentryApi;
using Sentry.Releases.Settings;

namespace Sentry.Releases.Publishing;

/// <summary>What the release carries, within Sentry's limits, and the smaller forms of it that are tried when it is refused.</summary>
internal sealed class ReleaseContents
{
    private readonly ReleaseHistory? _history;
    private readonly ReleaseOrigin _origin;
    private readonly CommitList? _commits;
    private readonly bool _isUrlTooLong;
    private readonly bool _lacksRefs;

    /// <param name="settings">What is asked for.</param>
    /// <param name="name">The release's name.</param>
    /// <param name="projects">Whose release it is.</param>
    /// <param name="origin">Where it comes from.</param>
    /// <param name="history">Its commits; <see langword="null"/> for none.</param>
    /// <param name="asRefs">Whether Sentry is to look the commits up itself.</param>
    public ReleaseContents(
        ReleaseSettings settings, string name, IReadOnlyList<string> projects, ReleaseOrigin origin, ReleaseHistory? history, bool asRefs)
    {
        _history = history;
        _origin = origin;
        _commits = history is null || asRefs ? null : CommitList.Of(history, origin.Repository, FieldLimits.Current);
        _isUrlTooLong = settings.Get(Properties.Url) is not null && Link(settings, origin) is null;
        Request = new ReleaseRequest
        {
            Version = name,
            Projects = projects,
            Ref = (settings.Get(Properties.Ref) ?? origin.Commit) is { } reference ? FieldLimits.Cut(reference, FieldLimits.Reference) : null,
            Url = Link(settings, origin),
            DateReleased = settings.Get(Properties.Finalize) ? settings.Get(Properties.DateReleased) ?? DateTimeOffset.UtcNow : null,
            Commits = _commits is { Commits.Count: > 0 } list ? list.Commits : null,
            Refs = asRefs ? Heads(origin) : null,
        };
        _lacksRefs = asRefs && Request.Refs is null;
        IsDateGiven = settings.Get(Properties.Finalize) && settings.Get(Properties.DateReleased) is not null;
    }

    /// <summary>The whole request.</summary>
    public ReleaseRequest Request { get; }

    /// <summary>Whether the date is the user's own, which then stands against the one of a release that Sentry had already.</summary>
    public bool IsDateGiven { get; }

    /// <summary>The request with less and less in it, each with what it lacks in words: for servers that refuse the whole one.</summary>
    public IEnumerable<(ReleaseRequest Request, string Lacks)> SmallerRequests()
    {
        if (Request.Refs is [var own, _, ..])
            yield return (Request with { Refs = [own] }, "no submodules");

        if (Request.Refs is not null)
            yield return (Request with { Refs = null }, "no heads of repositories");

        if (Request.Commits is not { } commits || _history is null)
            yield break;

        yield return (Request with { Commits = CommitList.Of(_history, _origin.Repository, FieldLimits.Older).Commits }, "shorter fields");
        yield return (Request with { Commits = [.. commits.Select(commit => commit with { PatchSet = null })] }, "no changed files");
        yield return (Request with { Commits = null }, "no commits");
    }

    public void ReportWhatIsLeftOut(DiagnosticLog log)
    {
        if (_commits is { CommitsLeftOut: > 0 })
            log.Warning(DiagnosticCodes.CommitsLeftOut, $"{_commits.CommitsLeftOut} older commits are left out of the release, {_commits.Commits.Count} are in it. Raise {Properties.MaxCommits}, or tag releases more often.");

        if (_commits is { FilesLeftOut: > 0 })
            log.Warning(DiagnosticCodes.CommitsLeftOut, $"{_commits.FilesLeftOut} changed files are left out of the release: their paths or the request would be too long for Sentry. Set {Properties.ChangedFiles}=false to send none.");

        if (_isUrlTooLong)
            log.Warning(DiagnosticCodes.InvalidSetting, $"{Properties.Url} is longer than the {FieldLimits.Url} characters that Sentry takes, so the release has no link. Shorten it.");

        if (_lacksRefs)
            log.Warning(DiagnosticCodes.CommitsLeftOut, $"{Properties.CommitSource}=Refs needs a repository and a commit, and not both are known, so the release has no commits. Set {Properties.Repository}, or publish in a checkout with a remote.");
    }

    public HistoryReport HistoryReport() => new()
    {
        Reader = _history?.Reader ?? "none",
        Repository = _origin.Repository,
        Head = _origin.Commit,
        PreviousTag = _history?.PreviousTag,
        PreviousCommit = _origin.PreviousCommit,
        Commits = Request.Commits?.Count ?? 0,
        Truncated = _commits is { CommitsLeftOut: > 0 } or { FilesLeftOut: > 0 },
        Shallow = _history?.Shallow ?? false,
    };

    private static string? Link(ReleaseSettings settings, ReleaseOrigin origin)
    {
        var link = settings.Get(Properties.Url) ?? (origin.Commit is { } commit ? CommitPage.Of(origin.RemoteUrl, commit) : null);
        return link?.AbsoluteUri is { Length: <= FieldLimits.Url } address ? address : null;
    }

    private static IReadOnlyList<RefRequest>? Heads(ReleaseOrigin origin)
    {
        if (origin is not { Commit: { Length: <= FieldLimits.Id } commit, Repository: { Length: <= FieldLimits.Reference } repository })
            return null;

        var submodules = origin.Submodules.Where(submodule => submodule.Repository.Length <= FieldLimits.Reference);
        return
        [
            new RefRequest { Repository = repository, Commit = commit, PreviousCommit = origin.PreviousCommit },
            .. submodules.Select(submodule => new RefRequest { Repository = submodule.Repository, Commit = submodule.Commit }),
        ];
    }
}
