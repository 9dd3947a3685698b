namespace Sentry.Releases.Git;

/// <summary>A remote's URL in parts, whatever its form. It never holds credentials.</summary>
/// <param name="Host">In lower case, without <c>www.</c> and port; <see langword="null"/> for a local path.</param>
/// <param name="Segments">The path's parts, decoded, the last one without <c>.git</c>.</param>
internal sealed record RemoteAddress(string? Host, IReadOnlyList<string> Segments)
{
    /// <returns><see langword="null"/> when the text is empty or no address.</returns>
    public static RemoteAddress? Parse(string? remoteUrl)
    {
        var url = remoteUrl?.Trim() ?? "";
        if (url.Length == 0 || url.Any(char.IsControl))
            return null;

        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0)
            return ParseUrl(url[..scheme], url[(scheme + 3)..]);

        if (IsRemoteHelper(url))
            return null;

        // host:path, where a slash before the colon makes it a local path, and a single letter a drive.
        var colon = url.IndexOf(':', StringComparison.Ordinal);
        var bracket = url.IndexOf("]:", StringComparison.Ordinal);
        if (bracket > 0 && url.AsSpan(0, bracket).Contains('['))
            colon = bracket + 1;
        if (colon > 1 && !url.AsSpan(0, colon).ContainsAny('/', '\\'))
            return Create(url[..colon], url[(colon + 1)..]);

        return new RemoteAddress(null, Split(url));
    }

    private static RemoteAddress? ParseUrl(string scheme, string rest)
    {
        if (scheme.Equals("file", StringComparison.OrdinalIgnoreCase))
            return new RemoteAddress(null, Split(Uri.UnescapeDataString(rest)));

        var end = rest.AsSpan().IndexOfAny("/?#");
        var authority = end < 0 ? rest : rest[..end];
        var path = end < 0 ? "" : rest[end..];
        var query = path.AsSpan().IndexOfAny('?', '#');
        return Create(authority, Uri.UnescapeDataString(query < 0 ? path : path[..query]));
    }

    private static RemoteAddress? Create(string authority, string path)
    {
        var host = authority[(authority.LastIndexOf('@') + 1)..].ToLowerInvariant();
        var port = host.LastIndexOf(':');
        if (port > host.LastIndexOf(']'))
        {
            if (!host.AsSpan(port + 1).ContainsAnyExceptInRange('0', '9'))
                host = host[..port];
            else
                return null;
        }

        // A password with an unescaped slash, or an address with two users: what is left of it must not pass for a name.
        if (path.Contains('@', StringComparison.Ordinal))
            return null;
        if (host.StartsWith("www.", StringComparison.Ordinal))
            host = host["www.".Length..];

        return host.Length == 0 ? null : new RemoteAddress(host, Split(path));
    }

    /// <summary><c>ext::command</c> and the like.</summary>
    private static bool IsRemoteHelper(string url)
    {
        var colons = url.IndexOf("::", StringComparison.Ordinal);
        return colons > 0 && url.AsSpan(0, colons).IndexOfAny("[/:@") < 0;
    }

    private static List<string> Split(string path)
    {
        var segments = path.Replace('\\', '/')
            .Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Where(segment => segment is not ("." or ".."))
            .ToList();
        // The folder of a repository that is not bare.
        if (segments is [.., _, ".git"])
            segments.RemoveAt(segments.Count - 1);
        if (segments.Count > 0)
            segments[^1] = WithoutGitSuffix(segments[^1]);
        return segments;
    }

    private static string WithoutGitSuffix(string name)
    {
        while (name.EndsWith(".git", StringComparison.OrdinalIgnoreCase))
            name = name[..^".git".Length];
        return name;
    }
}
