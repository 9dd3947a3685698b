using System.Text.Json;

namespace Sentry.StandIn.Validation;

/// <summary>What every text field refuses.</summary>
internal static class TextRules
{
    public static IEnumerable<string> Errors(string text, JsonElement source, int? max)
    {
        if (max is { } limit && PythonText.Length(text) > limit)
            yield return Invariant($"Ensure this field has no more than {limit} characters.");

        if (text.Contains('\0', StringComparison.Ordinal))
            yield return "Null characters are not allowed.";

        if (PythonText.UnpairedSurrogate(source) is { } surrogate)
            yield return Invariant($"Surrogate characters are not allowed: U+{(int)surrogate:X}.");
    }
}
