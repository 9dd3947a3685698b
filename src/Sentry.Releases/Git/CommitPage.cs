namespace Sentry.Releases.Git;

/// <summary>Where a person sees a commit, on hosts whose addresses are known.</summary>
public static class CommitPage
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
