using System.Globalization;
using System.Net;
using System.Text.Json;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.SentryApi;

namespace Sentry.Releases.Publishing;

/// <summary>What Sentry accepted.</summary>
/// <param name="Request">The body that created the release, as accepted.</param>
/// <param name="Response">The last response.</param>
/// <param name="Outcome">Created or updated.</param>
/// <param name="Commits">How many of the commits in the request Sentry holds, as far as it tells.</param>
/// <param name="Existed">Whether Sentry had the release before this run.</param>
internal sealed record SentRelease(ReleaseRequest Request, JsonElement Response, ReleaseOutcome Outcome, int Commits, bool Existed);

/// <summary>
/// Sends a release: in one request where the server takes it whole, and with less in it where it does not. Nothing that is optional costs
/// the release.
/// </summary>
internal sealed class ReleaseSender(SentryClient client, ReleaseDraft draft, DiagnosticLog log, CancellationToken cancellation)
{
    /// <summary>Sentry does not save commits with this in their message.</summary>
    public const string SkipMark = "#skipsentry";

    /// <summary>At most, as long as nothing has to be waited for: bodies that create the release, and one or more that update it.</summary>
    private const int MaxRequests = 6;

    /// <summary>The share of the time for all requests after which less is sent to a server that fails, and what each smaller body adds.</summary>
    private const double WholeShare = 0.5, ShareOfBody = 0.1;

    private readonly ReleaseFallbacks _bodies = new(draft.Request, MaxRequests - 1);
    private double _share = WholeShare;
    private int _askedFor;
    private bool _isUpdate;
    private SentryResponse<Release>? _found;
    private ReleaseFallbacks? _updates;

    /// <summary>The body that was sent last, or is sent next.</summary>
    public ReleaseRequest Request => _bodies.Request;

    /// <summary>Whether less than the whole request was tried.</summary>
    public bool HasSentLess => _bodies.Bodies > 1;

    /// <summary>Sends it once.</summary>
    /// <exception cref="SentryApiException">The release was not created.</exception>
    /// <exception cref="OperationCanceledException">The build was cancelled.</exception>
    public async Task<SentRelease> SendAsync()
    {
        var first = await AcceptedAsync();
        var last = _isUpdate ? null : await CompleteAsync(first);
        if (_isUpdate && LackingProjects(first.Value) is { Count: > 0 } lacking)
        {
            log.Warning(DiagnosticCodes.DetailLeftOut,
                $"The release '{Request.Version}' was updated, but not added to the project {string.Join(", ", lacking)}: the server accepts no release that it has already.");
        }

        // The update asked for the date again, and said what became of it.
        var isDateSaid = _updates is not null && _bodies.AcceptableDate is not null;
        _bodies.Report(log, (last ?? first).Value, except: isDateSaid ? RequestPart.Date : RequestPart.None);
        return new SentRelease(
            Request,
            (last ?? first).Json,
            first.Status == HttpStatusCode.Created ? ReleaseOutcome.Created : ReleaseOutcome.Updated,
            Held(last?.Value.CommitCount ?? first.Value.CommitCount),
            // Where a try failed before, that one may have made it.
            Existed: _askedFor == 0 && _bodies.Bodies == 1 && (first.Status == HttpStatusCode.AlreadyReported || last is not null));
    }

    private async Task<SentryResponse<Release>> AcceptedAsync()
    {
        while (true)
        {
            // The release is there, and the server takes nothing more.
            if (_isUpdate && _bodies.IsLast)
                return _found!;

            var retry = new RetryOptions
            {
                TimeShare = _bodies.IsLast ? 1 : _share,
                AfterServerError = _bodies.IsLast || _share <= WholeShare,
                ContinueAfterServerError = _askedFor == _bodies.Bodies ? null : IsMissingAsync,
            };
            try
            {
                return _isUpdate
                    ? await client.UpdateReleaseAsync(Request.Version, Update(Request, _found!.Value), retry, cancellation)
                    : await client.CreateReleaseAsync(Request, retry, cancellation);
            }
            catch (SentryApiException failure) when (!_isUpdate && _found is not null && failure.Status >= HttpStatusCode.InternalServerError)
            {
                _isUpdate = true;
                if (LackingProjects(_found.Value).Count > 0)
                    _share += ShareOfBody;
            }
            catch (SentryApiException failure) when (IsAboutContent(failure) && _bodies.Next(failure))
            {
                if (failure.IsTransient)
                    _share += ShareOfBody;
            }
        }
    }

