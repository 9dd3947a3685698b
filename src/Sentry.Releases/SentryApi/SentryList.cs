using System.Globalization;
using System.Runtime.CompilerServices;
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
/// <param name="keep">Leaves entries out that the server could not; they do not count.</param>
/// <param name="fallback">What is listed instead where the server refuses the first page.</param>
internal sealed class SentryList<T>(
    SentryTransport transport, Connection connection, Call list, Func<JsonElement, T?> read, int? limit, Func<T, bool>? keep, ListFallback<T>? fallback)
    : IAsyncEnumerable<T>
{
    /// <summary>Entries of a page where nothing else is asked for, and at most (getsentry/sentry: src/sentry/api/base.py).</summary>
    private const int LargestPage = 100;

    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        await foreach (var page in Pages(cancellationToken))
        {
            foreach (var entry in page.Entries)
                yield return entry;
        }
    }

    public async IAsyncEnumerable<SentryPage<T>> Pages([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var cursors = new HashSet<string>(StringComparer.Ordinal);
        var left = limit ?? int.MaxValue;
        var pageSize = keep is null ? Math.Min(left, LargestPage) : LargestPage;
        var first = pageSize < LargestPage ? list.With("per_page", pageSize.ToString(CultureInfo.InvariantCulture)) : list;
        string? cursor = null;
        do
        {
            var call = cursor is null ? first : first.With("cursor", cursor) with
            {
                Purpose = string.Create(CultureInfo.InvariantCulture, $"{list.Purpose}, page {cursors.Count + 1}"),
            };
            if (await SendAsync(call, cursor is null, cancellation) is not { } response)
            {
                await foreach (var page in fallback!.List.Pages(cancellation))
                    yield return page;
                yield break;
            }

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

    /// <returns><see langword="null"/> when the fallback is to be read.</returns>
    private async Task<Response?> SendAsync(Call call, bool isFirst, CancellationToken cancellation)
    {
        try
        {
            return await transport.SendAsync(call, cancellation);
        }
        catch (SentryApiException refusal) when (isFirst && fallback?.IsFor(refusal) == true)
        {
            return null;
        }
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
}

/// <summary>A page of a <see cref="SentryList{T}"/>.</summary>
/// <param name="Entries">The entries, in Sentry's order; may be empty.</param>
/// <param name="HasMore">Whether Sentry has more after it, be they beyond the list's limit.</param>
internal sealed record SentryPage<T>(IReadOnlyList<T> Entries, bool HasMore);

/// <summary>The list that is read where a server refuses another one, and which refusals it is for.</summary>
internal sealed record ListFallback<T>(Func<SentryApiException, bool> IsFor, SentryList<T> List);

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
