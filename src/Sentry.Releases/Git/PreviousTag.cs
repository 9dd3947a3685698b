namespace Sentry.Releases.Git;

/// <summary>Settles which tag is the previous one.</summary>
internal static class PreviousTag
{
    /// <returns>
    /// Of the tags on the range's bases the one on the newest commit; of several equally new ones an annotated one before a
    /// lightweight one, then the first by ordinal name. <see langword="null"/> when the range has no tagged base.
    /// </returns>
    public static GitTag? Of(CommitRange range, IEnumerable<GitTag> tags)
    {
        var bases = range.Bases.ToDictionary(commit => commit.Id, StringComparer.Ordinal);
        return tags.Where(tag => bases.ContainsKey(tag.CommitId)).Min(Comparer<GitTag>.Create(Compare));

        int Compare(GitTag one, GitTag other)
        {
            var order = bases[other.CommitId].Time.CompareTo(bases[one.CommitId].Time);
            if (order == 0)
                order = other.IsAnnotated.CompareTo(one.IsAnnotated);
            return order == 0 ? string.CompareOrdinal(one.Name, other.Name) : order;
        }
    }
}
