namespace Sentry.Releases.Listing;

/// <summary>A list of Sentry's as a build shows it: its entries for other tools, and its lines for people.</summary>
/// <param name="Entries">In Sentry's order.</param>
/// <param name="Lines">A title, a table, and how many there are; at least one line, none of them empty.</param>
public sealed record ShownList(IReadOnlyList<ListEntry> Entries, IReadOnlyList<string> Lines);

/// <summary>An entry of a <see cref="ShownList"/>.</summary>
/// <param name="Name">What identifies it; not empty.</param>
/// <param name="Details">What else is known of it; always the same names for the same kind of entry.</param>
public sealed record ListEntry(string Name, IReadOnlyList<ListDetail> Details);

/// <summary>A detail of a <see cref="ListEntry"/>.</summary>
/// <param name="Name">The detail's name.</param>
/// <param name="Values">Verbatim, as Sentry has them; one, or any number where the detail is a list.</param>
public sealed record ListDetail(string Name, IReadOnlyList<string> Values)
{
    internal ListDetail(string name, string? value)
        : this(name, [value ?? ""])
    {
    }
}
