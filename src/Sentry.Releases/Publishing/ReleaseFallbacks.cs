using System.Net;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.SentryApi;

namespace Sentry.Releases.Publishing;

/// <summary>What is optional in a release's request, in the order in which it is given up.</summary>
[Flags]
internal enum RequestPart
{
    None = 0,
    Link = 1,

    /// <summary>Ends of addresses and paths that are longer than self-hosted servers took that have not been updated for long.</summary>
    LongFields = 2,

    Files = 4,
    Submodules = 8,

    /// <summary>The commits, or the heads of repositories from which Sentry takes them.</summary>
    Commits = 16,

    Ref = 32,
    Date = 64,
}

/// <summary>
/// What is sent when a server does not take a request whole. What the server names is left out. Where it names nothing, it is tried first
/// without details, then without changed files, then without commits. The last body holds nothing that is optional.
/// </summary>
internal sealed class ReleaseFallbacks
{
    private const RequestPart PartsOfCommits = RequestPart.LongFields | RequestPart.Files | RequestPart.Submodules;

    private static Optional[] AllParts() =>
    [
        new(RequestPart.Link, DiagnosticCodes.DetailLeftOut, "its link", Subject.Url,
            request => request.Url is not null, request => request with { Url = null }),
        new(RequestPart.Ref, DiagnosticCodes.DetailLeftOut, "its ref", Subject.Ref,
            request => request.Ref is not null, request => request with { Ref = null }),
        new(RequestPart.Date, DiagnosticCodes.DetailLeftOut, "its date, so it is not marked as released", Subject.DateReleased,
            request => request.DateReleased is not null, request => request with { DateReleased = null }),
        new(RequestPart.LongFields, DiagnosticCodes.DetailLeftOut, "the ends of long addresses and files with long paths", Subject.ChangedFiles,
            request => request.Commits?.Any(IsLong) == true, request => WithCommits(request, Shorter)),
        new(RequestPart.Files, DiagnosticCodes.SentWithLess, "changed files", Subject.ChangedFiles,
            request => request.Commits?.Any(commit => commit.PatchSet is not null) == true,
            request => WithCommits(request, commit => commit with { PatchSet = null })),
        new(RequestPart.Submodules, DiagnosticCodes.SentWithLess, "its submodules", Subject.Refs,
            request => request.Refs is [_, _, ..], request => request with { Refs = [request.Refs![0]] }),
        new(RequestPart.Commits, DiagnosticCodes.SentWithLess, "commits", Subject.Commits,
            request => request.Commits is not null, request => request with { Commits = null }),
        new(RequestPart.Commits, DiagnosticCodes.SentWithLess, "commits", Subject.Refs,
            request => request.Refs is not null, request => request with { Refs = null }),
    ];

    private static readonly RequestPart[] Steps =
    [
        RequestPart.Link | RequestPart.LongFields,
        RequestPart.Files | RequestPart.Submodules,
        RequestPart.Commits,
        RequestPart.Link | RequestPart.Ref | RequestPart.Commits,
    ];

    private readonly ReleaseRequest _whole;
    private readonly int _maxBodies;
    private readonly Optional[] _parts;
    private readonly RequestPart _optional;
    private readonly List<int> _tried = [(int)RequestPart.None];
    private RequestPart _refused;
    private RequestPart _missing;
    private int _step;

    /// <param name="maxBodies">How many different bodies may be sent, at least 2.</param>
    public ReleaseFallbacks(ReleaseRequest whole, int maxBodies)
    {
        _whole = whole;
        _maxBodies = maxBodies;
        _parts = Array.FindAll(AllParts(), part => part.IsIn(whole));
        Request = whole;
        foreach (var part in _parts)
            _optional |= part.Part;
    }

    public ReleaseRequest Request { get; private set; }

    /// <summary>How many bodies there were until now.</summary>
    public int Bodies { get; private set; } = 1;

    /// <summary>Whether no body is left but this one.</summary>
    public bool IsLast => _missing == _optional;

    /// <summary>The date, even where the last body had to do without; <see langword="null"/> where it is the date that the server refuses.</summary>
    public DateTimeOffset? AcceptableDate => _refused.HasFlag(RequestPart.Date) ? null : _whole.DateReleased;

    /// <summary>Makes <see cref="Request"/> the next smaller body.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Next(SentryApiException failure)
    {
        if (IsLast || Bodies >= _maxBodies || !IsAboutContent(failure))
            return false;

        var named = Named(failure);
        _refused |= named;
        if (named.HasFlag(RequestPart.Files))
            (_refused, _missing) = (_refused & ~RequestPart.LongFields, _missing & ~RequestPart.LongFields);

        var missing = ++Bodies == _maxBodies ? _optional : named == RequestPart.None ? NextStep() : Normalize(_refused | _missing);
        foreach (var part in _parts)
        {
            if (missing.HasFlag(part.Part) && !_missing.HasFlag(part.Part))
                part.Reason ??= failure;
        }

        _missing = missing;
        _tried.Add((int)missing);
        Request = _parts.Where(part => missing.HasFlag(part.Part)).Aggregate(_whole, (request, part) => part.Without(request));
        return true;
    }

