using System.Globalization;
using System.Text;
using Sentry.Releases.Git;

namespace Sentry.Releases.Tests.Git.Contract;

/// <summary>Authors, messages and dates.</summary>
internal abstract class CommitTextContract(GitReaderChoice reader) : HistoryContract(reader)
{
    [TestMethod]
    public void Author_committer_date_and_whole_message()
    {
        using var repository = new GitRepository { Now = 1_600_000_000 };
        repository.CommitFile("a.txt", "Subject\n\n  Body with a trailing space \n\n\nend");

        var commit = AssertAgreesWithGit(repository).Commits[0];

        Assert.AreEqual("Ada Lovelace", commit.AuthorName);
        Assert.AreEqual("ada@example.com", commit.AuthorEmail);
        Assert.AreEqual(TimeSpan.FromMinutes(90), commit.Timestamp.Offset);
        Assert.AreEqual("Subject\n\n  Body with a trailing space \n\n\nend\n", commit.Message);
    }

    [TestMethod]
    public void An_empty_message()
    {
        using var repository = new GitRepository();
        repository.CommitFile("a.txt", "");

        Assert.AreEqual("", AssertAgreesWithGit(repository).Commits[0].Message);
    }

    [TestMethod]
    [DataRow("ISO-8859-1", "é", new byte[] { 0xE9 })]
    [DataRow("latin1", "é", new byte[] { 0xE9 })]
    [DataRow("CP1251", "Ж", new byte[] { 0xC6 })]
    [DataRow("windows-1252", "€", new byte[] { 0x80 })]
    [DataRow("Shift_JIS", "日", new byte[] { 0x93, 0xFA })]
    [DataRow("EUC-JP", "日", new byte[] { 0xC6, 0xFC })]
    [DataRow("GB18030", "日", new byte[] { 0xC8, 0xD5 })]
    [DataRow("KOI8-R", "Ж", new byte[] { 0xF6 })]
    [DataRow("UTF-8", "é", new byte[] { 0xC3, 0xA9 })]
    [DataRow("utf8", "é", new byte[] { 0xC3, 0xA9 })]
    public void A_commit_is_decoded_by_its_own_encoding(string encoding, string text, byte[] bytes)
    {
        using var repository = new GitRepository();
        var headers = Encoding.ASCII.GetBytes($" <a@b> 1 +0000\ncommitter C <c@x> 1 +0000\nencoding {encoding}\n\nM");
        AddRaw(repository, [.. "N"u8, .. bytes, .. headers, .. bytes, .. "\n"u8]);

        var commit = AssertAgreesWithGit(repository).Commits[0];

        Assert.AreEqual("N" + text, commit.AuthorName);
        Assert.AreEqual($"M{text}\n", commit.Message);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("encoding no-such-encoding\n")]
    [DataRow("encoding UTF-16\n")]
    [DataRow("encoding ../../etc\n")]
    [DataRow("encoding \n")]
    public void Bytes_that_do_not_decode_are_replaced(string header)
    {
        using var repository = new GitRepository();
        var headers = Encoding.ASCII.GetBytes($" <a@b> 1 +0000\ncommitter C <c@x> 1 +0000\n{header}\nM");
        AddRaw(repository, [.. "N"u8, 0xFF, .. headers, 0xFE, .. "\n"u8]);

        var commit = Read(Query(repository))!.Commits[0];

        Assert.AreEqual("N\uFFFD", commit.AuthorName);
        Assert.AreEqual("M\uFFFD\n", commit.Message);
    }

