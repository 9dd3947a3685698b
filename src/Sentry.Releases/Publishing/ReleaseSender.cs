using System.Globalization;
using System.Net;
using System.Text.Json;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.SentryApi;

namespace Sentry.Releases.Publishing;

/// <summary>What came of sending a release.</summary>
/// <param name="Outcome">Created, updated or failed.</param>
/// <param name="Request">The body that created the release, as accepted, else as sent last.</param>
/// <param name="Response">The last response; <see langword="null"/> when it failed.</param>
/// <param name="Commits">How many of the commits in the request Sentry holds, as far as it tells.</param>
/// <param name="Existed">Whether Sentry had the release before this run.</param>
internal sealed record SentRelease(ReleaseOutcome Outcome, ReleaseRequest Request, JsonElement? Response = null, int Commits = 0, bool Existed = false);

/// <summary>
/// Sends a release: in one request where the server takes it whole, and with less in it where it does not. Nothing that is optional costs
/// the release.
/// </summary>
internal sealed class ReleaseSender(SentryClient client, ReleaseDraft draft, DiagnosticLog log, CancellationToken cancellation)
{
    /// <summary>At most, as long as nothing has to be waited for: bodies that create the release, and one or more that update it.</summary>
    private const int MaxRequests = 6;

    /// <summary>The share of the time for all requests after which less is sent to a server that fails, and what each smaller body adds.</summary>
    private const double WholeShare = 0.5, ShareOfBody = 0.1;

    private readonly ReleaseFallbacks _bodies = new(draft.Request, MaxRequests - 1);

    /// <summary>Sends it once. A failure is reported.</summary>
    public async Task<SentRelease> SendAsync()
    {
        Acceptance accepted;
        try
        {
            accepted = await AcceptedAsync();
        }
        catch (SentryApiException failure)
        {
            var withLess = _bodies.Bodies > 1 ? " It was sent with less in it, too, and not accepted." : "";
            log.Failure(failure.Code, failure.Message + withLess, failure.Subjects);
            return new SentRelease(ReleaseOutcome.Failed, _bodies.Request);
        }

        var request = _bodies.Request;
        var completion = new ReleaseCompletion(client, draft, log, cancellation);
        if (!accepted.IsUpdate)
            await completion.RunAsync(request, _bodies.AcceptableDate, accepted.Response, MaxRequests - _bodies.Bodies);
        else if (LackingProjects(accepted.Response.Value) is { Count: > 0 } lacking)
        {
            log.Warning(DiagnosticCodes.DetailLeftOut,
                $"The release '{request.Version}' was updated, but not added to the project {string.Join(", ", lacking)}: the server accepts no release that it has already.");
        }

        var last = completion.Response ?? accepted.Response;
        // The update asked for the date again, and said what became of it.
        var isDateSaid = completion.IsTried && _bodies.AcceptableDate is not null;
        _bodies.Report(log, last.Value, except: isDateSaid ? RequestPart.Date : RequestPart.None);
        return new SentRelease(
            accepted.Response.Status == HttpStatusCode.Created ? ReleaseOutcome.Created : ReleaseOutcome.Updated,
            request,
            last.Json,
            Held(completion.Response?.Value.CommitCount ?? accepted.Response.Value.CommitCount),
            // Where a try failed before, that one may have made it.
            Existed: !accepted.HasFailedBefore && _bodies.Bodies == 1
                && (accepted.Response.Status == HttpStatusCode.AlreadyReported || completion.Response is not null));
    }

    private async Task<Acceptance> AcceptedAsync()
    {
        var share = WholeShare;
        var askedFor = 0;
        var isUpdate = false;
        SentryResponse<Release>? found = null;
        while (true)
        {
            // The release is there, and the server takes nothing more.
            if (isUpdate && _bodies.IsLast)
                return new Acceptance(found!, isUpdate, HasFailedBefore: true);

            var retry = new RetryOptions
            {
                TimeShare = _bodies.IsLast ? 1 : share,
                AfterServerError = _bodies.IsLast || share <= WholeShare,
                ContinueAfterServerError = askedFor == _bodies.Bodies ? null : IsMissingAsync,
            };
            try
            {
                var request = _bodies.Request;
                var response = isUpdate
                    ? await client.UpdateReleaseAsync(request.Version, draft.Update(request, found!.Value), retry, cancellation)
                    : await client.CreateReleaseAsync(request, retry, cancellation);
                return new Acceptance(response, isUpdate, HasFailedBefore: askedFor > 0);
            }
            catch (SentryApiException failure) when (!isUpdate && found is not null && failure.Status >= HttpStatusCode.InternalServerError)
            {
                isUpdate = true;
                if (LackingProjects(found.Value).Count > 0)
                    share += ShareOfBody;
            }
            catch (SentryApiException failure) when ((isUpdate || !IsAboutIdentity(failure)) && _bodies.Next(failure))
            {
                if (failure.IsTransient)
                    share += ShareOfBody;
            }
        }

        // Asks once for each body whether a server that fails has the release all the same: from an event, or from a request that it could not
        // finish. Some servers then accept nothing but an update. Where projects are lacking, which an update does not add, it goes on creating.
        async Task<bool> IsMissingAsync()
        {
            askedFor = _bodies.Bodies;
            try
            {
                var retry = new RetryOptions { TimeShare = WholeShare, AfterServerError = false };
                found = await client.GetReleaseAsync(draft.Request.Version, retry, cancellation);
                return LackingProjects(found.Value).Count > 0;
            }
            catch (SentryApiException)
            {
                return true;
            }
        }
    }

