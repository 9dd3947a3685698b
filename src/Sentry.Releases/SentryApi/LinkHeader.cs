using System.Text.RegularExpressions;

namespace Sentry.Releases.SentryApi;

/// <summary>
/// Where a list goes on, out of Sentry's <c>Link</c> header: <c>&lt;url&gt;; rel="next"; results="true"; cursor="0:100:0"</c>. Only the
/// cursor is taken: behind a proxy the URL may name a host of its own, and the token goes to the configured one only. GlitchTip sends
/// the links as a set in Python's notation: <c>{'&lt;url&gt;; ...', '&lt;url&gt;; ...'}</c>.
/// </summary>
internal static partial class LinkHeader
{
    public const string Name = "Link";

    private const string OneLink = """<[^>]*>(?>\s*;\s*[\w*-]+(?:\s*=\s*(?:"[^"]*"|[^"',;\s]*))?)*\s*""";

    /// <param name="header">The header.</param>
    /// <param name="cursor">The next page's; <see langword="null"/> on the last page.</param>
    /// <returns>Whether the header can be read: not when it says that there is a next page but not where.</returns>
    public static bool TryReadNext(string header, out string? cursor)
    {
        cursor = null;
        if (!Whole().IsMatch(header))
            return false;

        foreach (Match link in Link().Matches(header))
        {
            var parameters = Parameter().Matches(link.Value[link.Value.IndexOf('>', StringComparison.Ordinal)..]);
            if (Value(parameters, "rel") != "next")
                continue;

            var results = Value(parameters, "results");
            cursor = results == "true" && Value(parameters, "cursor") is { Length: > 0 } value ? value : null;
            return cursor is not null || results == "false";
        }

        return true;
    }

    private static string? Value(MatchCollection parameters, string name) =>
        parameters.FirstOrDefault(parameter => parameter.Groups["name"].Value.Equals(name, StringComparison.OrdinalIgnoreCase))?.Groups["value"].Value;

    [GeneratedRegex(@"^[\s,'{}]*(?>" + OneLink + @"[\s,'{}]*)*$", RegexOptions.CultureInvariant)]
    private static partial Regex Whole();

    [GeneratedRegex(OneLink, RegexOptions.CultureInvariant)]
    private static partial Regex Link();

    [GeneratedRegex(""";\s*(?<name>[\w*-]+)\s*=\s*(?:"(?<value>[^"]*)"|(?<value>[^"',;\s]*))""", RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();
}
