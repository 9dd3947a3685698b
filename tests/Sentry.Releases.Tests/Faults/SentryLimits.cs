using System.Globalization;
using System.Text.Json;
using Sentry.Releases.SentryApi;

namespace Sentry.Releases.Tests.Faults;

/// <summary>What Sentry takes of a commit.</summary>
internal static class SentryLimits
{
    /// <summary>Asserts that the commits are sent with fields that Sentry knows, none of them empty or too long.</summary>
    public static void AssertTaken(IReadOnlyList<ReleaseCommit> commits, FieldLimits limits)
    {
        using var json = JsonDocument.Parse(RequestJson.Write(new ReleaseRequest { Version = "v", Projects = ["p"], Commits = commits }));
        foreach (var commit in json.RootElement.GetProperty("commits").EnumerateArray())
        {
            foreach (var field in commit.EnumerateObject())
            {
                Assert.AreNotEqual(JsonValueKind.Null, field.Value.ValueKind, field.Name);
                Assert.IsTrue(field.Name is "message" or "timestamp" or "patch_set" || IsFilled(field.Value.GetString(), Of(field.Name, limits)), field.ToString());
            }

            Assert.IsTrue(DateTimeOffset.TryParse(commit.GetProperty("timestamp").GetString(), CultureInfo.InvariantCulture, out _), commit.ToString());
            if (!commit.TryGetProperty("patch_set", out var files))
                continue;

            foreach (var file in files.EnumerateArray())
                Assert.IsTrue(IsFilled(file.GetProperty("path").GetString(), limits.Path) && file.GetProperty("type").GetString() is "A" or "M" or "D", file.ToString());
        }
    }

    private static int Of(string field, FieldLimits limits) => field switch
    {
        "id" => FieldLimits.Id,
        "author_name" => FieldLimits.AuthorName,
        "author_email" => limits.AuthorEmail,
        "repository" => FieldLimits.CommitRepository,
        _ => throw new AssertFailedException($"Sentry knows no field {field} of a commit."),
    };

    private static bool IsFilled(string? text, int limit) => !string.IsNullOrWhiteSpace(text) && text.Length <= limit;
}
