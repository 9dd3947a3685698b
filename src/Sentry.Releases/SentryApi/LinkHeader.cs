using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Sentry.Releases.SentryApi;

/// <summary>
/// Where a list goes on, out of Sentry's <c>Link</c> header: <c>&lt;url&gt;; rel="next"; results="true"; cursor="0:100:0"</c>. Only the
/// cursor is taken: behind a proxy the URL may name a host of its own, and the token goes to the configured one only.
/// </summary>
internal static partial class LinkHeader
{
    private const string Name = "Link";
    private const string OneLink = @"<[^>]*>(\s*;\s*[\w*-]+(\s*=\s*(""[^""]*""|[^"",;\s]*))?)*\s*";

    /// <returns>
    /// The next page's cursor, <see langword="null"/> on the last page. <c>IsValid</c> is false when the header says that there is a
    /// next page but not where, or cannot be read at all.
    /// </returns>
    public static (bool IsValid, string? Cursor) Next(HttpResponseHeaders headers)
    {
        var text = string.Join(", ", headers.TryGetValues(Name, out var values) ? values : []).Trim();
        if (!Whole().IsMatch(text))
            return (text.Length == 0, null);

        var links = Link().Matches(text).Select(link => Parameters(link.Value));
        var next = links.FirstOrDefault(link => link.GetValueOrDefault("rel") == "next");
        if (next is null || next.GetValueOrDefault("results") == "false")
            return (true, null);

        return next.GetValueOrDefault("cursor") is { Length: > 0 } cursor && next.GetValueOrDefault("results") == "true"
            ? (true, cursor)
            : (false, null);
    }

    public static bool IsPresent(HttpResponseHeaders headers) => headers.Contains(Name);

    private static Dictionary<string, string> Parameters(string link)
    {
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var match in Parameter().Matches(link[(link.IndexOf('>', StringComparison.Ordinal) + 1)..]).Cast<Match>())
            parameters.TryAdd(match.Groups["name"].Value, match.Groups["quoted"].Value + match.Groups["bare"].Value);

        return parameters;
    }

    [GeneratedRegex($@"^{OneLink}(,\s*{OneLink})*$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Whole();

    [GeneratedRegex(OneLink, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Link();

    [GeneratedRegex(
        @";\s*(?<name>[\w*-]+)\s*=\s*(""(?<quoted>[^""]*)""|(?<bare>[^"",;\s]*))",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Parameter();
}
