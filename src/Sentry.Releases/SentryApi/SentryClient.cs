using System.Net;
using System.Text.Json;
using Sentry.Releases.Diagnostics;

namespace Sentry.Releases.SentryApi;

/// <summary>
/// Sentry's release API. Transient failures are tried again until the time that the client was given is used up; every other failure,
/// and the last transient one, is a <see cref="SentryApiException"/>. Not safe for use by several threads at once.
/// </summary>
/// <remarks>
/// A call holds the calling thread until the server answers: a build has it to spare, and over 200 methods fewer are compiled in each
/// build's new process.
/// </remarks>
internal sealed partial class SentryClient : IDisposable
{
    private readonly Connection _connection;
    private readonly SentryClientOptions _options;
    private readonly string _organizationPath;
    private readonly bool _isDirect;

    /// <exception cref="ArgumentException">The organization's name is empty, <c>.</c> or <c>..</c>.</exception>
    public SentryClient(Connection connection, SentryClientOptions options)
    {
        (_connection, _options) = (connection, options);
        _organizationPath = $"organizations/{Segment(connection.Organization)}/";
        _isDirect = options.Answer is not null || IsDirect(connection);
        _http = new HttpMessageInvoker(_isDirect ? new DirectHandler(OpenConnection) : ProxyHandler());
    }

    /// <summary>
    /// Creates a release; when Sentry has it already, adds the projects to it and replaces its commits. Then <see cref="LastStatus"/> is
    /// 208, and <c>dateReleased</c>, <c>ref</c> and <c>url</c> were ignored.
    /// </summary>
    /// <exception cref="SentryApiException">No response says that it was created; after a 5xx or no response it may have been.</exception>
    public Release CreateRelease(ReleaseRequest request, RetryOptions? retry = null)
    {
        var call = new Call(_connection, HttpMethod.Post, _organizationPath + "releases/", $"create the release '{request.Version}'")
        {
            Body = RequestJson.Write(request),
            Retry = retry ?? new(),
            SubjectOfField = SubjectOfReleaseField,
        };
        return Send(call, Release.Read);
    }

    /// <summary>Changes a release that exists, but not its projects; what is <see langword="null"/> stays as it is.</summary>
    public Release UpdateRelease(ReleaseRequest request, RetryOptions? retry = null)
    {
        var call = new Call(_connection, HttpMethod.Put, ReleasePath(request.Version), $"update the release '{request.Version}'")
        {
            Body = RequestJson.WriteUpdate(request),
            Retry = retry ?? new(),
            Subjects = [Subject.ReleaseName],
            SubjectOfField = SubjectOfReleaseField,
        };
        return Send(call, Release.Read);
    }

    public Release GetRelease(string version, RetryOptions? retry = null) =>
        Send(OfRelease(version, "", "read the release") with { Retry = retry ?? new() }, Release.Read);

    /// <summary>The organization's releases, newest first by the date on which Sentry first heard of them.</summary>
    /// <remarks>
    /// Servers from before mid-2026 filter by the numbers of projects only (getsentry/sentry#117493), which an organization token may not
    /// look up. They refuse the first page, and then the filtering is done here.
    /// </remarks>
    public SentryList<Release> ListReleases(ReleaseFilter? filter = null, int? limit = null)
    {
        filter ??= new ReleaseFilter();
        if (filter.Projects.Count == 0)
            return List(ListCall(filter), Release.Read, limit);

        var ofAllProjects = ListCall(filter with { Projects = [] });
        return List(ListCall(filter), Release.Read, limit, new(WantsNumbers, ofAllProjects, release => IsOfAny(release, filter.Projects)));
    }

    /// <summary>A release's commits in Sentry's order, newest first.</summary>
    public SentryList<ReleaseCommit> ListCommits(string version, int? limit = null) =>
        List(OfRelease(version, "commits/", "list the commits of the release"), ReleaseCommit.Read, limit);

    /// <summary>The files that were uploaded to a release.</summary>
    public SentryList<ReleaseFile> ListFiles(string version, int? limit = null) =>
        List(OfRelease(version, "files/", "list the files of the release"), ReleaseFile.Read, limit);

