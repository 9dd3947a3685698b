using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.Git;
using Sentry.Releases.Publishing;
using Sentry.Releases.SentryApi;

namespace Sentry.Releases.Tests.Faults;

/// <summary>
/// Whatever the parsers are given: no exception, no hang, no more text than there was. What settings hold is in <c>Settings/AnySettingTests.cs</c>.
/// </summary>
[TestClass]
public sealed class AnyInputTests
{
    private const int Minutes = 60_000;

    [TestMethod]
    [Timeout(5 * Minutes)]
    public void Any_error_body_gives_a_short_reason()
    {
        string[] samples =
        [
            """{"detail": "Invalid token"}""", """{"detail": {"message": "No", "code": "x"}}""", """{"commits": {"0": {"id": ["Too long."]}}, "version": ["Bad"]}""",
            """{"commits": [{"patch_set": [{"path": ["This field may not be blank."]}]}]}""", """{"info": "Slash", "errorId": null}""",
            "<html><title>502 Bad Gateway</title></html>", """["no", 1, true, null, {}]""", new string('[', 60) + "\"x\"" + new string(']', 60),
        ];
        var connection = new Connection { Organization = "acme", Server = new Uri("https://sentry.io/"), Token = new AuthToken("unused") };
        var call = new Call(connection, HttpMethod.Post, "", "create a release");
        RandomCases.Check(10_000, AnyText.Near(samples), text =>
        {
            // A body is decoded from bytes, which leaves no half of a surrogate pair.
            var response = new Response(call, HttpStatusCode.BadRequest, Headers(), Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)));
            Assert.IsLessThan(5000, ErrorBody.Read(response).Reason.Length, text);
        });
    }

    [TestMethod]
    [Timeout(5 * Minutes)]
    public void Any_Link_header_gives_a_cursor_that_is_in_it_or_none()
    {
        string[] samples =
        [
            "<https://sentry.io/?cursor=0:0:1>; rel=\"previous\"; results=\"false\"; cursor=\"0:0:1\", <https://sentry.io/?cursor=0:100:0>; rel=\"next\"; results=\"true\"; cursor=\"0:100:0\"",
            "<x>; rel=next; results=true; cursor=a", "{'<x>; rel=\"next\"; results=\"true\"; cursor=\"a=\"'}", "<>", "<x>; rel", ",,,", new string('<', 200), "<x>" + string.Concat(Enumerable.Repeat("; a=\"b\"", 50)),
        ];
        RandomCases.Check(10_000, AnyText.Near(samples), text =>
        {
            if (LinkHeader.TryReadNext(text, out var cursor) && cursor is not null)
                Assert.Contains(cursor, text);
        });
    }

    [TestMethod]
    [Timeout(5 * Minutes)]
    public void Any_glob_matches_or_not()
    {
        string[] samples = ["v*", "v[0-9]*.?", "[!a-z]*", "[]-]", "[^", "[z-a]", "release/**/v*", "\\*", "*a*a*a*a*a*a*a*a*b", "[[:alpha:]]"];
        RandomCases.Check(1_000, AnyText.Near(samples), text =>
        {
            // Any text before a pattern only lets it match more.
            Assert.IsTrue(TagPattern.IsMatch("*" + text, "v1.2.3") || !TagPattern.IsMatch(text, "v1.2.3"), text);
            TagPattern.IsMatch(text, new string('a', 1000));
            TagPattern.IsMatch(text, text);
        });
    }

    [TestMethod]
    [Timeout(5 * Minutes)]
    public void Any_remote_gives_a_name_without_control_characters_and_password_or_none()
    {
        string[] samples =
        [
            "https://github.com/acme/shop.git", "git@gitlab.com:acme/group/shop.git", "ssh://git@ssh.github.com:443/acme/shop", "https://dev.azure.com/acme/web/_git/shop",
            "git@ssh.dev.azure.com:v3/acme/web/shop", "https://acme.visualstudio.com/DefaultCollection/_git/shop", "https://bitbucket.example.com/scm/acme/shop.git",
            "https://bitbucket.example.com/projects/ACME/repos/shop/browse", "../shop", "C:\\src\\shop", "/srv/git/shop.git/", "file:///srv/git/shop", "[::1]:shop",
        ];
        RandomCases.Check(20_000, AnyText.Near(samples), text =>
        {
            var name = RepositoryName.FromUrl(text);
            Assert.IsFalse(name?.Any(char.IsControl) ?? false, text);
            Assert.IsLessThanOrEqualTo((text.Length * 2) + 1, name?.Length ?? 0, text); // Azure DevOps repeats a project's name
            Assert.AreEqual(RepositoryName.AreSame(text, samples[0]), RepositoryName.AreSame(samples[0], text), text);
            Assert.IsFalse(FieldLimits.CutRepository(name ?? "").Length > FieldLimits.CommitRepository, text);
        });
    }

    [TestMethod]
    [Timeout(5 * Minutes)]
    public void Any_commit_object_is_a_commit()
    {
        string[] samples =
        [
            "tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\nparent 4b825dc642cb6eb9a060e54bf8d69288fbee4904\nauthor Ada <ada@example.com> 1700000000 +0100\ncommitter Bob <bob@example.com> 1700000001 -0830\nencoding ISO-8859-1\n\nSubject\n\nBody\n",
            "author <> 99999999999999999999 +9999\ncommitter x> 253402300799 -1400\nencoding UTF-16\n\n", "\n\n\n", "encoding utf-7\n\n+AAA-", "committer a <b> -1 +0000",
        ];
        RandomCases.Check(20_000, AnyText.NearAsBytes(samples), bytes =>
        {
            var id = new string('a', 40);
            CommitObject.ParseNode(id, bytes);
            var tree = CommitObject.Tree(bytes);
            var commit = CommitObject.Parse(id, bytes);
            Assert.IsLessThanOrEqualTo(bytes.Length, commit.Message.Length + commit.AuthorName.Length + commit.AuthorEmail.Length + tree.Length);
            SentryLimits.AssertTaken(new CommitList(new ReleaseHistory { Reader = "git", Head = commit.Id, Commits = [commit] }, null).Commits, FieldLimits.Current);
        });
    }

    [TestMethod]
    [Timeout(5 * Minutes)]
    public void Any_text_becomes_one_short_line()
    {
        string[] samples = ["Created release app@1.0.0\r\nwith \u001b[1m12\u001b[0m commits", new string('x', 1100), "\ud83d\ude00\u202e\u2028", ""];
        RandomCases.Check(20_000, AnyText.Near(samples), text =>
        {
            var line = OneLine.Of(text);
            Assert.IsLessThan(1005, line.Length, text);
            Assert.IsFalse(line.EnumerateRunes().Any(rune => Rune.GetUnicodeCategory(rune)
                is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate), text);
        });
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    [Timeout(5 * Minutes)]
    public void Any_commits_are_within_Sentrys_limits(bool current)
    {
        var text = AnyText.Near(
            "Ada Lovelace", "ada@example.com", "src/Program.cs", new string('d', 600), "group/sub/shop", "\U0001F600" + new string('\ud83d', 130), " ", "");
        var inputs =
            from commits in Commits(text)
            from repository in text
            from maxBytes in Gen.Choose(100, 20_000)
            select (Commits: commits, Repository: repository, MaxBytes: maxBytes);
        RandomCases.Check(1_000, inputs, input =>
        {
            var history = new ReleaseHistory { Reader = "git", Head = input.Commits[0].Id, Commits = input.Commits };
            var list = new CommitList(history, input.Repository, input.MaxBytes);

            SentryLimits.AssertTaken(
                current ? list.Commits : [.. list.Commits.Select(ReleaseFallbacks.Shorter)], current ? FieldLimits.Current : FieldLimits.Older);
            Assert.AreEqual(input.Commits.Length, list.Commits.Count + list.OverSize);
            Assert.AreEqual(input.Commits[0].Id, list.Commits.OrderByDescending(commit => commit.Timestamp).First().Id);
        });
    }

    private static Gen<Commit[]> Commits(Gen<string> text)
    {
        var file =
            from path in text
            from kind in Gen.Elements(ChangeKind.Added, ChangeKind.Modified, ChangeKind.Deleted)
            select new ChangedFile(path, kind);
        var commit =
            from message in text
            from name in text
            from email in text
            from day in Gen.Choose(0, 2_932_000)
            from offset in Gen.Choose(-600, 599)
            from count in Gen.Choose(0, 5)
            from files in file.ArrayOf(count)
            select new Commit("", message, name, email, DateTimeOffset.UnixEpoch.AddDays(day).ToOffset(TimeSpan.FromMinutes(offset)), files);
        return
            from count in Gen.Choose(1, 11)
            from commits in commit.ArrayOf(count)
            select commits.Select((commit, i) => commit with { Id = i.ToString("x40", CultureInfo.InvariantCulture) }).ToArray();
    }

    private static HttpResponseHeaders Headers() => new HttpResponseMessage().Headers;
}