    [TestMethod]
    [DataRow("Name <a@b> 1600000000 +0200")]
    [DataRow("Name<a@b> 1600000000 +0200")]
    [DataRow("  Spaces  <  a@b  > 1600000000 -0330")]
    [DataRow("<a@b> 1600000000 +0000")]
    [DataRow("Name <> 1600000000 +0000")]
    [DataRow(" <> 0 +0000")]
    [DataRow("Two <a@b> <c@d> 1600000000 +0000")]
    [DataRow("Inner <a<b>c> 1600000000 +0000")]
    [DataRow("Unclosed <a@b 1600000000 +0000")]
    [DataRow("Unopened a@b> 1600000000 +0000")]
    [DataRow("No brackets at all")]
    [DataRow("")]
    [DataRow("Name <a@b>")]
    [DataRow("Name <a@b> ")]
    [DataRow("Name <a@b> soon")]
    [DataRow("Name <a@b> 1600000000")]
    [DataRow("Name <a@b> 1600000000 soon")]
    [DataRow("Name <a@b> 1600000000   +0545")]
    [DataRow("Name <a@b> 1600000000 +1400")]
    [DataRow("Name <a@b> 1600000000 -1200")]
    [DataRow("Name <a@b> 1600000000 +1")]
    [DataRow("Name <a@b> 253402300799 +0000")]
    [DataRow("Name <a@b> 1600000000+0100")]
    [DataRow("Name \"quoted\" (comment) <a@b> 1600000000 +0000")]
    [DataRow("\tName\t <a@b> 1600000000 +0000")]
    public void Odd_identities_are_split_as_git_splits_them(string identity)
    {
        using var repository = new GitRepository();
        AddRaw(repository, Encoding.UTF8.GetBytes($"{identity}\ncommitter {identity}\n\nm\n"));

        AssertAgreesWithGit(repository);
    }

    [TestMethod]
    [DataRow("99999999999999999999999 +0000", "1970-01-01T00:00:00+00:00")]
    [DataRow("9223372036854775807 +0000", "1970-01-01T00:00:00+00:00")]
    [DataRow("253402300800 +0000", "1970-01-01T00:00:00+00:00")]
    [DataRow("253402300799 +0100", "9999-12-31T23:59:59+00:00")]
    [DataRow("0 -1400", "1969-12-31T10:00:00-14:00")]
    [DataRow("-5 +0000", "1970-01-01T00:00:00+00:00")]
    [DataRow("1600000000 +9999", "2020-09-13T12:26:40+00:00")]
    [DataRow("1600000000 +99999999999999", "2020-09-13T12:26:40+00:00")]
    [DataRow("1600000000 -2147483648", "2020-09-13T12:26:40+00:00")]
    public void A_date_beyond_what_can_be_shown_does_not_matter(string date, string expected)
    {
        using var repository = new GitRepository();
        AddRaw(repository, Encoding.UTF8.GetBytes($"A <a@b> 1 +0000\ncommitter C <c@x> {date}\n\nm\n"));

        var timestamp = Read(Query(repository))!.Commits[0].Timestamp;
        Assert.AreEqual(expected, timestamp.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
    }

    [TestMethod]
    public void A_message_ends_at_a_NUL()
    {
        using var repository = new GitRepository();
        AddRaw(repository, [.. "A <a@b> 1 +0000\ncommitter C <c@x> 1 +0000\n\nseen"u8, 0, .. "unseen\n"u8]);

        Assert.AreEqual("seen", Read(Query(repository))!.Commits[0].Message);
    }

    [TestMethod]
    public void Other_headers_do_not_disturb()
    {
        using var repository = new GitRepository();
        AddRaw(repository, Encoding.UTF8.GetBytes(
            "A <a@b> 1 +0000\ncommitter C <c@x> 1 +0000\ngpgsig -----BEGIN\n author Fake <f@f> 1 +0000\n \n encoding latin1\n"
            + "author Last <l@l> 1 +0000\n\n\n\né after empty lines"));

        var commit = AssertAgreesWithGit(repository).Commits[0];

        Assert.AreEqual("Last", commit.AuthorName);
        Assert.AreEqual("\n\né after empty lines", commit.Message);
    }

    [TestMethod]
    public void A_message_and_an_author_of_a_hundred_thousand_characters()
    {
        using var repository = new GitRepository();
        var text = new string('é', 100_000);
        AddRaw(repository, Encoding.UTF8.GetBytes($"{text} <{text}> 1 +0000\ncommitter C <c@x> 1 +0000\n\n{text}\n"));

        var commit = Read(Query(repository))!.Commits[0];

        Assert.AreEqual(text, commit.AuthorName);
        Assert.AreEqual(text, commit.AuthorEmail);
        Assert.AreEqual(text + "\n", commit.Message);
    }

    /// <summary>Adds a commit: tree and parent as they should be, then the rest from the author's name on.</summary>
    private static void AddRaw(GitRepository repository, byte[] rest)
    {
        repository.CommitFile("a.txt");
        repository.Git("tag", "v1.0");
        var tree = repository.Git("rev-parse", "HEAD^{tree}");
        repository.CommitRaw([.. Encoding.ASCII.GetBytes($"tree {tree}\nparent {repository.Head()}\nauthor "), .. rest]);
    }
}
