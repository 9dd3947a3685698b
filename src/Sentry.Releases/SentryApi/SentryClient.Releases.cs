using System.Net;
using System.Runtime.CompilerServices;
using Sentry.Releases.Diagnostics;

namespace Sentry.Releases.SentryApi;

/// <content>Releases themselves.</content>
public sealed partial class SentryClient
{
    /// <summary>Creates a release; when Sentry has it already, adds the projects to it and replaces its commits.</summary>
    /// <returns>The release, and whether Sentry had it already; then <c>dateReleased</c>, <c>ref</c> and <c>url</c> were ignored.</returns>
    /// <exception cref="SentryApiException">It was not created.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public Task<SentryAnswer<Release>> CreateReleaseAsync(ReleaseRequest request, CancellationToken cancellation = default)
    {
        var body = RequestJson.Write(request);
        var call = new Call(HttpMethod.Post, "releases/", $"create the release '{request.Version}'")
        {
            Body = body,
            SubjectOfField = SubjectOfField,
        };
        return SendAsync(call, Release.Read, cancellation);
    }

    /// <summary>Changes a release that exists.</summary>
    /// <exception cref="SentryApiException">It was not changed.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public Task<SentryAnswer<Release>> UpdateReleaseAsync(string version, ReleaseUpdate update, CancellationToken cancellation = default)
    {
        var body = RequestJson.Write(update);
        var call = new Call(HttpMethod.Put, ReleasePath(version), $"update the release '{version}'")
        {
            Body = body,
            Subjects = [Subject.ReleaseName],
            SubjectOfField = SubjectOfField,
        };
        return SendAsync(call, Release.Read, cancellation);
    }

    /// <summary>Reads a release.</summary>
    /// <exception cref="SentryApiException">It could not be read; SRM3004 when there is none.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public Task<SentryAnswer<Release>> GetReleaseAsync(string version, CancellationToken cancellation = default) =>
        SendAsync(OfRelease(version, "", "read the release"), Release.Read, cancellation);

    /// <summary>The organization's releases, newest first by the date on which Sentry first heard of them.</summary>
    /// <param name="filter">Which; by default all that are not archived.</param>
    /// <param name="limit">How many at most; no more requests are sent than these need. By default all.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is less than 1.</exception>
    public SentryList<Release> ListReleases(ReleaseFilter? filter = null, int? limit = null)
    {
        filter ??= new ReleaseFilter();
        var list = List(ListCall(filter), Release.Read, limit);
        if (filter.Projects.Count == 0)
            return list;

        var all = ListCall(filter with { Projects = [] });
        var ofAllProjects = List(all, Release.Read, limit, release => IsOfAny(release, filter.Projects));
        return new SentryList<Release>(cancellation => FirstThatTakesSlugsAsync(list, ofAllProjects, cancellation));
    }

    /// <summary>
    /// Servers from before mid-2026 filter by the numbers of projects only (getsentry/sentry#117493), which an organization token may not
    /// look up. They refuse the first page, and then the filtering is done here.
    /// </summary>
    private static async IAsyncEnumerable<SentryPage<Release>> FirstThatTakesSlugsAsync(
        SentryList<Release> filtered, SentryList<Release> ofAllProjects, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var pages = filtered.Pages(cancellation).GetAsyncEnumerator(cancellation);
        try
        {
            bool found;
            try
            {
                found = await pages.MoveNextAsync();
            }
            catch (SentryApiException refusal) when (WantsNumbers(refusal))
            {
                await pages.DisposeAsync();
                pages = ofAllProjects.Pages(cancellation).GetAsyncEnumerator(cancellation);
                found = await pages.MoveNextAsync();
            }

            for (; found; found = await pages.MoveNextAsync())
                yield return pages.Current;
        }
        finally
        {
            await pages.DisposeAsync();
        }
    }

    private static Subject? SubjectOfField(string field) => field switch
    {
        "version" => Subject.ReleaseName,
        "projects" => Subject.Projects,
        "ref" => Subject.Ref,
        "url" => Subject.Url,
        "dateReleased" => Subject.DateReleased,
        "commits" => Subject.Commits,
        "refs" => Subject.Refs,
        _ => null,
    };

    private static bool WantsNumbers(SentryApiException refusal) =>
        refusal.Status == HttpStatusCode.BadRequest && refusal.Message.Contains("must be numbers", StringComparison.OrdinalIgnoreCase);

    private static bool IsOfAny(Release release, IReadOnlyList<string> projects) =>
        release.Projects?.Any(project => projects.Contains(project.Slug) || projects.Contains(project.Id)) == true;

    private static Call ListCall(ReleaseFilter filter)
    {
        List<(string Name, string Value)> parameters = [.. filter.Projects.Select(project => ("project", project))];
        if (filter.Query is { } query)
            parameters.Add(("query", query));

        if (filter.Status != StatusFilter.Open)
            parameters.Add(("status", filter.Status == StatusFilter.Archived ? "archived" : ""));

        var text = string.Join('&', parameters.Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value)}"));
        return new Call(HttpMethod.Get, text.Length == 0 ? "releases/" : $"releases/?{text}", "list the releases")
        {
            Subjects = [Subject.Projects, Subject.Query],
        };
    }
}