    /// <summary>
    /// Asks once for each body whether a server that fails has the release all the same: from an event, or from a request that it could
    /// not finish. Some servers then accept nothing but an update.
    /// </summary>
    /// <returns>Whether to go on creating it: also where projects are lacking, which an update does not add.</returns>
    private async Task<bool> IsMissingAsync()
    {
        _askedFor = _bodies.Bodies;
        try
        {
            var retry = new RetryOptions { TimeShare = WholeShare, AfterServerError = false };
            _found = await client.GetReleaseAsync(Request.Version, retry, cancellation);
            return LackingProjects(_found.Value).Count > 0;
        }
        catch (SentryApiException)
        {
            return true;
        }
    }

    /// <summary>Sentry ignores date, ref and link of a release that it had already, for example from the application's events.</summary>
    /// <returns>The response to the update; <see langword="null"/> when none is needed, or when it is refused, which is reported.</returns>
    private async Task<SentryResponse<Release>?> CompleteAsync(SentryResponse<Release> created)
    {
        var wanted = Request with { DateReleased = _bodies.AcceptableDate, Commits = null, Refs = null };
        if (IsNew(created) || !IsIncomplete(wanted, created))
            return null;

        _updates = new ReleaseFallbacks(wanted, MaxRequests - _bodies.Bodies);
        SentryResponse<Release>? updated = null;
        while (updated is null && IsIncomplete(_updates.Request, created))
        {
            try
            {
                updated = await client.UpdateReleaseAsync(Request.Version, Update(_updates.Request, created.Value), retry: null, cancellation);
            }
            catch (SentryApiException failure)
            {
                if (IsAboutContent(failure) && _updates.Next(failure))
                    continue;

                log.Failure(failure.Code, failure.Message, failure.Subjects);
                return null;
            }
        }

        _updates.Report(log, (updated ?? created).Value, except: RequestPart.None);
        return updated;
    }

    /// <summary>
    /// Whether this run made the release: it has the moment of this run for its date. A link that it lacks all the same is one that the
    /// server does not keep.
    /// </summary>
    private bool IsNew(SentryResponse<Release> response) =>
        response is { Status: HttpStatusCode.Created, Value: { DateReleased: { } held } release }
        && Request.DateReleased is { } sent && IsSameSecond(held, sent) && release.Ref == Request.Ref;

    /// <summary>Whether Sentry has other details than were sent. A field that a server does not have is not one that it ignored.</summary>
    private bool IsIncomplete(ReleaseRequest wanted, SentryResponse<Release> response)
    {
        var held = response.Value;
        return (wanted.Ref is { } reference && reference != held.Ref && Has("ref"))
            || (wanted.Url is { } url && url != held.Url && Has("url"))
            || (wanted.DateReleased is { } date && (held.DateReleased is null || (draft.IsDateGiven && !IsSameSecond(held.DateReleased.Value, date))) && Has("dateReleased"));

        bool Has(string field) => response.Json.TryGetProperty(field, out _);
    }

    /// <summary>All details, because servers that speak Sentry's API take what is missing for erased: what is wanted, else what is held.</summary>
    private ReleaseUpdate Update(ReleaseRequest wanted, Release held) => new()
    {
        Ref = wanted.Ref ?? held.Ref,
        Url = wanted.Url ?? held.Url,
        DateReleased = draft.Request.DateReleased is null ? null
            : draft.IsDateGiven ? wanted.DateReleased ?? held.DateReleased
            : held.DateReleased ?? wanted.DateReleased,
        Commits = wanted.Commits,
        Refs = wanted.Refs,
    };

    private int Held(int? held)
    {
        var sent = (Request.Commits ?? []).Count(commit => !commit.Message.Contains(SkipMark, StringComparison.Ordinal));
        if (held is not { } count || count >= sent)
            return sent;

        log.Warning(DiagnosticCodes.HeldDiffers, string.Create(CultureInfo.InvariantCulture,
            $"Sentry holds {count} of the {sent} commits that were sent with the release '{Request.Version}'. Another build may have replaced them. Create the release again."));
        return count;
    }

    private IReadOnlyList<string> LackingProjects(Release release) =>
        release.Projects is { } projects && projects.All(project => project.Slug is not null && project.Id is not null)
            ? [.. Request.Projects.Where(wanted => !projects.Any(project => wanted == project.Slug || wanted == project.Id))]
            : [];

    /// <summary>Whether a smaller body may be accepted. The name and the projects are in every body that creates a release.</summary>
    private bool IsAboutContent(SentryApiException failure) => failure.Code switch
    {
        DiagnosticCodes.Refused => _isUpdate || _updates is not null || !(failure.Subjects.Contains(Subject.ReleaseName) || failure.Subjects.Contains(Subject.Projects)),
        DiagnosticCodes.Unreachable => !failure.IsServerUnreachable,
        _ => false,
    };

    private static bool IsSameSecond(DateTimeOffset one, DateTimeOffset other) => one.ToUnixTimeSeconds() == other.ToUnixTimeSeconds();
}
