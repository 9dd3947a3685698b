using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Sentry.Releases.SentryApi;

/// <summary>
/// A list of Sentry's, which is read page by page as it is enumerated, and anew each time, as far as the limit goes and no request further.
/// A page that cannot be read is a <see cref="SentryApiException"/>; those before it are good.
/// </summary>
/// <typeparam name="T">The type of an entry.</typeparam>
/// <param name="list">The call of the first page.</param>
/// <param name="read">Reads an entry; <see langword="null"/> when it is none.</param>
/// <param name="limit">How many entries at most, greater than zero; <see langword="null"/> for all.</param>
internal sealed class SentryList<T>(SentryClient client, Call list, Func<JsonElement, T?> read, int? limit, ListFallback<T>? fallback)
    : IEnumerable<T>
{
    /// <summary>Entries of a page where nothing else is asked for, and at most (getsentry/sentry: src/sentry/api/base.py).</summary>
    private const int LargestPage = 100;

    /// <summary>Whether Sentry has more after the page that was read last, be it beyond the limit.</summary>
    public bool HasMore { get; private set; }

    /// <returns>The same list, whose pages are tried as long as the options say.</returns>
    public SentryList<T> With(RetryOptions retry) =>
        new(client, list with { Retry = retry }, read, limit, fallback is null ? null : fallback with { All = fallback.All with { Retry = retry } });

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public IEnumerator<T> GetEnumerator()
    {
        var cursors = new HashSet<string>(StringComparer.Ordinal);
        var left = limit ?? int.MaxValue;
        var pageSize = Math.Min(left, LargestPage);
        var first = pageSize < LargestPage ? list.With("per_page", pageSize.ToString(CultureInfo.InvariantCulture)) : list;
        var call = first;
        Func<T, bool>? keep = null;
        while (true)
        {
            Response response;
            try
            {
                response = client.Send(call);
            }
            catch (SentryApiException refusal) when (cursors.Count == 0 && keep is null && fallback?.IsFor(refusal) == true)
            {
                (call, first, keep, pageSize) = (fallback.All, fallback.All, fallback.Keep, LargestPage);
                continue;
            }

            var entries = Entries(response);
            var cursor = Next(response, mustBeKnown: entries.Count == pageSize && left > pageSize);
            if (cursor is not null && !cursors.Add(cursor))
                throw response.Unexpected("its Link header leads back to a page that was read already");

            if (keep is not null)
                entries.RemoveAll(entry => !keep(entry));

            HasMore = cursor is not null || entries.Count > left;
            foreach (var entry in entries.Take(left))
                yield return entry;

            left -= entries.Count;
            if (cursor is null || left <= 0)
                yield break;

            var purpose = string.Create(CultureInfo.InvariantCulture, $"{list.Purpose}, page {cursors.Count + 1}");
            call = first.With("cursor", cursor) with { Purpose = purpose };
        }
    }

    private List<T> Entries(Response response)
    {
        if (response.Json() is not { ValueKind: JsonValueKind.Array } array)
            throw response.Unexpected("it is not a list in JSON");

        var entries = new List<T>();
        foreach (var entry in array.EnumerateArray())
            entries.Add(read(entry) ?? throw response.Unexpected("an entry of its list is not what Sentry sends"));

        return entries;
    }

    /// <param name="mustBeKnown">
    /// Whether the page is full and more is wanted: then a header that is missing, perhaps dropped by a proxy, may be hiding the rest.
    /// </param>
    private static string? Next(Response response, bool mustBeKnown)
    {
        if (!response.Headers.TryGetValues(LinkHeader.Name, out var values))
            return mustBeKnown ? throw response.Unexpected("a full page of a list has no Link header, which says whether there are more") : null;

        return LinkHeader.TryReadNext(string.Join(", ", values), out var cursor)
            ? cursor
            : throw response.Unexpected("its Link header does not say where the list goes on");
    }
}

/// <summary>What is listed where a server cannot filter, for which it refuses the first page.</summary>
/// <param name="IsFor">Whether a refusal says so.</param>
/// <param name="All">The call that is sent instead.</param>
/// <param name="Keep">Leaves out of its entries what the server could not; that does not count.</param>
internal sealed record ListFallback<T>(Func<SentryApiException, bool> IsFor, Call All, Func<T, bool> Keep);

/// <summary>
/// Where a list goes on, out of Sentry's <c>Link</c> header: <c>&lt;url&gt;; rel="next"; results="true"; cursor="0:100:0"</c>. Only the
/// cursor is taken: behind a proxy the URL may name a host of its own, and the token goes to the configured one only. GlitchTip sends
/// the links as a set in Python's notation: <c>{'&lt;url&gt;; ...', '&lt;url&gt;; ...'}</c>.
/// </summary>
internal static partial class LinkHeader
{
    public const string Name = "Link";

    /// <param name="cursor">The next page's; <see langword="null"/> on the last page.</param>
    /// <returns>Whether the header can be read: not when it says that there is a next page but not where.</returns>
    public static bool TryReadNext(string header, out string? cursor)
    {
        cursor = null;
        if (Links().Match(header) is not { Success: true } links)
            return false;

        foreach (Capture link in links.Groups["parameters"].Captures)
        {
            var parameters = Parameter().Matches(link.Value);
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

    [GeneratedRegex("""^[\s,'{}]*(?><[^>]*>(?<parameters>(?>\s*;\s*[\w*-]+(?:\s*=\s*(?:"[^"]*"|[^"',;\s]*))?)*)[\s,'{}]*)*$""", RegexOptions.CultureInvariant)]
    private static partial Regex Links();

    [GeneratedRegex(""";\s*(?<name>[\w*-]+)\s*=\s*(?:"(?<value>[^"]*)"|(?<value>[^"',;\s]*))""", RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();
}
