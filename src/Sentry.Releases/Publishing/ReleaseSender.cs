using System.Globalization;
using System.Net;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.SentryApi;

namespace Sentry.Releases.Publishing;

/// <summary>
/// Sends a release: in one request where the server takes it whole, and with less in it where it does not. Nothing that is optional costs
/// the release.
/// </summary>
/// <param name="report">Gets what was sent and what came of it.</param>
internal sealed class ReleaseSender(SentryClient client, ReleaseDraft draft, ReleaseReport report, DiagnosticLog log)
{
    /// <summary>At most, as long as nothing has to be waited for: bodies that create the release, and one or more that update it.</summary>
    private const int MaxRequests = 6;

    /// <summary>The share of the time for all requests after which less is sent to a server that fails, and what each smaller body adds.</summary>
    private const double WholeShare = 0.5, ShareOfBody = 0.1;

    private readonly ReleaseFallbacks _bodies = new(draft.Request, MaxRequests - 1);

    /// <summary>Whether the server failed at a try, which may have made the release all the same.</summary>
    private bool _hasFailed;

    /// <summary>The release that a server has though it failed; <see langword="null"/> where it has none.</summary>
    private Release? _found;

    private bool _isUpdate;

    /// <summary>Sends it once. A failure is reported.</summary>
    public void Send()
    {
        Release accepted;
        try
        {
            accepted = Accepted();
        }
        catch (SentryApiException failure)
        {
            var withLess = _bodies.Bodies > 1 ? " It was sent with less in it, too, and not accepted." : "";
            log.Failure(failure.Code, failure.Message + withLess, failure.Subjects);
            report.Request = _bodies.Request;
            return;
        }

        var status = client.LastStatus;
        // The date is wanted even where the body that created the release had to do without.
        var details = _bodies.Request with { DateReleased = _bodies.AcceptableDate, Commits = null, Refs = null };
        var isIncomplete = !_isUpdate && !(status == HttpStatusCode.Created && IsOfThisRun(accepted)) && IsIncomplete(details, accepted);
        var completed = isIncomplete ? Complete(details, accepted) : null;
        if (_isUpdate && LackingProjects(accepted) is { Count: > 0 } lacking)
        {
            log.Warning(DiagnosticCodes.DetailLeftOut,
                $"The release '{draft.Request.Version}' was updated, but not added to the project {string.Join(", ", lacking)}: "
                + "the server accepts no release that it has already.");
        }

        var last = completed ?? accepted;
        // The update asked for the date again, and said what became of it.
        var isDateSaid = isIncomplete && details.DateReleased is not null;
        _bodies.Report(log, last, except: isDateSaid ? RequestPart.Date : RequestPart.None);
        report.Request = _bodies.Request;
        report.Response = last.Json;
        report.Commits = Held(completed?.CommitCount ?? accepted.CommitCount);
        if (!_hasFailed && _bodies.Bodies == 1 && (status == HttpStatusCode.AlreadyReported || completed is not null))
            report.Notes.Add(ReleaseSummary.Existed(_bodies.Request));

        report.Outcome = status == HttpStatusCode.Created ? ReleaseOutcome.Created : ReleaseOutcome.Updated;
    }

    private Release Accepted()
    {
        var share = WholeShare;
        // At the end of an update's bodies the release is there all the same, and the server takes nothing more.
        while (!_isUpdate || !_bodies.IsLast)
        {
            var retry = new RetryOptions
            {
                TimeShare = _bodies.IsLast ? 1 : share,
                AfterServerError = _bodies.IsLast || share <= WholeShare,
                ContinueAfterServerError = _isUpdate ? null : IsMissing,
            };
            try
            {
                return _isUpdate
                    ? client.UpdateRelease(draft.Update(_bodies.Request, _found!), retry)
                    : client.CreateRelease(_bodies.Request, retry);
            }
            catch (SentryApiException failure) when (!_isUpdate && _found is not null && failure.Status >= HttpStatusCode.InternalServerError)
            {
                _isUpdate = true;
                if (LackingProjects(_found).Count > 0)
                    share += ShareOfBody;
            }
            catch (SentryApiException failure) when ((_isUpdate || !IsAboutIdentity(failure)) && _bodies.Next(failure))
            {
                if (failure.IsTransient)
                    share += ShareOfBody;
            }
        }

        return _found!;
    }

