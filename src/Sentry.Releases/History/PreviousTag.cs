namespace Sentry.Releases.History;

/// <summary>Settles which tag is the previous one.</summary>
internal static class PreviousTag
{
    /// <returns>
    /// Of the tags on the range's bases the one on the newest commit; of several equally new ones an annotated one before a
    /// lightweight one, then the first by ordinal name. <see langword="null"/> when the range has no tagged base.
    /// </returns>
    public static GitTag? Of(CommitRange range, IEnumerable<GitTag> tags)
    {
        var times = range.Bases.ToDictionary(commit => commit.Id, commit => commit.Time, StringComparer.Ordinal);
        return tags
            .Where(tag => times.ContainsKey(tag.CommitId))
            .OrderByDescending(tag => times[tag.CommitId])
            .ThenByDescending(tag => tag.IsAnnotated)
            .ThenBy(tag => tag.Name, StringComparer.Ordinal)
            .FirstOrDefault();
    }
}
