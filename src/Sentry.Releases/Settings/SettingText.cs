namespace Sentry.Releases.Settings;

/// <summary>What holds for the text of every setting, whether a property, a variable or a line of a file.</summary>
internal static class SettingText
{
    /// <returns>The text without white space around it; <see langword="null"/>, which is unset, when nothing is left.</returns>
    public static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <returns>The entries between the separators, trimmed, in order, each once, none empty.</returns>
    public static IReadOnlyList<string> Entries(string? text, params char[] separators)
    {
        var entries = (text ?? "").Split(separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return [.. entries.Distinct(StringComparer.Ordinal)];
    }
}
