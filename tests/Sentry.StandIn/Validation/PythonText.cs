using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Sentry.StandIn.Validation;

/// <summary>Text as Python sees it: the server counts, trims and names types in its own language's way.</summary>
internal static partial class PythonText
{
    private static readonly string Replaced = Rune.ReplacementChar.ToString();

    /// <summary>Length in code points.</summary>
    public static int Length(string text) => text.EnumerateRunes().Count();

    /// <summary>Python's <c>str.strip()</c>: white space, and the four separators U+001C to U+001F that .NET leaves.</summary>
    public static string Strip(string text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && IsSpace(text[start]))
            start++;

        while (end > start && IsSpace(text[end - 1]))
            end--;

        return text[start..end];
    }

    /// <returns>
    /// The text that a string or number field takes; <see langword="null"/> for any other type. Unpaired surrogates, which .NET cannot
    /// read from JSON, are U+FFFD; <see cref="TextRules"/> refuses them.
    /// </returns>
    public static string? Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Paired(value.GetString) ?? Replaced,
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };

    public static string Name(JsonProperty property) => Paired(() => property.Name) ?? Replaced;

    /// <summary>The first surrogate without its partner, which JSON can only hold escaped.</summary>
    public static char? UnpairedSurrogate(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String || Paired(value.GetString) is not null)
            return null;

        var text = Escape().Replace(
            value.GetRawText(),
            escape => escape.Groups[1].Success ? ((char)Convert.ToUInt16(escape.Groups[1].Value, 16)).ToString() : ".");
        var i = 0;
        while (!char.IsSurrogate(text[i]) || char.IsSurrogatePair(text, i))
            i += char.IsSurrogate(text[i]) ? 2 : 1;

        return text[i];
    }

    /// <summary>The value's type by Python's name.</summary>
    public static string TypeName(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "dict",
        JsonValueKind.Array => "list",
        JsonValueKind.String => "str",
        JsonValueKind.Number => value.TryGetInt64(out _) ? "int" : "float",
        JsonValueKind.True or JsonValueKind.False => "bool",
        _ => "NoneType",
    };

    [GeneratedRegex(@"\\(?:u([0-9a-fA-F]{4})|.)")]
    private static partial Regex Escape();

    private static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is >= '\u001c' and <= '\u001f';

    private static string? Paired(Func<string?> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
