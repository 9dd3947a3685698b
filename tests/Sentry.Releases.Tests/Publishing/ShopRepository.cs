using Sentry.Releases.Tests.Git;
using Sentry.StandIn;

namespace Sentry.Releases.Tests.Publishing;

/// <summary>A repository of two commits, the first of them tagged <c>v1</c>, with a remote on GitHub.</summary>
internal static class ShopRepository
{
    public const string Name = "acme/shop";

    public static GitRepository Tagged(out string previous, out string head)
    {
        var repository = new GitRepository();
        repository.Git("remote", "add", "origin", "https://github.com/acme/shop.git");
        previous = repository.CommitFile("a.txt");
        repository.Git("tag", "v1");
        head = repository.CommitFile("b.txt");
        return repository;
    }

    public static GitRepository Tagged() => Tagged(out _, out _);

    /// <returns>The commit that is recorded for the submodule.</returns>
    public static string AddSubmodule(GitRepository repository, string url)
    {
        var recorded = new string('d', 40);
        repository.Write(".gitmodules", $"[submodule \"lib\"]\n\tpath = lib\n\turl = {url}\n");
        repository.Git("add", ".gitmodules");
        repository.Git("update-index", "--add", "--cacheinfo", $"160000,{recorded},lib");
        repository.Git("commit", "--quiet", "-m", "Add a submodule");
        return recorded;
    }

    /// <summary>A server that reads this repository, or another one, itself.</summary>
    public static StandInOptions Connected(string name = Name, string? url = "https://github.com/acme/shop") =>
        new() { Repositories = [new StandInRepository("null/url", Url: null), new StandInRepository(name, Url: url)] };
}
