using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Sentry.Releases.Git;

/// <summary>
/// A pattern over whole tag names: <c>*</c> is any text, <c>/</c> included, <c>?</c> any character, <c>[a-z]</c> one of a set,
/// <c>[!a-z]</c> or <c>[^a-z]</c> one outside it, and <c>\</c> takes the next character as it is. Case matters.
/// </summary>
internal sealed class Glob
{
    /// <summary>A longer pattern might be more than .NET builds an automaton of, and no tag's name is as long.</summary>
    public const int MaxLength = 1000;

    private const string Any = "*";

    private readonly Regex? _regex;

    public Glob(string pattern)
    {
        // The default, for which building an automaton would take longer than reading all tags.
        if (pattern == Any)
            return;

        // NonBacktracking: the time to match is linear in the name, whatever the pattern.
        _regex = new Regex(
            Translate(pattern), RegexOptions.NonBacktracking | RegexOptions.Singleline | RegexOptions.CultureInvariant);
    }

    public bool IsMatch(string name) => _regex?.IsMatch(name) ?? true;

    private static string Translate(string pattern)
    {
        var regex = new StringBuilder(@"\A");
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '*':
                    while (i + 1 < pattern.Length && pattern[i + 1] == '*')
                        i++;
                    regex.Append(".*");
                    break;
                case '?':
                    regex.Append('.');
                    break;
                case '[' when TryTranslateSet(pattern, i, out var set, out var end):
                    regex.Append(set);
                    i = end;
                    break;
                case '\\' when i + 1 < pattern.Length:
                    AppendLiteral(regex, pattern[++i]);
                    break;
                default:
                    AppendLiteral(regex, pattern[i]);
                    break;
            }
        }

        return regex.Append(@"\z").ToString();
    }

    /// <summary>A set that is not closed is no set: its bracket is a character like any other.</summary>
    private static bool TryTranslateSet(string pattern, int start, out string set, out int end)
    {
        var members = new StringBuilder();
        var i = start + 1;
        var negated = i < pattern.Length && pattern[i] is ('!' or '^');
        if (negated)
            i++;

        for (var first = i; i < pattern.Length; i++)
        {
            if (pattern[i] == ']' && i > first)
            {
                // An empty range (z-a) leaves a set without members, which matches nothing.
                set = members.Length > 0 ? $"[{(negated ? "^" : "")}{members}]" : negated ? "." : "(?!)";
                end = i;
                return true;
            }

            var low = ReadSetMember(pattern, ref i);
            var high = low;
            if (i + 2 < pattern.Length && pattern[i + 1] == '-' && pattern[i + 2] != ']')
            {
                i += 2;
                high = ReadSetMember(pattern, ref i);
            }

            if (low <= high)
                AppendLiteral(AppendLiteral(members, low).Append('-'), high);
        }

        (set, end) = ("", start);
        return false;
    }

    private static char ReadSetMember(string pattern, ref int i) =>
        pattern[i] == '\\' && i + 1 < pattern.Length ? pattern[++i] : pattern[i];

    private static StringBuilder AppendLiteral(StringBuilder regex, char character) =>
        regex.Append(@"\u").Append(((int)character).ToString("X4", CultureInfo.InvariantCulture));
}
