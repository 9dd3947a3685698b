namespace Sentry.Releases.Git;

/// <summary>Reads the submodules that a commit records.</summary>
internal static class Submodules
{
    private const string File = ".gitmodules";

    /// <returns>In the order of <c>.gitmodules</c>; without those that are incomplete there or not in the tree.</returns>
    public static IReadOnlyList<Submodule> Read(
        IGitHistory git, string commitId, string? remoteUrl, IReadOnlyList<ConfigurationEntry> configuration)
    {
        if (git.ReadFile(commitId, File) is not { } content)
            return [];

        var submodules = new List<Submodule>();
        foreach (var (path, url) in Parse(content))
        {
            if (git.SubmoduleCommit(commitId, path) is { } commit && Absolute(url, remoteUrl) is { } absolute)
                submodules.Add(new Submodule(RemoteUrl.Rewrite(absolute, configuration), commit));
        }

        return submodules;
    }

    /// <summary>The paths and URLs of a file in git's configuration format, of which only what <c>git submodule add</c> writes is read.</summary>
    internal static IEnumerable<(string Path, string Url)> Parse(string text)
    {
        string? path = null, url = null;
        foreach (var line in text.Split('\n').Select(line => line.Trim()).Append("[end]"))
        {
            if (line.StartsWith('['))
            {
                if (path is not null && url is not null)
                    yield return (path, url);

                (path, url) = (null, null);
            }
            else if (line.Split('=', 2) is [var key, var value])
            {
                switch (key.Trim().ToLowerInvariant())
                {
                    case "path":
                        path = Unquoted(value);
                        break;
                    case "url":
                        url = Unquoted(value);
                        break;
                }
            }
        }
    }

    /// <summary>A URL that begins with <c>./</c> or <c>../</c> starts from the repository's own (git-submodule's documentation).</summary>
    internal static string? Absolute(string url, string? remoteUrl)
    {
        if (!url.StartsWith("./", StringComparison.Ordinal) && !url.StartsWith("../", StringComparison.Ordinal))
            return url;

        var start = remoteUrl?.TrimEnd('/') ?? "";
        var host = start.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme ? scheme + "://".Length : 1;
        var separator = "/";
        while (true)
        {
            if (url.StartsWith("./", StringComparison.Ordinal))
                url = url[2..];
            else if (!url.StartsWith("../", StringComparison.Ordinal))
                return start.Length == 0 ? null : start + separator + url;
            else if (start.LastIndexOfAny(['/', ':']) is var end && end >= host)
                (separator, start, url) = (start[end].ToString(), start[..end], url[3..]);
            else
                return null;
        }
    }

    private static string Unquoted(string value)
    {
        value = value.Trim();
        return value.Length > 1 && value[0] == '"' && value[^1] == '"'
            ? value[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal).Replace(@"\\", @"\", StringComparison.Ordinal)
            : value;
    }
}
