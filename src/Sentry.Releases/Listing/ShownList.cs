using Sentry.Releases.Diagnostics;
using Sentry.Releases.SentryApi;
using Sentry.Releases.Settings;

namespace Sentry.Releases.Listing;

/// <summary>A list of Sentry's as a build shows it: its entries for other tools, and its lines for people.</summary>
/// <param name="Entries">In Sentry's order.</param>
/// <param name="Lines">A title, a table, and how many there are; at least one line, none of them empty.</param>
/// <param name="HasMore">Whether Sentry has more than the limit let through.</param>
internal sealed record ShownList(IReadOnlyList<ListEntry> Entries, IReadOnlyList<string> Lines, bool HasMore)
{
    /// <param name="closing">What is said below the table.</param>
    public static ShownList Of<T>(
        string title, IReadOnlyList<T> rows, IReadOnlyList<Column<T>> columns, string closing, Func<T, ListEntry> entry, bool hasMore) =>
        new([.. rows.Select(entry)], [$"{title}:", .. TextTable.Lines(columns, rows).Append(closing).Select(line => "  " + line)], hasMore);
}

/// <summary>An entry of a <see cref="ShownList"/>.</summary>
/// <param name="Name">What identifies it; not empty.</param>
/// <param name="Details">What else is known of it; always the same names for the same kind of entry.</param>
internal sealed record ListEntry(string Name, IReadOnlyList<ListDetail> Details);

/// <summary>A detail of a <see cref="ListEntry"/>.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Values">Verbatim, as Sentry has them; one, or any number where the detail is a list.</param>
internal sealed record ListDetail(string Name, IReadOnlyList<string> Values)
{
    public ListDetail(string name, string? value)
        : this(name, [value ?? ""])
    {
    }
}

/// <summary>How the entries of one kind are asked for and shown.</summary>
/// <param name="Title">What the list is, without a full stop, such as "Releases of acme".</param>
/// <param name="List">Asks Sentry for so many of them, or for all.</param>
/// <param name="Noun">What one entry is; its plural ends in s.</param>
/// <param name="Columns">The table's columns.</param>
/// <param name="Entry">What other tools see.</param>
internal sealed record ListLayout<T>(
    string Title, Func<SentryClient, int?, SentryList<T>> List, string Noun, IReadOnlyList<Column<T>> Columns, Func<T, ListEntry> Entry)
{
    /// <param name="hasMore">Whether the limit cut the list.</param>
    public ShownList Show(IReadOnlyList<T> items, bool hasMore)
    {
        var title = OneLine.Of(Title);
        return items.Count == 0
            ? new ShownList([], [$"{title}: none."], hasMore)
            : ShownList.Of(title, items, Columns, Closing(items.Count, hasMore), Entry, hasMore);
    }

    private string Closing(int count, bool hasMore)
    {
        var counted = Counted.Of(count, Noun);
        return hasMore ? $"{counted}; Sentry has more. Raise {Properties.Limit} to see them." : $"{counted}.";
    }
}
