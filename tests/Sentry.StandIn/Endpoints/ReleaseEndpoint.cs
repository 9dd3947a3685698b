using Sentry.StandIn.Http;
using Sentry.StandIn.Json;
using Sentry.StandIn.Store;
using Sentry.StandIn.Validation;

namespace Sentry.StandIn.Endpoints;

/// <summary><c>releases/{version}/</c> and the lists below it: one release, its commits, changed files and uploaded files.</summary>
internal sealed class ReleaseEndpoint(StandInOptions options, ReleaseStore store, Oddities oddities)
{
    private readonly ReleaseWrites _writes = new(store);

    public Task GetAsync(HttpContext context)
    {
        lock (store.Lock)
            return JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, Json(context).Of(Find(context)));
    }

    /// <summary>Applies what is given and not empty; a field cannot be cleared, except the commits by an empty list of refs.</summary>
    public Task UpdateAsync(HttpContext context)
    {
        lock (store.Lock)
        {
            var release = FindForWriting(context);
            var input = ReleaseRules.ReadUpdate(JsonBody.Read(context, oddities), oddities);
            ReleaseWrites.RequireUrlFits(input.Url);
            var erases = options.Like.ErasesMissingFields;
            release.DateReleased = input.DateReleased ?? (erases ? null : release.DateReleased);
            release.Ref = string.IsNullOrEmpty(input.Ref) && !erases ? release.Ref : input.Ref;
            release.Url = string.IsNullOrEmpty(input.Url) ? release.Url : input.Url;
            release.Status = input.Status ?? release.Status;
            _writes.SetCommits(release, input);
            if (input.Refs is { Count: 0 } && input.Heads.Count == 0)
                CommitList.Clear(release);

            _writes.SetHeads(release, input.Heads);
            return JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, Json(context).Of(release));
        }
    }

    public Task DeleteAsync(HttpContext context)
    {
        lock (store.Lock)
            store.Remove(FindForWriting(context));

        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    public Task ListCommitsAsync(HttpContext context)
    {
        lock (store.Lock)
            return Paging.WriteAsync(
                context,
                Find(context).Commits,
                commit => CommitJson.Of(commit, store.Releases.Where(release => release.Commits.Contains(commit))));
    }

    /// <summary>By the names of the files, whatever the order of the commits.</summary>
    public Task ListFileChangesAsync(HttpContext context)
    {
        var repository = context.Request.Query["repo_name"].ToString();
        lock (store.Lock)
        {
            var commits = Find(context).Commits;
            if (repository.Length > 0 && store.FindRepository(repository) is null)
                throw ApiException.NotFound();

            var changes = commits
                .Where(commit => repository.Length == 0 || commit.Repository.Name == repository)
                .SelectMany(commit => commit.FileChanges.Select(change => (commit, change)))
                .OrderBy(entry => entry.change.Path, StringComparer.Ordinal)
                .ToList();
            return Paging.WriteAsync(
                context,
                changes,
                entry => CommitJson.FileChange(entry.commit, entry.change, options.OrganizationId));
        }
    }

    public Task ListFilesAsync(HttpContext context)
    {
        var (names, checksums) = (context.Request.Query["query"], context.Request.Query["checksum"]);
        lock (store.Lock)
        {
            var files = Find(context).Files
                .Where(file => names.Count == 0 || names.Any(name => file.Name.Contains(name!, StringComparison.OrdinalIgnoreCase)))
                .Where(file => checksums.Count == 0 || checksums.Contains(file.Sha1))
                .OrderBy(file => file.Name, StringComparer.Ordinal)
                .ToList();
            return Paging.WriteAsync(context, files, ReleaseJson.Of);
        }
    }

    private ReleaseJson Json(HttpContext context) => new(store, context.Request.Query);

    private static string Version(HttpContext context) => (string)context.Request.RouteValues["version"]!;

    private StoredRelease Find(HttpContext context) => store.Require(Version(context), Caller.Of(context));

    private StoredRelease FindForWriting(HttpContext context) => store.RequireAll(Version(context), Caller.Of(context));
}
