using System.Globalization;
using Sentry.Releases.Git;

namespace Sentry.Releases.Benchmarks;

internal static class Reading
{
    /// <summary>Reads the commits since the last tag, of those only the ones that touch a path where paths are given.</summary>
    /// <returns>How many they are.</returns>
    /// <exception cref="InvalidOperationException">They are not as many as there must be: what is measured would be something else.</exception>
    public static int ReadHistory(string directory, string reader, bool changedFiles, int commits, params string[] paths) =>
        Count(directory, reader, changedFiles, paths) is var count && count == commits
            ? commits
            : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{count} commits in place of {commits}."));

    /// <summary>Reads those of them that changed something at or below a path.</summary>
    /// <returns>How many they are.</returns>
    public static int Count(string directory, string reader, bool changedFiles, IReadOnlyList<string> paths)
    {
        var query = new HistoryQuery
        {
            Directory = directory,
            Reader = Enum.Parse<GitReaderChoice>(reader),
            Revision = null,
            PreviousRevision = null,
            TagPatterns = ["*"],
            TagExcludes = [],
            PrereleaseTags = PrereleaseTags.Count,
            Paths = paths,
            InitialCommits = 0,
            MaxCommits = int.MaxValue,
            ChangedFiles = changedFiles,
        };
        var history = ReleaseHistoryReader.Read(query, diagnostic => Console.Error.WriteLine(diagnostic.Message), CancellationToken.None);
        return history?.Commits.Count ?? 0;
    }
}