    /// <summary>
    /// Asks whether a server that fails has the release all the same: from an event, or from a request that it could not finish. Some servers
    /// then accept nothing but an update. Where projects are lacking, which an update does not add, it goes on creating.
    /// </summary>
    private bool IsMissing()
    {
        _hasFailed = true;
        try
        {
            var retry = RetryOptions.Optional with { TimeShare = WholeShare, AfterServerError = false };
            _found = client.GetRelease(draft.Request.Version, retry);
            return LackingProjects(_found).Count > 0;
        }
        catch (SentryApiException)
        {
            return true;
        }
    }

    /// <summary>
    /// Sentry ignores date, ref and link of a release that it had already, for example from the application's events. They follow in an update.
    /// </summary>
    /// <returns>The response to the update; <see langword="null"/> when it was refused, which was reported.</returns>
    private Release? Complete(ReleaseRequest wanted, Release held)
    {
        Release? response = null;
        var bodies = new ReleaseFallbacks(wanted, MaxRequests - _bodies.Bodies);
        while (response is null && IsIncomplete(bodies.Request, held))
        {
            try
            {
                response = client.UpdateRelease(draft.Update(bodies.Request, held), retry: null);
            }
            catch (SentryApiException failure)
            {
                if (bodies.Next(failure))
                    continue;

                log.Failure(failure.Code, failure.Message, failure.Subjects);
                return null;
            }
        }

        bodies.Report(log, response ?? held, except: RequestPart.None);
        return response;
    }

    /// <summary>
    /// Whether this run made the release: it has the moment of this run for its date. A link that it lacks all the same is one that the
    /// server does not keep.
    /// </summary>
    private bool IsOfThisRun(Release held) =>
        held.DateReleased is { } heldDate && _bodies.Request.DateReleased is { } date && IsSameSecond(heldDate, date) && held.Ref == _bodies.Request.Ref;

    /// <summary>Whether Sentry has other details than were sent. A field that a server does not have is not one that it ignored.</summary>
    private bool IsIncomplete(ReleaseRequest wanted, Release held)
    {
        return (wanted.Ref is { } reference && reference != held.Ref && Has("ref"))
            || (wanted.Url is { } url && url != held.Url && Has("url"))
            || (wanted.DateReleased is { } date && IsOtherDate(date, held.DateReleased) && Has("dateReleased"));

        bool IsOtherDate(DateTimeOffset date, DateTimeOffset? held) => held is not { } other || (draft.IsDateGiven && !IsSameSecond(other, date));

        bool Has(string field) => held.Json.TryGetProperty(field, out _);
    }

    private static bool IsSameSecond(DateTimeOffset one, DateTimeOffset other) => one.ToUnixTimeSeconds() == other.ToUnixTimeSeconds();

    /// <summary>The name and the projects are in every body that creates a release.</summary>
    private static bool IsAboutIdentity(SentryApiException failure) =>
        failure.Code == DiagnosticCodes.Refused && (failure.Subjects.Contains(Subject.ReleaseName) || failure.Subjects.Contains(Subject.Projects));

    /// <returns>How many of the commits in the request Sentry holds, as far as it tells. That it holds fewer is reported.</returns>
    private int Held(int? held)
    {
        var sent = CommitList.Saved(_bodies.Request).Count();
        if (held is not { } count || count >= sent)
            return sent;

        log.Warning(DiagnosticCodes.HeldDiffers, string.Create(CultureInfo.InvariantCulture,
            $"Sentry holds {count} of the {sent} commits that were sent with the release '{draft.Request.Version}'. ")
            + "Another build may have replaced them. Create the release again.");
        return count;
    }

    private IReadOnlyList<string> LackingProjects(Release release) =>
        release.Projects is { } projects && projects.All(project => project.Slug is not null && project.Id is not null)
            ? [.. draft.Request.Projects.Where(wanted => !projects.Any(project => wanted == project.Slug || wanted == project.Id))]
            : [];
}
