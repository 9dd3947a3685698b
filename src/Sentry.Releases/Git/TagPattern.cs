namespace Sentry.Releases.Git;

/// <summary>
/// A pattern over whole tag names: <c>*</c> is any text, <c>/</c> included, <c>?</c> any character, <c>[a-z]</c> one of a set,
/// <c>[!a-z]</c> or <c>[^a-z]</c> one outside it, and <c>\</c> takes the next character as it is. Case matters.
/// </summary>
/// <remarks>
/// Matched directly: <c>FileSystemName</c> knows no sets, and a regular expression would cost every new process more than all tags do. Only
/// the last <c>*</c> is ever tried again, so the time is at most the product of both lengths.
/// </remarks>
internal static class TagPattern
{
    public static bool IsMatch(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        var afterStar = -1;
        var (position, matched, retry) = (0, 0, 0);
        while (matched < name.Length)
        {
            if (position < pattern.Length && pattern[position] == '*')
                (afterStar, retry) = (++position, matched);
            else if (position < pattern.Length && MatchesOne(pattern, ref position, name[matched]))
                matched++;
            else if (afterStar >= 0)
                (position, matched) = (afterStar, ++retry);
            else
                return false;
        }

        return pattern[position..].Trim('*').IsEmpty;
    }

    /// <summary>Matches one character, and moves behind what matched it.</summary>
    private static bool MatchesOne(ReadOnlySpan<char> pattern, ref int position, char character)
    {
        var start = position;
        switch (pattern[position++])
        {
            case '?':
                return true;
            case '[' when TryMatchSet(pattern, ref position, character, out var isMatch):
                return isMatch;
            case '\\' when position < pattern.Length:
                return pattern[position++] == character;
            default:
                return pattern[start] == character;
        }
    }

    /// <returns>Whether this is a set. One that is not closed is none: its bracket is a character like any other.</returns>
    private static bool TryMatchSet(ReadOnlySpan<char> pattern, ref int position, char character, out bool isMatch)
    {
        var i = position;
        var isNegated = i < pattern.Length && pattern[i] is '!' or '^';
        if (isNegated)
            i++;

        isMatch = isNegated;
        for (var first = i; i < pattern.Length; i++)
        {
            if (pattern[i] == ']' && i > first)
            {
                position = i + 1;
                return true;
            }

            var low = ReadMember(pattern, ref i);
            var high = low;
            if (i + 2 < pattern.Length && pattern[i + 1] == '-' && pattern[i + 2] != ']')
            {
                i += 2;
                high = ReadMember(pattern, ref i);
            }

            if (low <= character && character <= high)
                isMatch = !isNegated;
        }

        return false;
    }

    private static char ReadMember(ReadOnlySpan<char> pattern, ref int i) =>
        pattern[i] == '\\' && i + 1 < pattern.Length ? pattern[++i] : pattern[i];
}
