using System.Text.RegularExpressions;

namespace Sentry.Releases.Git;

/// <summary>Which tags are releases, and which of them is the previous one.</summary>
internal sealed class ReleaseTags(HistoryQuery query)
{
    private readonly bool _ignoresPrereleases =
        query.PrereleaseTags == PrereleaseTags.Ignore || (query.PrereleaseTags == PrereleaseTags.WhenPrerelease && !query.IsPrerelease);

    public bool Accepts(string name) =>
        query.TagPatterns.Any(pattern => TagPattern.IsMatch(pattern, name))
        && !query.TagExcludes.Any(pattern => TagPattern.IsMatch(pattern, name))
        && !(_ignoresPrereleases && TagVersion.IsPrerelease(name));

    /// <returns>
    /// Of the tags on the range's bases the one on the newest commit; of several equally new ones an annotated one before a
    /// lightweight one, then the first by ordinal name. <see langword="null"/> when the range has no tagged base.
    /// </returns>
    public static GitTag? Previous(CommitRange range, IEnumerable<GitTag> tags)
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

/// <summary>The version in a tag's name.</summary>
internal static partial class TagVersion
{
    /// <returns>
    /// Whether the longest end of the text that reads as a version, two to four numbers with <c>-prerelease</c> and <c>+build</c>, has a
    /// prerelease. It begins with the text or after one of <c>v V / - _ @</c>; text without a version is no prerelease.
    /// </returns>
    /// <param name="text">A tag's name, or a version.</param>
    public static bool IsPrerelease(string text) => Version().Match(text).Groups["prerelease"].Success;

    /// <returns>The version at the end of a tag's name, without its build; <see langword="null"/> when the name has none.</returns>
    public static string? Of(string tag) => Version().Match(tag) is { Success: true } match ? match.Value.Split('+')[0] : null;

    // The first match from the left is the longest, since every match ends where the text does.
    [GeneratedRegex(
        @"(?<=\A|[vV/\-_@])[0-9]+(\.[0-9]+){1,3}(?<prerelease>-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Version();
}
