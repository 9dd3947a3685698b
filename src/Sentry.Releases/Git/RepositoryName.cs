namespace Sentry.Releases.Git;

/// <summary>The name by which a repository is known, out of its remote's URL.</summary>
internal static class RepositoryName
{
    // Hosts whose software is known not to be Bitbucket Server.
    private static readonly string[] KnownHosts = ["github.com", "gitlab.com", "bitbucket.org"];

    /// <returns>
    /// <c>owner/name</c>, with GitLab's sub-groups between; <c>organization/project/repository</c> for every form of Azure DevOps;
    /// the folder's name for a local path. Case is kept, credentials, host and port are not. <see langword="null"/> when the URL has
    /// no such name.
    /// </returns>
    /// <param name="remoteUrl">A URL, <c>host:path</c> as ssh takes it, or a local path; whatever git has.</param>
    public static string? FromUrl(string? remoteUrl)
    {
        if (RemoteAddress.Parse(remoteUrl) is not { } remote)
            return null;

        var name = remote.Host is null ? string.Concat(remote.Segments.TakeLast(1)) : string.Join('/', Name(remote));
        return name.Length == 0 || name.Any(char.IsControl) ? null : name;
    }

    /// <returns>Whether two URLs, whatever their forms, are of one repository. Hosts take names in any case.</returns>
    public static bool AreSame(string? url, string? other) =>
        FromUrl(url) is { } name
        && RemoteAddress.Parse(url) is { Host: not null } one
        && RemoteAddress.Parse(other) is { Host: not null } two
        && Site(one) == Site(two)
        && string.Equals(name, FromUrl(other), StringComparison.OrdinalIgnoreCase);

    /// <summary>The host that a person knows, where several stand for one.</summary>
    public static string? Site(RemoteAddress remote) => remote.Host switch
    {
        "ssh.github.com" => "github.com",
        "altssh.gitlab.com" => "gitlab.com",
        "altssh.bitbucket.org" => "bitbucket.org",
        "ssh.dev.azure.com" => "dev.azure.com",
        var host when host?.EndsWith(".visualstudio.com", StringComparison.Ordinal) == true => "dev.azure.com",
        var host => host,
    };

    private static IReadOnlyList<string> Name(RemoteAddress remote) =>
        AzureDevOpsName(remote.Host!, remote.Segments)
        ?? BitbucketServerName(remote.Host!, remote.Segments)
        ?? [.. remote.Segments.Where(segment => segment != "_git")];

    /// <summary>
    /// <c>dev.azure.com/O/P/_git/R</c>, <c>ssh.dev.azure.com:v3/O/P/R</c>, <c>O.visualstudio.com/[DefaultCollection/][P/]_git/R</c> and
    /// <c>vs-ssh.visualstudio.com:v3/O/P/R</c>. A project's first repository has its name, and its URL may leave the project out.
    /// </summary>
    private static IReadOnlyList<string>? AzureDevOpsName(string host, IReadOnlyList<string> segments)
    {
        const string VisualStudio = ".visualstudio.com";
        if (host is "ssh.dev.azure.com" or "vs-ssh" + VisualStudio)
            return segments is ["v3", _, _, _] ? [.. segments.Skip(1)] : null;
        if (host == "dev.azure.com")
            return segments.Count > 1 ? [segments[0], .. ProjectAndRepository(segments.Skip(1))] : null;
        if (!host.EndsWith(VisualStudio, StringComparison.Ordinal))
            return null;

        return [host[..^VisualStudio.Length], .. ProjectAndRepository(segments)];
    }

    private static List<string> ProjectAndRepository(IEnumerable<string> segments)
    {
        List<string> names =
        [
            .. segments.Where(s => s is not ("_git" or "_ssh" or "_optimized" or "_full")
                && !s.Equals("DefaultCollection", StringComparison.OrdinalIgnoreCase)),
        ];
        return names.Count == 1 ? [names[0], names[0]] : names;
    }

    /// <summary>
    /// <c>[context/]scm/P/R</c> and <c>[context/]projects/P/repos/R[/browse]</c>; personal ones are <c>users/U/repos/R</c>.
    /// </summary>
    private static IReadOnlyList<string>? BitbucketServerName(string host, IReadOnlyList<string> segments)
    {
        if (KnownHosts.Contains(host))
            return null;

        for (var i = 0; i < segments.Count; i++)
        {
            switch (segments.Skip(i).ToList())
            {
                case ["scm", var project, var repository]:
                    return [project, repository];
                case ["projects", var project, "repos", var repository, ..]:
                    return [project, repository];
                case ["users", var user, "repos", var repository, ..]:
                    return [$"~{user}", repository];
            }
        }

        return null;
    }
}

/// <summary>Where a person sees a commit, on hosts whose addresses are known.</summary>
internal static class CommitPage
{
    /// <returns>The commit's page; <see langword="null"/> where the host is not known.</returns>
    /// <param name="remoteUrl">The remote's URL, whatever its form; credentials in it do not reach the result.</param>
    /// <param name="commit">The full object id.</param>
    public static Uri? Of(string? remoteUrl, string commit)
    {
        if (RemoteAddress.Parse(remoteUrl) is not { } remote || RepositoryName.FromUrl(remoteUrl) is not { } name)
            return null;

        var path = string.Join('/', name.Split('/').Select(Uri.EscapeDataString));
        return RepositoryName.Site(remote) switch
        {
            "github.com" => new Uri($"https://github.com/{path}/commit/{commit}"),
            "gitlab.com" => new Uri($"https://gitlab.com/{path}/-/commit/{commit}"),
            "bitbucket.org" => new Uri($"https://bitbucket.org/{path}/commits/{commit}"),
            "dev.azure.com" when path.Split('/') is [var organization, var project, var repository] =>
                new Uri($"https://dev.azure.com/{organization}/{project}/_git/{repository}/commit/{commit}"),
            _ => null,
        };
    }
}
