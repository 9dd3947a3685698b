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
    private static readonly RequestPart[] Steps =
    [
        RequestPart.Link | RequestPart.LongFields,
        RequestPart.Files | RequestPart.Submodules,
        RequestPart.Commits,
        RequestPart.Link | RequestPart.Ref | RequestPart.Commits,
    ];

    private readonly ReleaseRequest _whole;
    private readonly int _maxBodies;
    private readonly RequestPart _optional;
    private readonly Dictionary<RequestPart, SentryApiException> _reasons = [];
    private readonly HashSet<RequestPart> _tried = [RequestPart.None];
    private RequestPart _refused;
    private RequestPart _missing;
    private int _step;

    /// <param name="whole">What is sent first.</param>
    /// <param name="maxBodies">How many different bodies may be sent, at least 2.</param>
    public ReleaseFallbacks(ReleaseRequest whole, int maxBodies)
    {
        _whole = whole;
        _maxBodies = maxBodies;
        _optional = PartsOf(whole);
        Request = whole;
    }

    /// <summary>The body to send.</summary>
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
        if (IsLast || Bodies >= _maxBodies)
            return false;

        var named = Named(failure);
        _refused |= named;
        if (named.HasFlag(RequestPart.Files))
            (_refused, _missing) = (_refused & ~RequestPart.LongFields, _missing & ~RequestPart.LongFields);

        var missing = ++Bodies == _maxBodies ? _optional : named == RequestPart.None ? NextStep() : Normalize(_refused | _missing);
        foreach (var part in Enum.GetValues<RequestPart>())
        {
            if (missing.HasFlag(part) && !_missing.HasFlag(part))
                _reasons.TryAdd(part, failure);
        }

        _missing = missing;
        _tried.Add(missing);
        Request = Without(missing);
        return true;
    }

    /// <summary>Says what the accepted body lacks, why, and what to change.</summary>
    /// <param name="log">Told in at most two diagnostics.</param>
    /// <param name="accepted">What the server holds in the end.</param>
    /// <param name="except">What is said elsewhere.</param>
    public void Report(DiagnosticLog log, Release accepted, RequestPart except)
    {
        var missing = _missing & ~except & (accepted.DateReleased is null ? ~RequestPart.None : ~RequestPart.Date);
        var details = missing.HasFlag(RequestPart.Commits) ? missing & ~RequestPart.LongFields : missing;
        Report(log, DiagnosticCodes.DetailLeftOut, details,
        [
            (RequestPart.Link, "its link", Subject.Url),
            (RequestPart.Ref, "its ref", Subject.Ref),
            (RequestPart.Date, "its date, so it is not marked as released", Subject.DateReleased),
            (RequestPart.LongFields, "the ends of long addresses and files with long paths", Subject.ChangedFiles),
        ]);
        var commits = missing.HasFlag(RequestPart.Commits) ? missing & RequestPart.Commits : missing;
        Report(log, DiagnosticCodes.SentWithLess, commits,
        [
            (RequestPart.Files, "changed files", Subject.ChangedFiles),
            (RequestPart.Submodules, "its submodules", Subject.Refs),
            (RequestPart.Commits, "commits", _whole.Refs is null ? Subject.Commits : Subject.Refs),
        ]);
    }

    private void Report(DiagnosticLog log, string code, RequestPart missing, (RequestPart Part, string Words, Subject Subject)[] parts)
    {
        parts = Array.FindAll(parts, part => missing.HasFlag(part.Part));
        if (parts.Length > 0)
        {
            log.Warning(code, $"{_reasons[parts[0].Part].Message} It was sent again without {string.Join(" and ", parts.Select(part => part.Words))}.",
                [.. parts.Select(part => part.Subject)]);
        }
    }

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

        RequestPart First(params RequestPart[] parts) => Array.Find(parts, part => (_optional & ~_missing).HasFlag(part) && !_reasons.ContainsKey(part));
    }

    /// <summary>What helped in no body before is put back, so that no more is given up than is at fault.</summary>
    private RequestPart NextStep()
    {
        while (_step < Steps.Length)
        {
            var missing = Normalize(_refused | Steps[_step++]);
            if (!_tried.Contains(missing))
                return missing;
        }

        return _optional;
    }

    /// <summary>Without commits there are no files, and only what is in the request can be left out of it.</summary>
    private RequestPart Normalize(RequestPart parts) =>
        (parts.HasFlag(RequestPart.Commits) ? parts | RequestPart.LongFields | RequestPart.Files | RequestPart.Submodules : parts) & _optional;

    private ReleaseRequest Without(RequestPart parts) => _whole with
    {
        Url = parts.HasFlag(RequestPart.Link) ? null : _whole.Url,
        Ref = parts.HasFlag(RequestPart.Ref) ? null : _whole.Ref,
        DateReleased = parts.HasFlag(RequestPart.Date) ? null : _whole.DateReleased,
        Refs = parts.HasFlag(RequestPart.Commits) ? null : parts.HasFlag(RequestPart.Submodules) ? [_whole.Refs![0]] : _whole.Refs,
        Commits = parts.HasFlag(RequestPart.Commits) ? null : _whole.Commits is null ? null :
        [
            .. _whole.Commits.Select(commit => parts.HasFlag(RequestPart.LongFields) ? Shorter(commit) : commit)
                .Select(commit => parts.HasFlag(RequestPart.Files) ? commit with { PatchSet = null } : commit),
        ],
    };

    private static RequestPart PartsOf(ReleaseRequest request)
    {
        var commits = request.Commits ?? [];
        return (request.Url is null ? RequestPart.None : RequestPart.Link)
            | (request.Ref is null ? RequestPart.None : RequestPart.Ref)
            | (request.DateReleased is null ? RequestPart.None : RequestPart.Date)
            | (request.Commits is null && request.Refs is null ? RequestPart.None : RequestPart.Commits)
            | (request.Refs is [_, _, ..] ? RequestPart.Submodules : RequestPart.None)
            | (commits.Any(commit => commit.PatchSet is not null) ? RequestPart.Files : RequestPart.None)
            | (commits.Any(IsLong) ? RequestPart.LongFields : RequestPart.None);
    }

    private static bool IsLong(CommitRequest commit) =>
        commit.AuthorEmail?.Length > FieldLimits.Older.AuthorEmail || commit.PatchSet?.Any(IsLong) == true;

    private static bool IsLong(PatchRequest file) => file.Path.Length > FieldLimits.Older.Path;

    /// <summary>The commit within the limits of older servers.</summary>
    internal static CommitRequest Shorter(CommitRequest commit)
    {
        var files = commit.PatchSet?.Where(file => !IsLong(file)).ToArray();
        return commit with
        {
            AuthorEmail = commit.AuthorEmail is { } address ? FieldLimits.Cut(address, FieldLimits.Older.AuthorEmail) : null,
            PatchSet = files is { Length: > 0 } ? files : null,
        };
    }
}
