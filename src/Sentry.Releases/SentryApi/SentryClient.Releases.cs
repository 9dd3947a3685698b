using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using Sentry.Releases.Diagnostics;

namespace Sentry.Releases.SentryApi;

/// <content>Releases, and what belongs to one: commits, changed files, uploaded files, deploys.</content>
public sealed partial class SentryClient
{
    /// <summary>Creates a release; when Sentry has it already, adds the projects to it and replaces its commits.</summary>
    /// <returns>
    /// The release. Status 208 says that Sentry had it already: then <c>dateReleased</c>, <c>ref</c> and <c>url</c> were ignored.
    /// </returns>
    /// <exception cref="SentryApiException">No response says that it was created; after a 5xx or no response it may have been.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public Task<SentryResponse<Release>> CreateReleaseAsync(
        ReleaseRequest request, RetryOptions? retry = null, CancellationToken cancellation = default)
    {
        var call = new Call(HttpMethod.Post, _organizationPath + "releases/", $"create the release '{request.Version}'")
        {
            Body = RequestJson.Write(request),
            Retry = retry ?? RetryOptions.Default,
            SubjectOfField = SubjectOfReleaseField,
        };
        return SendAsync(call, Release.Read, cancellation);
    }

    /// <summary>Changes a release that exists.</summary>
    /// <exception cref="SentryApiException">It was not changed.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public Task<SentryResponse<Release>> UpdateReleaseAsync(
        string version, ReleaseUpdate update, RetryOptions? retry = null, CancellationToken cancellation = default)
    {
        var call = new Call(HttpMethod.Put, ReleasePath(version), $"update the release '{version}'")
        {
            Body = RequestJson.Write(update),
            Retry = retry ?? RetryOptions.Default,
            Subjects = [Subject.ReleaseName],
            SubjectOfField = SubjectOfReleaseField,
        };
        return SendAsync(call, Release.Read, cancellation);
    }

    /// <summary>Reads a release.</summary>
    /// <exception cref="SentryApiException">It could not be read; SRM3004 when there is none.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public Task<SentryResponse<Release>> GetReleaseAsync(string version, RetryOptions? retry = null, CancellationToken cancellation = default)
    {
        var call = OfRelease(version, "", "read the release") with { Retry = retry ?? RetryOptions.Default };
        return SendAsync(call, Release.Read, cancellation);
    }

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

    /// <summary>A release's commits in Sentry's order, newest first.</summary>
    /// <param name="version">The release's name.</param>
    /// <param name="limit">How many at most; by default all.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is less than 1.</exception>
    public SentryList<ReleaseCommit> ListCommits(string version, int? limit = null) =>
        List(OfRelease(version, "commits/", "list the commits of the release"), ReleaseCommit.Read, limit);

    /// <summary>The files that a release's commits changed: one entry for each file and commit.</summary>
    /// <param name="version">The release's name.</param>
    /// <param name="limit">How many at most; by default all.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is less than 1.</exception>
    public SentryList<ChangedReleaseFile> ListCommitFiles(string version, int? limit = null) =>
        List(OfRelease(version, "commitfiles/", "list the files changed in the release"), ChangedReleaseFile.Read, limit);

    /// <summary>The files that were uploaded to a release.</summary>
    /// <param name="version">The release's name.</param>
    /// <param name="limit">How many at most; by default all.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is less than 1.</exception>
    public SentryList<ReleaseFile> ListFiles(string version, int? limit = null) =>
        List(OfRelease(version, "files/", "list the files of the release"), ReleaseFile.Read, limit);

    /// <summary>The last deploy of a release to each environment, newest first.</summary>
    /// <param name="version">The release's name.</param>
    /// <param name="limit">How many at most; by default all.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is less than 1.</exception>
    public SentryList<Deploy> ListDeploys(string version, int? limit = null) =>
        List(OfRelease(version, "deploys/", "list the deploys of the release"), Deploy.Read, limit);

    /// <summary>
    /// Records a deploy of a release that exists. As every request that arrives adds a deploy, it is sent again only when it certainly
    /// did not arrive.
    /// </summary>
    /// <exception cref="SentryApiException">No response says that it was recorded; it may have been.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public Task<SentryResponse<Deploy>> CreateDeployAsync(string version, DeployRequest deploy, CancellationToken cancellation = default)
    {
        var purpose = $"record the deploy of the release '{version}' to '{deploy.Environment}'";
        var call = new Call(HttpMethod.Post, ReleasePath(version) + "deploys/", purpose)
        {
            Body = RequestJson.Write(deploy),
            Repeatable = false,
            Subjects = [Subject.ReleaseName],
            SubjectOfField = SubjectOfDeployField,
        };
        return SendAsync(call, Deploy.Read, cancellation);
    }

    private string ReleasePath(string version) => $"{_organizationPath}releases/{Segment(version)}/";

    private Call OfRelease(string version, string part, string purpose) =>
        new(HttpMethod.Get, ReleasePath(version) + part, $"{purpose} '{version}'") { Subjects = [Subject.ReleaseName] };

    private Call ListCall(ReleaseFilter filter)
    {
        var path = new StringBuilder(_organizationPath).Append("releases/");
        var separator = '?';
        foreach (var project in filter.Projects)
            Add("project", project);

        foreach (var environment in filter.Environments)
            Add("environment", environment);

        if (filter.Query is { } query)
            Add("query", query);

        if (filter.Status != StatusFilter.Open)
            Add("status", filter.Status == StatusFilter.Archived ? "archived" : "");

        if (filter.WithHealth)
        {
            Add("health", "1");
            Add("adoptionStages", "1");
        }

        return new Call(HttpMethod.Get, path.ToString(), "list the releases") { Subjects = [Subject.Projects, Subject.Query] };

        void Add(string name, string value)
        {
            path.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(value));
            separator = '&';
        }
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

    private static bool WantsNumbers(SentryApiException refusal) =>
        refusal.Status == HttpStatusCode.BadRequest && refusal.Message.Contains("must be numbers", StringComparison.OrdinalIgnoreCase);

    private static bool IsOfAny(Release release, IReadOnlyList<string> projects) =>
        release.Projects?.Any(project => projects.Contains(project.Slug) || projects.Contains(project.Id)) == true;

    private static Subject? SubjectOfReleaseField(string field) => field switch
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

    private static Subject? SubjectOfDeployField(string field) => field switch
    {
        "environment" => Subject.DeployEnvironment,
        "name" => Subject.DeployName,
        "url" => Subject.DeployUrl,
        "projects" => Subject.Projects,
        _ => null,
    };
}
