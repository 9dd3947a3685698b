using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Sentry.Releases.SentryApi;

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
            var exchange = await transport.SendAsync(call, cancellation);
            var entries = Entries(call, exchange);
            cursor = Next(call, exchange, mustBeKnown: entries.Count == pageSize && left > pageSize);
            if (cursor is not null && !cursors.Add(cursor))
                throw Foreign(call, exchange, "its Link header leads back to a page that was read already");

            if (keep is not null)
                entries.RemoveAll(entry => !keep(entry));

            yield return entries.Count > left
                ? new SentryPage<T>(entries.GetRange(0, left), HasMore: true)
                : new SentryPage<T>(entries, cursor is not null);
            left -= entries.Count;
        }
        while (cursor is not null && left > 0);
    }

    private List<T> Entries(Call call, Exchange exchange)
    {
        if (exchange.Json() is not { ValueKind: JsonValueKind.Array } array)
            throw Foreign(call, exchange, "it is not a list in JSON");

        return
        [
            .. array.EnumerateArray()
                .Select(entry => read(entry) ?? throw Foreign(call, exchange, "an entry of its list is not what Sentry sends")),
        ];
    }

    /// <param name="call">For failures.</param>
    /// <param name="exchange">The page.</param>
    /// <param name="mustBeKnown">
    /// Whether the page is full and more is wanted: then a header that is missing, perhaps dropped by a proxy, may be hiding the rest.
    /// </param>
    private string? Next(Call call, Exchange exchange, bool mustBeKnown)
    {
        if (mustBeKnown && !LinkHeader.IsPresent(exchange.Headers))
            throw Foreign(call, exchange, "a full page of a list has no Link header, which says whether there are more");

        var (isValid, cursor) = LinkHeader.Next(exchange.Headers);
        return isValid ? cursor : throw Foreign(call, exchange, "its Link header does not say where the list goes on");
    }

    private SentryApiException Foreign(Call call, Exchange exchange, string reason) =>
        SentryApiException.Unexpected(call, connection, exchange.Status, reason);

    private static string With(string path, string parameter, string value) =>
        $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{parameter}={Uri.EscapeDataString(value)}";
}
