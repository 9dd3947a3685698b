namespace Sentry.Releases.SentryApi;

/// <summary>
/// Where a list goes on, out of Sentry's <c>Link</c> header: <c>&lt;url&gt;; rel="next"; results="true"; cursor="0:100:0"</c>. Only the
/// cursor is taken: behind a proxy the URL may name a host of its own, and the token goes to the configured one only. GlitchTip sends
/// the links as a set in Python's notation: <c>{'&lt;url&gt;; ...', '&lt;url&gt;; ...'}</c>.
/// </summary>
internal ref struct LinkHeader
{
    public const string Name = "Link";

    private const string Separators = " \t,'{}";

    private ReadOnlySpan<char> _rest;

    private LinkHeader(ReadOnlySpan<char> text) => _rest = text;

    /// <param name="header">The header.</param>
    /// <param name="cursor">The next page's; <see langword="null"/> on the last page.</param>
    /// <returns>Whether the header can be read: not when it says that there is a next page but not where.</returns>
    public static bool TryReadNext(string header, out string? cursor)
    {
        cursor = null;
        var reader = new LinkHeader(header);
        while (reader.SkipTo('<'))
        {
            if (!reader.TryReadLink(out var relation, out var results, out var linked))
                return false;

            if (relation is not "next")
                continue;

            cursor = results is "true" && linked.Length > 0 ? linked.ToString() : null;
            return cursor is not null || results is "false";
        }

        return reader._rest.IsEmpty;
    }

    private bool TryReadLink(out ReadOnlySpan<char> relation, out ReadOnlySpan<char> results, out ReadOnlySpan<char> cursor)
    {
        relation = results = cursor = default;
        var end = _rest.IndexOf('>');
        if (end < 0)
            return false;

        _rest = _rest[(end + 1)..].TrimStart();
        while (!_rest.IsEmpty && _rest[0] == ';')
        {
            if (!TryReadParameter(out var name, out var value))
                return false;

            if (name.Equals("rel", StringComparison.OrdinalIgnoreCase))
                relation = value;
            else if (name.Equals("results", StringComparison.OrdinalIgnoreCase))
                results = value;
            else if (name.Equals("cursor", StringComparison.OrdinalIgnoreCase))
                cursor = value;
        }

        return _rest.IsEmpty || Separators.Contains(_rest[0], StringComparison.Ordinal);
    }

    /// <summary>Reads <c>; name</c>, <c>; name=value</c> or <c>; name="value"</c>.</summary>
    private bool TryReadParameter(out ReadOnlySpan<char> name, out ReadOnlySpan<char> value)
    {
        _rest = _rest[1..].TrimStart();
        name = Take(_rest.IndexOfAny("=;,' "));
        value = default;
        _rest = _rest.TrimStart();
        if (name.IsEmpty)
            return false;

        if (_rest.IsEmpty || _rest[0] != '=')
            return true;

        _rest = _rest[1..].TrimStart();
        if (_rest.IsEmpty || _rest[0] != '"')
        {
            value = Take(_rest.IndexOfAny(";,'\" "));
            _rest = _rest.TrimStart();
            return true;
        }

        _rest = _rest[1..];
        var end = _rest.IndexOf('"');
        if (end < 0)
            return false;

        value = Take(end);
        _rest = _rest[1..].TrimStart();
        return true;
    }

    /// <returns>What stands before an index, or all where it is negative; the rest begins there.</returns>
    private ReadOnlySpan<char> Take(int end)
    {
        var taken = end < 0 ? _rest : _rest[..end];
        _rest = _rest[taken.Length..];
        return taken;
    }

    /// <summary>Skips what may stand between links.</summary>
    /// <returns>Whether the mark follows.</returns>
    private bool SkipTo(char mark)
    {
        _rest = _rest.TrimStart(Separators);
        return !_rest.IsEmpty && _rest[0] == mark;
    }
}
