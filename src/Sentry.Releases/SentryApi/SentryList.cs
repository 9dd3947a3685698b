using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Sentry.Releases.SentryApi;

/// <summary>
/// A list of Sentry's, which is read page by page as it is enumerated, and anew each time: <c>await foreach</c> over its entries, or
/// over its <see cref="Pages"/>.
/// </summary>
/// <typeparam name="T">The type of an entry.</typeparam>
public sealed class SentryList<T> : IAsyncEnumerable<T>
{
    private readonly Func<CancellationToken, IAsyncEnumerable<SentryPage<T>>> _pages;

    internal SentryList(Func<CancellationToken, IAsyncEnumerable<SentryPage<T>>> pages) => _pages = pages;

    /// <summary>The pages, each read when it is asked for.</summary>
    /// <exception cref="SentryApiException">While enumerating: a page could not be read; those before it are good.</exception>
    /// <exception cref="OperationCanceledException">While enumerating: the caller cancelled.</exception>
    public IAsyncEnumerable<SentryPage<T>> Pages(CancellationToken cancellation = default) => _pages(cancellation);

    /// <summary>The entries one by one; fails as <see cref="Pages"/> does.</summary>
    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        await foreach (var page in Pages(cancellationToken))
        {
            foreach (var entry in page.Entries)
                yield return entry;
        }
    }
}

/// <summary>A page of a <see cref="SentryList{T}"/>.</summary>
/// <param name="Entries">The entries, in Sentry's order; may be empty.</param>
/// <param name="HasMore">Whether Sentry has more after it, be they beyond the list's limit.</param>
public sealed record SentryPage<T>(IReadOnlyList<T> Entries, bool HasMore);

/// <summary>Reads a list page by page, as far as the limit goes and no request further.</summary>
/// <param name="transport">Sends the requests.</param>
/// <param name="connection">Named in failures.</param>
/// <param name="read">Reads an entry; <see langword="null"/> when it is none.</param>
internal sealed class PageReader<T>(SentryTransport transport, Connection connection, Func<JsonElement, T?> read) where T : class
{
    /// <summary>Entries of a page where nothing else is asked for, and at most (getsentry/sentry: src/sentry/api/base.py).</summary>
    private const int LargestPage = 100;

    /// <param name="list">The call of the first page.</param>
    /// <param name="limit">How many entries at most, greater than zero; <see langword="null"/> for all.</param>
    /// <param name="keep">Leaves entries out that the server could not; they do not count.</param>
    /// <param name="cancellation">Ends it.</param>
    public async IAsyncEnumerable<SentryPage<T>> ReadAsync(
        Call list, int? limit, Func<T, bool>? keep, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var cursors = new HashSet<string>(StringComparer.Ordinal);
        var left = limit ?? int.MaxValue;
        var pageSize = keep is null ? Math.Min(left, LargestPage) : LargestPage;
        if (pageSize < LargestPage)
            list = list with { Path = With(list.Path, "per_page", pageSize.ToString(CultureInfo.InvariantCulture)) };

        string? cursor = null;
        do
        {
            var call = cursor is null ? list : list with
            {
                Path = With(list.Path, "cursor", cursor),
                Purpose = string.Create(CultureInfo.InvariantCulture, $"{list.Purpose}, page {cursors.Count + 1}"),
            };
            var response = await transport.SendAsync(call, cancellation);
            var entries = Entries(call, response);
            cursor = Next(call, response, mustBeKnown: entries.Count == pageSize && left > pageSize);
            if (cursor is not null && !cursors.Add(cursor))
                throw Unexpected(call, response, "its Link header leads back to a page that was read already");

            if (keep is not null)
                entries.RemoveAll(entry => !keep(entry));

            yield return entries.Count > left
                ? new SentryPage<T>(entries.GetRange(0, left), HasMore: true)
                : new SentryPage<T>(entries, cursor is not null);
            left -= entries.Count;
        }
        while (cursor is not null && left > 0);
    }

    private List<T> Entries(Call call, Response response)
    {
        if (response.Json() is not { ValueKind: JsonValueKind.Array } array)
            throw Unexpected(call, response, "it is not a list in JSON");

        var entries = new List<T>();
        foreach (var entry in array.EnumerateArray())
            entries.Add(read(entry) ?? throw Unexpected(call, response, "an entry of its list is not what Sentry sends"));

        return entries;
    }

    /// <param name="call">For failures.</param>
    /// <param name="response">The page.</param>
    /// <param name="mustBeKnown">
    /// Whether the page is full and more is wanted: then a header that is missing, perhaps dropped by a proxy, may be hiding the rest.
    /// </param>
    private string? Next(Call call, Response response, bool mustBeKnown)
    {
        if (!response.Headers.TryGetValues(LinkHeader.Name, out var values))
            return mustBeKnown ? throw Unexpected(call, response, "a full page of a list has no Link header, which says whether there are more") : null;

        return LinkHeader.TryReadNext(string.Join(", ", values), out var cursor)
            ? cursor
            : throw Unexpected(call, response, "its Link header does not say where the list goes on");
    }

    private SentryApiException Unexpected(Call call, Response response, string reason) =>
        SentryApiException.Unexpected(call, connection, response.Status, reason);

    private static string With(string path, string parameter, string value) =>
        $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{parameter}={Uri.EscapeDataString(value)}";
}

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
