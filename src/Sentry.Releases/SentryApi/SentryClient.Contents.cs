using Sentry.Releases.Diagnostics;

namespace Sentry.Releases.SentryApi;

/// <content>What hangs on a release: commits, changed files, uploaded files, deploys; and the repositories that commits are in.</content>
public sealed partial class SentryClient
{
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

    /// <summary>Records a deploy of a release that exists. It is sent once: every request that arrives adds a deploy.</summary>
    /// <exception cref="SentryApiException">No answer says that it was recorded; it may have been.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public Task<SentryAnswer<Deploy>> CreateDeployAsync(string version, DeployRequest deploy, CancellationToken cancellation = default)
    {
        var purpose = $"record the deploy of the release '{version}' to '{deploy.Environment}'";
        var call = new Call(HttpMethod.Post, ReleasePath(version) + "deploys/", purpose)
        {
            Body = RequestJson.Write(deploy),
            Repeatable = false,
            Subjects = [Subject.ReleaseName],
            SubjectOfField = field => field switch
            {
                "environment" => Subject.DeployEnvironment,
                "name" => Subject.DeployName,
                "url" => Subject.DeployUrl,
                "projects" => Subject.Projects,
                _ => null,
            },
        };
        return SendAsync(call, Deploy.Read, cancellation);
    }

    /// <summary>The repositories that the organization's Sentry knows.</summary>
    /// <param name="query">Part of the name in any case; <see langword="null"/> for all.</param>
    /// <param name="limit">How many at most; by default all.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is less than 1.</exception>
    public SentryList<Repository> ListRepositories(string? query = null, int? limit = null)
    {
        var path = query is null ? "repos/" : $"repos/?query={Uri.EscapeDataString(query)}";
        return List(new Call(HttpMethod.Get, path, "list the repositories") { Scope = "org:read" }, Repository.Read, limit);
    }

    private static Call OfRelease(string version, string part, string purpose) =>
        new(HttpMethod.Get, ReleasePath(version) + part, $"{purpose} '{version}'") { Subjects = [Subject.ReleaseName] };
}