    /// <summary>The name and the projects are in every body that creates a release.</summary>
    private static bool IsAboutIdentity(SentryApiException failure) =>
        failure.Code == DiagnosticCodes.Refused && (failure.Subjects.Contains(Subject.ReleaseName) || failure.Subjects.Contains(Subject.Projects));

    private int Held(int? held)
    {
        var sent = CommitList.Saved(_bodies.Request).Count();
        if (held is not { } count || count >= sent)
            return sent;

        log.Warning(DiagnosticCodes.HeldDiffers, string.Create(CultureInfo.InvariantCulture,
            $"Sentry holds {count} of the {sent} commits that were sent with the release '{draft.Request.Version}'. Another build may have replaced them. Create the release again."));
        return count;
    }

    private IReadOnlyList<string> LackingProjects(Release release) =>
        release.Projects is { } projects && projects.All(project => project.Slug is not null && project.Id is not null)
            ? [.. draft.Request.Projects.Where(wanted => !projects.Any(project => wanted == project.Slug || wanted == project.Id))]
            : [];

    /// <param name="Response">The first response of success.</param>
    /// <param name="IsUpdate">Whether it was an update that the server accepted in the end.</param>
    /// <param name="HasFailedBefore">Whether a try before it failed in the server.</param>
    private sealed record Acceptance(SentryResponse<Release> Response, bool IsUpdate, bool HasFailedBefore);
}

/// <summary>
/// Sentry ignores date, ref and link of a release that it had already, for example from the application's events. They follow in an update.
/// </summary>
internal sealed class ReleaseCompletion(SentryClient client, ReleaseDraft draft, DiagnosticLog log, CancellationToken cancellation)
{
    /// <summary>Whether an update was needed.</summary>
    public bool IsTried { get; private set; }

    /// <summary>The response to the update; <see langword="null"/> when none was needed, or when it was refused, which was reported.</summary>
    public SentryResponse<Release>? Response { get; private set; }

    /// <param name="request">The body that created the release.</param>
    /// <param name="date">The date that is wanted, even where that body had to do without.</param>
    /// <param name="created">The response to it.</param>
    /// <param name="maxRequests">How many requests are left.</param>
    public async Task RunAsync(ReleaseRequest request, DateTimeOffset? date, SentryResponse<Release> created, int maxRequests)
    {
        var wanted = request with { DateReleased = date, Commits = null, Refs = null };
        IsTried = !IsNew(request, created) && IsIncomplete(wanted, created);
        if (!IsTried)
            return;

        var bodies = new ReleaseFallbacks(wanted, maxRequests);
        while (Response is null && IsIncomplete(bodies.Request, created))
        {
            try
            {
                Response = await client.UpdateReleaseAsync(request.Version, draft.Update(bodies.Request, created.Value), retry: null, cancellation);
            }
            catch (SentryApiException failure)
            {
                if (bodies.Next(failure))
                    continue;

                log.Failure(failure.Code, failure.Message, failure.Subjects);
                return;
            }
        }

        bodies.Report(log, (Response ?? created).Value, except: RequestPart.None);
    }

    /// <summary>
    /// Whether this run made the release: it has the moment of this run for its date. A link that it lacks all the same is one that the
    /// server does not keep.
    /// </summary>
    private static bool IsNew(ReleaseRequest sent, SentryResponse<Release> response) =>
        response is { Status: HttpStatusCode.Created, Value: { DateReleased: { } held } release }
        && sent.DateReleased is { } date && IsSameSecond(held, date) && release.Ref == sent.Ref;

    /// <summary>Whether Sentry has other details than were sent. A field that a server does not have is not one that it ignored.</summary>
    private bool IsIncomplete(ReleaseRequest wanted, SentryResponse<Release> response)
    {
        var held = response.Value;
        return (wanted.Ref is { } reference && reference != held.Ref && Has("ref"))
            || (wanted.Url is { } url && url != held.Url && Has("url"))
            || (wanted.DateReleased is { } date && (held.DateReleased is null || (draft.IsDateGiven && !IsSameSecond(held.DateReleased.Value, date))) && Has("dateReleased"));

        bool Has(string field) => response.Json.TryGetProperty(field, out _);
    }

    private static bool IsSameSecond(DateTimeOffset one, DateTimeOffset other) => one.ToUnixTimeSeconds() == other.ToUnixTimeSeconds();
}
