using System.Text.Json.Nodes;
using Sentry.StandIn.Http;
using Sentry.StandIn.Store;

namespace Sentry.StandIn.Json;

/// <summary>Commits, their authors and changed files as Sentry's answers show them.</summary>
internal static class CommitJson
{
    public static JsonObject Of(StoredCommit commit) => new()
    {
        ["id"] = commit.Id,
        ["message"] = commit.Message,
        ["dateCreated"] = JsonAnswer.Date(commit.DateCreated),
        ["pullRequest"] = null,
        ["suspectCommitType"] = "",
        ["repository"] = RepositoryJson.Of(commit.Repository),
        ["author"] = commit.Author is { } author ? Of(author) : new JsonObject(),
        ["releases"] = new JsonArray(),
    };

    /// <summary>The commit, and every release that holds it.</summary>
    public static JsonObject Of(StoredCommit commit, IEnumerable<StoredRelease> releases)
    {
        var json = Of(commit);
        json["releases"] = new JsonArray([.. releases.Select(Short)]);
        return json;
    }

    public static JsonObject Of(StoredAuthor author) => new() { ["name"] = author.Name, ["email"] = author.Email };

    public static JsonObject FileChange(StoredCommit commit, StoredFileChange change, long organizationId) => new()
    {
        ["orgId"] = organizationId,
        ["author"] = commit.Author is { } author ? Of(author) : new JsonObject(),
        ["commitMessage"] = commit.Message,
        ["filename"] = change.Path,
        ["type"] = change.Type,
    };

    private static JsonObject Short(StoredRelease release) => new()
    {
        ["version"] = release.Version,
        ["shortVersion"] = (string)VersionInfo.Of(release.Version)["description"]!,
        ["ref"] = release.Ref,
        ["url"] = release.Url,
        ["dateReleased"] = JsonAnswer.Date(release.DateReleased),
        ["dateCreated"] = JsonAnswer.Date(release.DateCreated),
    };
}
