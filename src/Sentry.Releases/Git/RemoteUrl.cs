namespace Sentry.Releases.Git;

/// <summary>The URL of the remote that names the repository.</summary>
internal static class RemoteUrl
{
    /// <returns>
    /// The first URL of <c>origin</c>, else of the only remote, with the longest matching <c>insteadOf</c> applied;
    /// <see langword="null"/> when there is no such remote.
    /// </returns>
    public static string? Find(IReadOnlyList<ConfigurationEntry> configuration)
    {
        var remotes = configuration
            .Where(entry => Subsection(entry.Key, "remote.", ".url") is not null && entry.Value.Length > 0)
            .GroupBy(entry => Subsection(entry.Key, "remote.", ".url")!, entry => entry.Value, StringComparer.Ordinal)
            .ToList();
        var remote = remotes.Find(r => r.Key == "origin") ?? (remotes.Count == 1 ? remotes[0] : null);
        return remote is null ? null : Rewrite(remote.First(), configuration);
    }

    /// <summary>Applies the longest matching <c>insteadOf</c>.</summary>
    public static string Rewrite(string url, IReadOnlyList<ConfigurationEntry> configuration)
    {
        var rule = configuration
            .Where(entry => Subsection(entry.Key, "url.", ".insteadof") is not null
                && entry.Value.Length > 0
                && url.StartsWith(entry.Value, StringComparison.Ordinal))
            .MaxBy(entry => entry.Value.Length);
        return rule is null ? url : string.Concat(Subsection(rule.Key, "url.", ".insteadof"), url.AsSpan(rule.Value.Length));
    }

    private static string? Subsection(string key, string section, string name) =>
        key.Length > section.Length + name.Length
        && key.StartsWith(section, StringComparison.Ordinal)
        && key.EndsWith(name, StringComparison.Ordinal)
            ? key[section.Length..^name.Length]
            : null;
}
