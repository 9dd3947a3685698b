using System.Net;
using System.Text.Json;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.SentryApi;

namespace Sentry.Releases.Publishing;

/// <summary>Sends a release: in one request where it can be, with less in it where the server refuses the whole.</summary>
internal sealed class ReleaseSender(SentryClient client, DiagnosticLog log)
{
    /// <exception cref="SentryApiException">The release was not created.</exception>
    public async Task<SentRelease> SendAsync(ReleaseContents contents, CancellationToken cancellation)
    {
        var (request, answer) = await CreateAsync(contents, cancellation);
        var last = await CompleteAsync(request, answer, contents.IsDateGiven, cancellation) ?? answer;
        return new SentRelease(
            request,
            last.Json,
            answer.Status == HttpStatusCode.Created ? ReleaseOutcome.Created : ReleaseOutcome.Updated);
    }

    private async Task<(ReleaseRequest, SentryAnswer<Release>)> CreateAsync(ReleaseContents contents, CancellationToken cancellation)
    {
        var request = contents.Request;
        foreach (var (smaller, lacks) in contents.SmallerRequests())
        {
            try
            {
                return (request, await client.CreateReleaseAsync(request, cancellation));
            }
            catch (SentryApiException refusal) when (IsAboutCommits(refusal))
            {
                log.Warning(DiagnosticCodes.SentWithLess, $"{refusal.Message} It was sent again with {lacks}.");
                request = smaller;
            }
        }

        return (request, await client.CreateReleaseAsync(request, cancellation));
    }

    /// <summary>Sentry ignores date, reference and link of a release that it had already, for example from the application's events.</summary>
    private async Task<SentryAnswer<Release>?> CompleteAsync(
        ReleaseRequest request, SentryAnswer<Release> answer, bool isDateGiven, CancellationToken cancellation)
    {
        var update = new ReleaseUpdate
        {
            DateReleased = answer.Value.DateReleased is { } date && (!isDateGiven || IsSameSecond(date, request.DateReleased)) ? null : request.DateReleased,
            Ref = answer.Value.Ref == request.Ref ? null : request.Ref,
            Url = answer.Value.Url == request.Url ? null : request.Url,
        };
        if (update is { DateReleased: null, Ref: null, Url: null })
            return null;

        try
        {
            return await client.UpdateReleaseAsync(request.Version, update, cancellation);
        }
        catch (SentryApiException failure)
        {
            log.Failure(failure.Code, failure.Message, failure.Subjects);
            return null;
        }
    }

    private static bool IsSameSecond(DateTimeOffset one, DateTimeOffset? other) => one.ToUnixTimeSeconds() == other?.ToUnixTimeSeconds();

    private static bool IsAboutCommits(SentryApiException refusal) =>
        refusal.Status == HttpStatusCode.RequestEntityTooLarge
        || (refusal.Status == HttpStatusCode.BadRequest && (refusal.Subjects.Contains(Subject.Commits) || refusal.Subjects.Contains(Subject.Refs)));
}

/// <summary>What was sent and what came back.</summary>
/// <param name="Request">The body, as sent last.</param>
/// <param name="Response">The last answer.</param>
/// <param name="Outcome">Created or updated.</param>
internal sealed record SentRelease(ReleaseRequest Request, JsonElement Response, ReleaseOutcome Outcome);