    /// <summary>Says what the accepted body lacks, why, and what to change.</summary>
    /// <param name="log">Told in at most two diagnostics.</param>
    /// <param name="accepted">What the server holds in the end.</param>
    /// <param name="except">What is said elsewhere.</param>
    public void Report(DiagnosticLog log, Release accepted, RequestPart except)
    {
        var missing = _missing & ~except & (accepted.DateReleased is null ? ~RequestPart.None : ~RequestPart.Date);
        if (missing.HasFlag(RequestPart.Commits))
            missing &= ~PartsOfCommits;

        foreach (var lost in _parts.Where(part => missing.HasFlag(part.Part)).GroupBy(part => part.Code))
        {
            log.Warning(lost.Key,
                $"{lost.First().Reason!.Message} It was sent again without {string.Join(" and ", lost.Select(part => part.Words))}.",
                [.. lost.Select(part => part.Subject)]);
        }
    }

    private static bool IsAboutContent(SentryApiException failure) => failure.Code switch
    {
        DiagnosticCodes.Refused => true,
        DiagnosticCodes.Unreachable => !failure.IsServerUnreachable,
        _ => false,
    };

    /// <returns>What the server names and can be left out, of commits the least that is left.</returns>
    private RequestPart Named(SentryApiException failure)
    {
        if (failure.Status is not (HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity))
            return RequestPart.None;

        var named = RequestPart.None;
        foreach (var subject in failure.Subjects)
        {
            named |= subject switch
            {
                Subject.Url => RequestPart.Link,
                Subject.Ref => RequestPart.Ref,
                Subject.DateReleased => RequestPart.Date,
                Subject.ChangedFiles => First(RequestPart.LongFields, RequestPart.Files),
                Subject.Commits when !failure.Subjects.Contains(Subject.ChangedFiles) =>
                    First(RequestPart.LongFields, RequestPart.Files, RequestPart.Commits),
                Subject.Refs => First(RequestPart.Submodules, RequestPart.Commits),
                _ => RequestPart.None,
            };
        }

        return named & _optional & ~_missing;

        RequestPart First(params RequestPart[] parts) => Array.Find(parts, part => !_missing.HasFlag(part) && IsUntried(part));

        bool IsUntried(RequestPart part) => Array.Exists(_parts, optional => optional.Part == part && optional.Reason is null);
    }

    /// <summary>What helped in no body before is put back, so that no more is given up than is at fault.</summary>
    private RequestPart NextStep()
    {
        while (_step < Steps.Length)
        {
            var missing = Normalize(_refused | Steps[_step++]);
            if (!_tried.Contains((int)missing))
                return missing;
        }

        return _optional;
    }

    /// <summary>Without commits there are no files, and only what is in the request can be left out of it.</summary>
    private RequestPart Normalize(RequestPart parts) =>
        (parts.HasFlag(RequestPart.Commits) ? parts | PartsOfCommits : parts) & _optional;

    private static ReleaseRequest WithCommits(ReleaseRequest request, Func<ReleaseCommit, ReleaseCommit> change) =>
        request with { Commits = [.. request.Commits!.Select(change)] };

    private static bool IsLong(ReleaseCommit commit) =>
        commit.AuthorEmail?.Length > FieldLimits.Older.AuthorEmail || commit.PatchSet?.Any(IsLong) == true;

    private static bool IsLong(PatchRequest file) => file.Path.Length > FieldLimits.Older.Path;

    /// <summary>The commit within the limits of older servers.</summary>
    public static ReleaseCommit Shorter(ReleaseCommit commit)
    {
        var files = commit.PatchSet?.Where(file => !IsLong(file)).ToArray();
        return commit with
        {
            AuthorEmail = commit.AuthorEmail is { } address ? FieldLimits.CutOrNull(address, FieldLimits.Older.AuthorEmail) : null,
            PatchSet = files is { Length: > 0 } ? files : null,
        };
    }

    /// <param name="Words">What the release is then without.</param>
    /// <param name="Subject">What to look at where it is left out.</param>
    private sealed record Optional(
        RequestPart Part, string Code, string Words, Subject Subject, Func<ReleaseRequest, bool> IsIn, Func<ReleaseRequest, ReleaseRequest> Without)
    {
        /// <summary>The first failure for which it was left out; <see langword="null"/> until then.</summary>
        public SentryApiException? Reason { get; set; }
    }
}
