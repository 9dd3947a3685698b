using Sentry.Releases.Api;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.History;
using Sentry.Releases.Settings;

namespace Sentry.Releases.Creation;

/// <summary>What the release carries, within Sentry's limits, and the smaller forms of it that are tried when it is refused.</summary>
internal sealed class ReleaseContents
{
    private readonly ReleaseHistory? _history;
    private readonly string? _repository;
    private readonly CommitList? _commits;

    public ReleaseContents(ReleaseSettings settings, BuildFacts build, string name, IReadOnlyList<string> projects, ReleaseHistory? history)
    {
        _history = history;
        _repository = settings.Repository ?? RepositoryName.FromUrl(history?.RemoteUrl);
        _commits = history is null || settings.CommitSource == CommitSource.Refs
            ? null
            : CommitList.Of(history, _repository, FieldLimits.Current);
        Request = new ReleaseRequest
        {
            Version = name,
            Projects = projects,
            Ref = Reference(settings, build, history),
            Url = settings.Url?.AbsoluteUri,
            DateReleased = settings.Finalize ? settings.DateReleased ?? DateTimeOffset.UtcNow : null,
            Commits = _commits is { Commits.Count: > 0 } list ? list.Commits : null,
        };
    }

    /// <summary>The whole request.</summary>
    public ReleaseRequest Request { get; }

    /// <summary>The request with less and less in it, each with what it lacks in words: for servers that refuse the whole one.</summary>
    public IEnumerable<(ReleaseRequest Request, string Lacks)> SmallerRequests()
    {
        if (Request.Commits is not { } commits || _history is null)
            yield break;

        yield return (Request with { Commits = CommitList.Of(_history, _repository, FieldLimits.Older).Commits }, "shorter fields");
        yield return (Request with { Commits = [.. commits.Select(commit => commit with { PatchSet = null })] }, "no changed files");
        yield return (Request with { Commits = null }, "no commits");
    }

    public void ReportWhatIsLeftOut(DiagnosticLog log)
    {
        if (_commits is { CommitsLeftOut: > 0 })
            log.Warning(DiagnosticCodes.LeftOut, $"{_commits.CommitsLeftOut} older commits are left out of the release, {_commits.Commits.Count} are in it. Raise {PropertyNames.MaxCommits}, or tag releases more often.");

        if (_commits is { FilesLeftOut: > 0 })
            log.Warning(DiagnosticCodes.LeftOut, $"{_commits.FilesLeftOut} changed files are left out of the release: their paths or the request would be too long for Sentry. Set {PropertyNames.ChangedFiles}=false to send none.");
    }

    public HistoryReport HistoryReport() => _history is null
        ? new HistoryReport { Repository = _repository }
        : new HistoryReport
        {
            Reader = _history.Reader,
            Repository = _repository,
            Head = _history.Head,
            PreviousTag = _history.PreviousTag,
            PreviousCommit = _history.PreviousCommit,
            Commits = Request.Commits?.Count ?? 0,
            Truncated = _commits is { CommitsLeftOut: > 0 } or { FilesLeftOut: > 0 },
            Shallow = _history.Shallow,
        };

    private static string? Reference(ReleaseSettings settings, BuildFacts build, ReleaseHistory? history)
    {
        var reference = settings.Ref ?? history?.Head ?? (build.SourceRevisionId.Length > 0 ? build.SourceRevisionId : null);
        return reference is null ? null : FieldLimits.Cut(reference, FieldLimits.Reference);
    }
}
