using Sentry.Releases.Git;

namespace Sentry.Releases.Tests.Git;

/// <summary>Queries that ask for what users get who set nothing.</summary>
internal static class AnyQuery
{
    public static HistoryQuery Of(string directory, GitReaderChoice reader = GitReaderChoice.Auto) => new()
    {
        Directory = directory,
        Reader = reader,
        Revision = null,
        PreviousRevision = null,
        TagPatterns = ["*"],
        TagExcludes = [],
        PrereleaseTags = PrereleaseTags.Count,
        Paths = [],
        InitialCommits = 20,
        MaxCommits = 1000,
        ChangedFiles = true,
    };
}
