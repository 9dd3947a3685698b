using System.Globalization;
using System.Text;
using Sentry.Releases.Diagnostics;

namespace Sentry.Releases.Listing;

/// <summary>A column of a table.</summary>
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
        var shown = columns.Select(column => Cells(column, rows)).OfType<List<string>>().ToList();
        return Enumerable.Range(0, rows.Count + 1)
            .Select(row => string.Join(Gap, shown.Select(cells => cells[row])).TrimEnd());
    }

    /// <returns>The title and the cells, all of one width; <see langword="null"/> without a text in any cell.</returns>
    private static List<string>? Cells<T>(Column<T> column, IReadOnlyList<T> rows)
    {
        var texts = rows.Select(row => OneLine.Of(column.Cell(row) ?? "")).ToList();
        if (texts.TrueForAll(text => text.Length == 0))
            return null;

        texts.Insert(0, column.Title);
        var width = texts.Max(CellText.Width);
        return texts.ConvertAll(text =>
        {
            var space = new string(' ', width - CellText.Width(text));
            return column.IsNumber ? space + text : text + space;
        });
    }
}

/// <summary>Dates, sizes, figures and long texts as people read them in a table, and as other tools read them.</summary>
internal static class CellText
{
    private const string Cut = "...";

    private static readonly string[] Units = ["kB", "MB", "GB", "TB", "PB", "EB"];

    /// <summary>Blocks of letters and signs that take two columns (Unicode: EastAsianWidth.txt, W and F).</summary>
    private static readonly (int First, int Last)[] Wide =
    [
        (0x1100, 0x115f), (0x2e80, 0xa4cf), (0xac00, 0xd7a3), (0xf900, 0xfaff), (0xfe30, 0xfe6f), (0xff00, 0xff60), (0xffe0, 0xffe6),
        (0x1f300, 0x1f64f), (0x1f680, 0x1f6ff), (0x1f900, 0x1f9ff), (0x20000, 0x3fffd),
    ];

    /// <returns>Date and minute in UTC.</returns>
    public static string? Date(DateTimeOffset? date) => date?.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <returns>ISO 8601 in UTC, to the second.</returns>
    public static string? Iso8601(DateTimeOffset? date) => date?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string? Count(long? count) => count?.ToString(CultureInfo.InvariantCulture);

    public static string? Number(double? number) => number?.ToString("0.##", CultureInfo.InvariantCulture);

    public static string? Percent(double? share) => share?.ToString("0.#", CultureInfo.InvariantCulture) is { } text ? text + " %" : null;

    public static string FirstLine(string? message) => (message ?? "").TrimStart().Split('\n')[0].TrimEnd();

    /// <returns>Such as <c>999 B</c>, <c>1.5 kB</c> or <c>12 MB</c>: two digits that matter.</returns>
    public static string? Size(long? bytes)
    {
        if (bytes is not { } size)
            return null;

        if (size < 1000)
            return string.Create(CultureInfo.InvariantCulture, $"{size} B");

        var value = size / 1000m;
        var unit = 0;
        for (; value >= 999.5m; unit++)
            value /= 1000;

        return string.Create(CultureInfo.InvariantCulture, $"{(value < 9.95m ? $"{value:0.0}" : $"{value:0}")} {Units[unit]}");
    }

    /// <returns>The text in one line, its middle left out where it is longer than <paramref name="length"/> characters.</returns>
    public static string Middle(string text, int length)
    {
        var line = OneLine.Of(text);
        if (line.Length <= length)
            return line;

        var start = line.Length - (length - (length / 2) - Cut.Length);
        return line[..Whole(line, length / 2)] + Cut + line[Whole(line, start)..];
    }

    /// <returns>The text in one line, its end left out where it is longer than <paramref name="length"/> characters.</returns>
    public static string Beginning(string text, int length)
    {
        var line = OneLine.Of(text);
        return line.Length <= length ? line : line[..Whole(line, length - Cut.Length)] + Cut;
    }

    /// <returns>How many columns a terminal gives to the text.</returns>
    public static int Width(string text) => text.EnumerateRunes().Sum(rune => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => 0,
        _ => Array.Exists(Wide, block => rune.Value >= block.First && rune.Value <= block.Last) ? 2 : 1,
    });

    /// <returns>The index, or the one before it where it would cut a character into the halves of its surrogate pair.</returns>
    private static int Whole(string text, int index) => char.IsLowSurrogate(text[index]) ? index - 1 : index;
}