    /// <summary>The last deploy of a release to each environment, newest first.</summary>
    public SentryList<Deploy> ListDeploys(string version, int? limit = null) =>
        List(OfRelease(version, "deploys/", "list the deploys of the release"), Deploy.Read, limit);

    /// <summary>
    /// Records a deploy of a release that exists. As every request that arrives adds a deploy, it is sent again only when it certainly
    /// did not arrive.
    /// </summary>
    /// <exception cref="SentryApiException">No response says that it was recorded; it may have been.</exception>
    public Deploy CreateDeploy(string version, Deploy deploy)
    {
        var purpose = $"record the deploy of the release '{version}' to '{deploy.Environment}'";
        var call = new Call(_connection, HttpMethod.Post, ReleasePath(version) + "deploys/", purpose)
        {
            Body = RequestJson.Write(deploy),
            Repeatable = false,
            Subjects = [Subject.ReleaseName],
            SubjectOfField = SubjectOfDeployField,
        };
        return Send(call, Deploy.Read);
    }

    /// <returns>The name as one segment of a path.</returns>
    /// <exception cref="ArgumentException">The name would lead to another address: it is empty, <c>.</c> or <c>..</c>.</exception>
    private static string Segment(string name) =>
        name is "" or "." or ".." ? throw new ArgumentException($"Nothing in Sentry has the name '{name}'.", nameof(name)) : Uri.EscapeDataString(name);

    private string ReleasePath(string version) => $"{_organizationPath}releases/{Segment(version)}/";

    private Call OfRelease(string version, string part, string purpose) =>
        new(_connection, HttpMethod.Get, ReleasePath(version) + part, $"{purpose} '{version}'") { Subjects = [Subject.ReleaseName] };

    private Call ListCall(ReleaseFilter filter)
    {
        var call = new Call(_connection, HttpMethod.Get, _organizationPath + "releases/", "list the releases") { Subjects = [Subject.Projects, Subject.Query] };
        foreach (var project in filter.Projects)
            call = call.With("project", project);

        foreach (var environment in filter.Environments)
            call = call.With("environment", environment);

        if (filter.Query is { } query)
            call = call.With("query", query);

        if (filter.Status != StatusFilter.Open)
            call = call.With("status", filter.Status == StatusFilter.Archived ? "archived" : "");

        return filter.WithHealth ? call.With("health", "1").With("adoptionStages", "1") : call;
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

    /// <summary>Sends a call that is answered by one object.</summary>
    private T Send<T>(Call call, Func<JsonElement, T?> read) where T : class
    {
        var response = Send(call);
        return response.Json() is { ValueKind: JsonValueKind.Object } json && read(json) is { } value
            ? value
            : throw response.Unexpected("it is not the JSON that Sentry sends");
    }

    /// <exception cref="ArgumentOutOfRangeException">The limit is less than 1.</exception>
    private SentryList<T> List<T>(Call call, Func<JsonElement, T?> read, int? limit, ListFallback<T>? fallback = null) where T : class
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit ?? 1, 1, nameof(limit));
        return new SentryList<T>(this, call, read, limit, fallback);
    }
}

/// <summary>Which releases of an organization are listed, and with what.</summary>
internal sealed record ReleaseFilter
{
    /// <summary>
    /// Part of the name in any case, or one of Sentry's search terms such as <c>release.package:app</c> or <c>finalized:true</c>;
    /// <see langword="null"/> for all.
    /// </summary>
    public string? Query { get; init; }

    public StatusFilter Status { get; init; }

    /// <summary>Slugs or numeric ids of projects; empty for all that the token can see.</summary>
    public IReadOnlyList<string> Projects { get; init; } = [];

    /// <summary>Only those with events or deploys of one of these environments; empty for all.</summary>
    public IReadOnlyList<string> Environments { get; init; } = [];

    /// <summary>Whether the response also says how each release runs, which costs the server more time.</summary>
    public bool WithHealth { get; init; }
}

/// <summary>Which releases a listing shows: those that are not archived, those that are, or all.</summary>
internal enum StatusFilter
{
    Open,
    Archived,
    Any,
}
