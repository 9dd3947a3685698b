using Sentry.StandIn.Store;

namespace Sentry.StandIn.Validation;

/// <summary>A field that makes a difference between absent and null.</summary>
internal readonly record struct Given<T>(bool IsGiven, T? Value)
{
    public bool IsNull => IsGiven && Value is null;
}

/// <summary>A commit that passed <see cref="CommitRules"/>.</summary>
internal sealed record CommitInput(
    string Id,
    string? Repository,
    Given<string> Message,
    Given<string> AuthorName,
    Given<string> AuthorEmail,
    Given<DateTimeOffset?> Timestamp,
    IReadOnlyList<StoredFileChange> PatchSet);

/// <summary>The limits of a commit's fields.</summary>
internal static class CommitRules
{
    public const int MaxIdLength = 64;
    private const int MaxRepositoryLength = 64;
    private const int MaxAuthorNameLength = 128;
    private const int MaxAuthorEmailLength = 200;
    private const int MaxPathLength = 510;

    public static CommitInput Read(FieldReader commit) => new(
        commit.Text("id", max: MaxIdLength, required: true) ?? "",
        commit.Text("repository", max: MaxRepositoryLength, nullable: true, blank: true),
        Text(commit, "message", max: null),
        Text(commit, "author_name", MaxAuthorNameLength),
        Text(commit, "author_email", MaxAuthorEmailLength),
        new Given<DateTimeOffset?>(commit.IsGiven("timestamp"), commit.Date("timestamp")),
        commit.Objects("patch_set", ReadChange, nullable: true) ?? []);

    private static Given<string> Text(FieldReader commit, string name, int? max) =>
        new(commit.IsGiven(name), commit.Text(name, max, nullable: true, blank: true));

    private static StoredFileChange ReadChange(FieldReader change)
    {
        var path = change.Text("path", max: MaxPathLength, required: true) ?? "";
        var type = change.Text("type", max: 1, required: true);
        if (type is not (null or "A" or "M" or "D"))
            change.Fail("type", $"Commit patch_set type {type} is not supported.");

        return new StoredFileChange(path, type ?? "");
    }
}
