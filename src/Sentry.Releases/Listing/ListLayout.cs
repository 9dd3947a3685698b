using Sentry.Releases.Settings;

using System.Globalization;
using Sentry.Releases.Diagnostics;

namespace Sentry.Releases.Listing;

/// <summary>How the entries of one kind are shown.</summary>
/// <param name="Title">What the list is, without a full stop, such as "Releases of acme".</param>
/// <param name="Noun">What one entry is; its plural ends in s.</param>
/// <param name="Columns">The table's columns.</param>
/// <param name="Entry">What other tools see.</param>
internal sealed record ListLayout<T>(string Title, string Noun, IReadOnlyList<Column<T>> Columns, Func<T, ListEntry> Entry)
{
    private const string Indent = "  ";

    /// <param name="items">What was read.</param>
    /// <param name="hasMore">Whether the limit cut the list.</param>
    public ShownList Show(IReadOnlyList<T> items, bool hasMore)
    {
        string[] lines = items.Count == 0
            ? [$"{OneLine.Of(Title)}: none."]
            :
            [
                OneLine.Of(Title) + ":",
                .. TextTable.Lines(Columns, items).Append(Closing(items.Count, hasMore)).Select(line => Indent + line),
            ];
        return new ShownList([.. items.Select(Entry)], lines);
    }

    private string Closing(int count, bool hasMore)
    {
        var counted = string.Create(CultureInfo.InvariantCulture, $"{count} {Noun}{(count == 1 ? "" : "s")}");
        return hasMore ? $"{counted}; Sentry has more. Raise {Properties.Limit} to see them." : $"{counted}.";
    }
}
