using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.Git;
using Sentry.Releases.Publishing;
using Sentry.Releases.SentryApi;
using Sentry.Releases.Settings;
using Sentry.Releases.Tests.Settings;

namespace Sentry.Releases.Tests.Faults;

/// <summary>Whatever the parsers are given: no exception, no hang, no more text than there was.</summary>
[TestClass]
public sealed class FuzzTests
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
        foreach (var text in Fuzz.Texts(10_000, samples))
        {
            // A body is decoded from bytes, which leaves no half of a surrogate pair.
            var response = new Response(HttpStatusCode.BadRequest, Headers(), Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)));
            Assert.IsLessThan(5000, ErrorBody.Read(response).Reason.Length, text);
        }
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
        foreach (var text in Fuzz.Texts(10_000, samples))
        {
            if (LinkHeader.TryReadNext(text, out var cursor) && cursor is not null)
                Assert.Contains(cursor, text);
        }
    }

    [TestMethod]
    [Timeout(5 * Minutes)]
    public void Any_glob_matches_or_not()
    {
        string[] samples = ["v*", "v[0-9]*.?", "[!a-z]*", "[]-]", "[^", "[z-a]", "release/**/v*", "\\*", "*a*a*a*a*a*a*a*a*b", "[[:alpha:]]"];
        foreach (var text in Fuzz.Texts(1_000, samples))
        {
            // Any text before a pattern only lets it match more.
            Assert.IsTrue(TagPattern.IsMatch("*" + text, "v1.2.3") || !TagPattern.IsMatch(text, "v1.2.3"), text);
            TagPattern.IsMatch(text, new string('a', 1000));
            TagPattern.IsMatch(text, text);
        }
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
        foreach (var text in Fuzz.Texts(20_000, samples))
        {
            var name = RepositoryName.FromUrl(text);
            Assert.IsFalse(name?.Any(char.IsControl) ?? false, text);
            Assert.IsLessThanOrEqualTo((text.Length * 2) + 1, name?.Length ?? 0, text); // Azure DevOps repeats a project's name
            Assert.AreEqual(RepositoryName.AreSame(text, samples[0]), RepositoryName.AreSame(samples[0], text), text);
            Assert.IsFalse(FieldLimits.CutRepository(name ?? "").Length > FieldLimits.CommitRepository, text);
        }
    }

    [TestMethod]
    [Timeout(5 * Minutes)]
    public void Any_token_is_looked_into_and_blotted_out()
    {
        string[] samples = [Tokens.User, Tokens.Organization("https://sentry.io", "https://us.sentry.io", "acme"), "sntrys_e30=_x", "sntrys__", "sntrys_" + Tokens.Secret];
        foreach (var text in Fuzz.Texts(10_000, samples))
        {
            var value = string.Concat(text.Where(c => c is > ' ' and <= '~'));
            if (value.Length == 0)
                continue;

            var token = new AuthToken(value);
            Assert.IsTrue(OrganizationToken.Of(token)?.Server is not { UserInfo.Length: > 0 }, value);
            Assert.IsFalse(value.Length > 3 && token.Redact(value).Contains(value, StringComparison.OrdinalIgnoreCase), value);
            Assert.IsNotNull(token.Redact(text), text);
        }
    }

    [TestMethod]
    [Timeout(5 * Minutes)]
    public void Any_sentryclirc_is_parsed()
    {
        string[] samples = ["[defaults]\nurl=https://sentry.io\norg = acme\nproject: shop\n[auth]\ntoken=\"abc\"\n", "; comment\n[", "=x\n[auth]token", "[a]\r\nb='c'"];
        foreach (var text in Fuzz.Texts(10_000, samples))
        {
            var file = SentryCliRc.Parse("file", text);
            Assert.IsTrue(file.MalformedLines.All(line => line > 0), text);
            Assert.IsLessThanOrEqualTo(text.Length, (file.Token + file.Url + file.Organization + file.Projects).Length, text);
        }
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
        foreach (var bytes in Fuzz.Bytes(20_000, samples))
        {
            var id = new string('a', 40);
            var (_, tree) = CommitObject.ParseNode(id, bytes);
            var commit = CommitObject.Parse(id, bytes);
            Assert.IsLessThanOrEqualTo(bytes.Length, commit.Message.Length + commit.AuthorName.Length + commit.AuthorEmail.Length + tree.Length);
            AssertTakenBySentry(new CommitList(new ReleaseHistory { Reader = "git", Head = commit.Id, Commits = [commit] }, null).Commits, FieldLimits.Current);
        }
    }

    [TestMethod]
    [Timeout(5 * Minutes)]
    public void Any_text_becomes_one_short_line()
    {
        foreach (var text in Fuzz.Texts(20_000, "Created release app@1.0.0\r\nwith \u001b[1m12\u001b[0m commits", new string('x', 1100), "\ud83d\ude00\u202e\u2028", ""))
        {
            var line = OneLine.Of(text);
            Assert.IsLessThan(1005, line.Length, text);
            Assert.IsFalse(line.EnumerateRunes().Any(rune => Rune.GetUnicodeCategory(rune)
                is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate), text);
        }
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    [Timeout(5 * Minutes)]
    public void Any_commits_are_within_Sentrys_limits(bool current)
    {
        var limits = current ? FieldLimits.Current : FieldLimits.Older;
        var random = new Random(6);
        var texts = Fuzz.Texts(4_000, "Ada Lovelace", "ada@example.com", "src/Program.cs", new string('d', 600), "group/sub/shop", "\U0001F600" + new string('\ud83d', 130), " ", "").ToList();
        for (var i = 0; i < 1_000; i++)
        {
            var commits = Enumerable.Range(0, random.Next(1, 12)).Select(_ => Commit(random, texts)).ToList();
            var history = new ReleaseHistory { Reader = "git", Head = commits[0].Id, Commits = commits };
            var list = new CommitList(history, Text(random, texts), maxBytes: random.Next(100, 20_000));

            AssertTakenBySentry(current ? list.Commits : [.. list.Commits.Select(ReleaseFallbacks.Shorter)], limits);
            Assert.AreEqual(commits.Count, list.Commits.Count + list.OverSize);
            Assert.AreEqual(commits[0].Id, list.Commits.OrderByDescending(commit => commit.Timestamp).First().Id);
        }
    }

    private static Commit Commit(Random random, List<string> texts) => new(
        Convert.ToHexStringLower(Guid.NewGuid().ToByteArray()) + "00000000", Text(random, texts), Text(random, texts), Text(random, texts),
        DateTimeOffset.FromUnixTimeSeconds(random.NextInt64(253_402_000_000)).ToOffset(TimeSpan.FromMinutes(random.Next(-600, 600))),
        [.. Enumerable.Range(0, random.Next(6)).Select(_ => new ChangedFile(Text(random, texts), (ChangeKind)random.Next(3)))]);

    private static string Text(Random random, List<string> texts) => texts[random.Next(texts.Count)];

    private static void AssertTakenBySentry(IReadOnlyList<CommitRequest> commits, FieldLimits limits)
    {
        using var json = JsonDocument.Parse(RequestJson.Write(new ReleaseRequest { Version = "v", Projects = ["p"], Commits = commits }));
        foreach (var commit in json.RootElement.GetProperty("commits").EnumerateArray())
        {
            foreach (var field in commit.EnumerateObject())
            {
                Assert.AreNotEqual(JsonValueKind.Null, field.Value.ValueKind, field.Name);
                Assert.IsTrue(field.Name is "message" or "timestamp" or "patch_set" || IsFilled(field.Value.GetString(), Limit(field.Name, limits)), field.ToString());
            }

            Assert.IsTrue(DateTimeOffset.TryParse(commit.GetProperty("timestamp").GetString(), CultureInfo.InvariantCulture, out _), commit.ToString());
            if (!commit.TryGetProperty("patch_set", out var files))
                continue;

            foreach (var file in files.EnumerateArray())
                Assert.IsTrue(IsFilled(file.GetProperty("path").GetString(), limits.Path) && file.GetProperty("type").GetString() is "A" or "M" or "D", file.ToString());
        }
    }

    private static int Limit(string field, FieldLimits limits) => field switch
    {
        "id" => FieldLimits.Id,
        "author_name" => FieldLimits.AuthorName,
        "author_email" => limits.AuthorEmail,
        "repository" => FieldLimits.CommitRepository,
        _ => throw new AssertFailedException($"Sentry knows no field {field} of a commit."),
    };

    private static bool IsFilled(string? text, int limit) => !string.IsNullOrWhiteSpace(text) && text.Length <= limit;

    private static HttpResponseHeaders Headers() => new HttpResponseMessage().Headers;
}
