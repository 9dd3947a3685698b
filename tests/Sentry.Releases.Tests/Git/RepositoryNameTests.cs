using Sentry.Releases.Git;

namespace Sentry.Releases.Tests.Git;

[TestClass]
public sealed class RepositoryNameTests
{
    [TestMethod]
    [DataRow("https://github.com/Owner/Name.git")]
    [DataRow("https://github.com/Owner/Name")]
    [DataRow("https://github.com/Owner/Name/")]
    [DataRow("https://github.com/Owner/Name.git/")]
    [DataRow("https://www.github.com/Owner/Name.git")]
    [DataRow("https://user:secret@github.com/Owner/Name.git")]
    [DataRow("https://x-access-token:ghs_1@github.com:443/Owner/Name")]
    [DataRow("http://GITHUB.com/Owner/Name?x=1#y")]
    [DataRow("git@github.com:Owner/Name.git")]
    [DataRow("github.com:Owner/Name.git")]
    [DataRow("git@github.com:/Owner/Name.git")]
    [DataRow("org-123@github.com:Owner/Name")]
    [DataRow("ssh://git@github.com/Owner/Name.git")]
    [DataRow("ssh://git@ssh.github.com:443/Owner/Name.git")]
    [DataRow("git+ssh://git@github.com/Owner/Name.git")]
    [DataRow("git://github.com/Owner/Name.git")]
    [DataRow("  https://github.com/Owner//Name.git  ")]
    [DataRow("https://github.example.com/Owner/Name.git")]
    [DataRow("https://gitea.example.com:3000/Owner/Name.git")]
    [DataRow("ssh://git@[2001:db8::1]:2222/Owner/Name.git")]
    [DataRow("git@[2001:db8::1]:Owner/Name.git")]
    [DataRow("https://bitbucket.org/Owner/Name.git")]
    [DataRow("git@bitbucket.org:Owner/Name.git")]
    [DataRow("https://bitbucket.example.com/scm/Owner/Name.git")]
    [DataRow("https://example.com/bitbucket/scm/Owner/Name.git")]
    [DataRow("ssh://git@bitbucket.example.com:7999/Owner/Name.git")]
    [DataRow("https://bitbucket.example.com/projects/Owner/repos/Name/browse")]
    public void Owner_and_name(string url) => Assert.AreEqual("Owner/Name", RepositoryName.FromUrl(url));

    [TestMethod]
    [DataRow("https://dev.azure.com/Acme/Shop/_git/Web")]
    [DataRow("https://Acme@dev.azure.com/Acme/Shop/_git/Web")]
    [DataRow("https://pat:secret@dev.azure.com/Acme/Shop/_git/Web/")]
    [DataRow("git@ssh.dev.azure.com:v3/Acme/Shop/Web")]
    [DataRow("ssh://git@ssh.dev.azure.com/v3/Acme/Shop/Web")]
    [DataRow("Acme@vs-ssh.visualstudio.com:v3/Acme/Shop/Web")]
    public void Azure_DevOps(string url) => Assert.AreEqual("Acme/Shop/Web", RepositoryName.FromUrl(url));

    [TestMethod]
    [DataRow("https://acme.visualstudio.com/Shop/_git/Web", "acme/Shop/Web")]
    [DataRow("https://acme.visualstudio.com/DefaultCollection/Shop/_git/Web", "acme/Shop/Web")]
    [DataRow("https://acme.visualstudio.com/_git/Web", "acme/Web/Web")]
    [DataRow("https://acme.visualstudio.com/DefaultCollection/_git/Web", "acme/Web/Web")]
    [DataRow("https://dev.azure.com/acme/_git/Web", "acme/Web/Web")]
    [DataRow("https://dev.azure.com/acme/My%20Shop/_git/Web%20App", "acme/My Shop/Web App")]
    [DataRow("https://gitlab.com/group/sub/deeper/name.git", "group/sub/deeper/name")]
    [DataRow("https://gitlab.com/group/scm/owner/name.git", "group/scm/owner/name")]
    [DataRow("https://bitbucket.example.com/scm/~user/name.git", "~user/name")]
    [DataRow("https://bitbucket.example.com/users/user/repos/name", "~user/name")]
    [DataRow("/srv/git/name.git", "name")]
    [DataRow("../name", "name")]
    [DataRow("file:///srv/git/name.git", "name")]
    [DataRow("/home/me/name/.git", "name")]
    [DataRow(@"C:\sources\name", "name")]
    [DataRow(@"\\server\share\sources\name.git", "name")]
    [DataRow("//server/share/sources/name.git", "name")]
    [DataRow("file:///C:/sources/name.git", "name")]
    [DataRow("file://server/share/sources/name.git", "name")]
    [DataRow("C:/sources/name.git", "name")]
    [DataRow("server:/srv/git/name.git", "srv/git/name")]
    public void Other_forms(string url, string expected) => Assert.AreEqual(expected, RepositoryName.FromUrl(url));

    [TestMethod]
    [DataRow(null)]
    [DataRow("")]
    [DataRow("   ")]
    [DataRow("https://")]
    [DataRow("https://github.com")]
    [DataRow("https://github.com/")]
    [DataRow("/")]
    [DataRow(".git")]
    [DataRow("..")]
    [DataRow("ext::sh -c 'echo secret'")]
    [DataRow("https://github.com/a/b\nc")]
    [DataRow("https://github.com/a/b%0Ac")]
    [DataRow("https://user:sec/ret@github.com/Owner/Name")]
    [DataRow("https://user/sec@github.com/Owner/Name")]
    [DataRow("user:secret@github.com:Owner/Name")]
    public void Nothing_sensible(string? url) => Assert.IsNull(RepositoryName.FromUrl(url));

    [TestMethod]
    public void Whatever_the_text_no_credential_comes_out()
    {
        string[] pieces =
        [
            "https", "://", "ssh", ":", "/", "@", "user", "SECRET@", "github.com", "dev.azure.com", "_git", "v3", "%40", "%2F",
            "[", "]", "..", "?", "#", "\\", "é", " ",
        ];
        var random = new Random(5);
        for (var i = 0; i < 20_000; i++)
        {
            var url = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => pieces[random.Next(pieces.Length)]));
            var name = RepositoryName.FromUrl("https://user:" + url);
            Assert.AreNotEqual(true, name?.Contains("SECRET@", StringComparison.Ordinal), url);
            _ = RepositoryName.FromUrl(url);
        }
    }
}
