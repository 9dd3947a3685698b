using Sentry.Releases.Listing;
using Sentry.Releases.Listing.Diagnosis;
using Sentry.Releases.SentryApi;

namespace Sentry.Releases.Tests.Documentation;

/// <summary>What the items of the listing targets carry, for <c>docs/diagnosis.md</c>. The names are the code's, the meanings stand here.</summary>
internal static class MetadataTable
{
    private static readonly Dictionary<string, string> Meanings = new(StringComparer.Ordinal)
    {
        ["SentryReleaseEntry.Version"] = "the release's name, as the item itself",
        ["SentryReleaseEntry.ShortVersion"] = "as Sentry shows it",
        ["SentryReleaseEntry.Status"] = "`open` or `archived`",
        ["SentryReleaseEntry.Ref"] = "the commit or other reference",
        ["SentryReleaseEntry.Url"] = "its link",
        ["SentryReleaseEntry.DateCreated"] = "when Sentry first heard of it",
        ["SentryReleaseEntry.DateReleased"] = "when it was released; empty when it is not finalized",
        ["SentryReleaseEntry.CommitCount"] = "how many commits it has",
        ["SentryReleaseEntry.DeployCount"] = "how many deploys",
        ["SentryReleaseEntry.NewGroups"] = "how many issues were first seen in it",
        ["SentryReleaseEntry.Projects"] = "the slugs of its projects, separated by `;`",
        ["SentryReleaseEntry.LastCommit"] = "the id of its newest commit",
        ["SentryReleaseEntry.LastDeployEnvironment"] = "where it was deployed last",
        ["SentryReleaseEntry.LastDeployDate"] = "and when",
        ["SentryReleaseEntry.FirstEvent"] = "when the first event under its name came; empty when none has",
        ["SentryReleaseEntry.LastEvent"] = "and the last",
        ["SentryReleaseEntry.Users"] = "users of the last 14 days, for each of `Projects`, separated by `;`",
        ["SentryReleaseEntry.Sessions"] = "their sessions, likewise",
        ["SentryReleaseEntry.CrashFreeUsers"] = "percentage of users without a crash, likewise",
        ["SentryReleaseEntry.CrashFreeSessions"] = "percentage of sessions without a crash, likewise",
        ["SentryReleaseEntry.Adoption"] = "percentage of the project's users of the last day, likewise",
        ["SentryReleaseEntry.AdoptionStage"] = "`adopted`, `low_adoption` or `replaced`, likewise",
        ["SentryReleaseEntry.Page"] = "the address of its page",
        ["SentryCommitEntry.Id"] = "the commit's id, as the item itself",
        ["SentryCommitEntry.Message"] = "the first line of its message",
        ["SentryCommitEntry.FullMessage"] = "the whole message",
        ["SentryCommitEntry.Author"] = "the author's name",
        ["SentryCommitEntry.AuthorEmail"] = "and address",
        ["SentryCommitEntry.Date"] = "the commit's date",
        ["SentryCommitEntry.Repository"] = "the repository's name",
        ["SentryFileEntry.Id"] = "the file's number",
        ["SentryFileEntry.Name"] = "its name, as the item itself",
        ["SentryFileEntry.Dist"] = "the distribution that it belongs to",
        ["SentryFileEntry.Size"] = "in bytes",
        ["SentryFileEntry.Sha1"] = "the SHA-1 of its content",
        ["SentryFileEntry.DateCreated"] = "when it was uploaded",
        ["SentryFileEntry.Headers"] = "the HTTP headers that are kept with it, as JSON",
        ["SentryDeployEntry.Id"] = "the deploy's number",
        ["SentryDeployEntry.Environment"] = "where to, as the item itself",
        ["SentryDeployEntry.Name"] = "its name",
        ["SentryDeployEntry.Url"] = "its link",
        ["SentryDeployEntry.DateStarted"] = "when it began",
        ["SentryDeployEntry.DateFinished"] = "when it ended",
        ["SentryDiagnosis.Result"] = "of the check that the item names: `ok`, `wrong`, or `unknown` where it could not be looked at",
        ["SentryDiagnosis.Code"] = "the [code](codes.md) of what is wrong; else empty",
        ["SentryDiagnosis.Found"] = "what was found",
        ["SentryDiagnosis.Fix"] = "the one thing to do; empty where nothing is wrong, or where `Found` says it",
    };

    public static string Rows() => string.Concat(
        from kind in Kinds()
        from name in kind.Names
        select $"| `@({kind.Item})` | `{name}` | {Meanings[$"{kind.Item}.{name}"]} |\n");

    /// <summary>The rows that the table has and the code has not.</summary>
    public static IEnumerable<string> Outdated() => Meanings.Keys.Except(Kinds().SelectMany(kind => kind.Names.Select(name => $"{kind.Item}.{name}")));

    private static IEnumerable<(string Item, IEnumerable<string> Names)> Kinds()
    {
        var connection = new Connection { Organization = "acme", Server = new Uri("https://sentry.io/"), Token = new AuthToken("unused") };
        yield return ("SentryReleaseEntry", Names(ListLayouts.Releases(connection, new ReleaseFilter()), new Release("app@1", json: default)));
        yield return ("SentryCommitEntry", Names(ListLayouts.Commits(""), new ReleaseCommit("a", "")));
        yield return ("SentryFileEntry", Names(ListLayouts.Files(""), new ReleaseFile(null, "a", null, null, null, null, null)));
        yield return ("SentryDeployEntry", Names(ListLayouts.Deploys(""), new Deploy("a")));
        yield return ("SentryDiagnosis", Names(Check.Show([new Check("a", "b")], text => text)));
    }

    private static IEnumerable<string> Names<T>(ListLayout<T> layout, T sample) => Names(layout.Show([sample], hasMore: false));

    private static IEnumerable<string> Names(ShownList list) => list.Entries.Single().Details.Select(detail => detail.Name);
}
