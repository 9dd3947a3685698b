using Sentry.Releases.Diagnostics;

namespace Sentry.Releases.Listing;

/// <summary>A column of a table.</summary>
/// <param name="Title">The title.</param>
/// <param name="Cell">The text of a row; <see langword="null"/> for an empty cell.</param>
/// <param name="IsNumber">Whether it is aligned to the right.</param>
internal sealed record Column<T>(string Title, Func<T, string?> Cell, bool IsNumber = false);

/// <summary>Lays out a table in a typeface of fixed width. Columns that say nothing in any row are left out.</summary>
internal static class TextTable
{
    private const string Gap = "  ";

    /// <returns>The line of titles and one for each row, none with white space at its end.</returns>
    public static IEnumerable<string> Lines<T>(IReadOnlyList<Column<T>> columns, IReadOnlyList<T> rows)
    {
        var shown = columns.Select(column => Cells(column, rows)).Where(cells => cells.Skip(1).Any(cell => cell.Length > 0)).ToList();
        return Enumerable.Range(0, rows.Count + 1)
            .Select(row => string.Join(Gap, shown.Select(cells => cells[row])).TrimEnd());
    }

    /// <returns>The title and the cells, all of one width; without a text in any cell they are empty.</returns>
    private static List<string> Cells<T>(Column<T> column, IReadOnlyList<T> rows)
    {
        var texts = rows.Select(row => OneLine.Of(column.Cell(row) ?? "")).Prepend(column.Title).ToList();
        if (texts.Skip(1).All(text => text.Length == 0))
            return [.. texts.Select(_ => "")];

        var width = texts.Max(CellText.Width);
        return [.. texts.Select(text => Pad(text, width, column.IsNumber))];
    }

    private static string Pad(string text, int width, bool left)
    {
        var space = new string(' ', width - CellText.Width(text));
        return left ? space + text : text + space;
    }
}
