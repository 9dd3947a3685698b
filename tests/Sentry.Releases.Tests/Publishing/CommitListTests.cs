using FsCheck;
using FsCheck.Fluent;
using Sentry.Releases.Git;
using Sentry.Releases.Publishing;
using Sentry.Releases.SentryApi;

namespace Sentry.Releases.Tests.Publishing;

[TestClass]
public sealed class CommitListTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.FromHours(2));

    [TestMethod]
    public void A_commit_that_fits_is_sent_as_it_is()
    {
        var commit = new Commit(Id(1), "Subject\n\nFixes SHOP-1\n", "Ada", "ada@example.org", Noon,
            [new("a", ChangeKind.Added), new("b", ChangeKind.Modified), new("c", ChangeKind.Deleted)]);

        var sent = Of([commit]).Commits.Single();

        Assert.AreEqual(new ReleaseCommit(Id(1), commit.Message, "Ada", "ada@example.org", Noon, "acme/shop", sent.PatchSet), sent);
        Assert.AreEqual("A a, M b, D c", string.Join(", ", sent.PatchSet!.Select(file => $"{file.Type} {file.Path}")));
    }

    [TestMethod]
    public void A_blank_author_is_left_out()
    {
        var sent = Of([new Commit(Id(1), "", " ", "", Noon, [])]).Commits.Single();

        Assert.IsNull(sent.AuthorName);
        Assert.IsNull(sent.AuthorEmail);
        Assert.AreEqual("", sent.Message);
        Assert.IsNull(sent.PatchSet);
    }

    [TestMethod]
    public void A_path_that_is_too_long_is_left_out_and_counted()
    {
        var list = Of([new Commit(Id(1), "m", "a", "e", Noon, [new(new string('x', 511), ChangeKind.Added), new("b", ChangeKind.Added)])]);

        Assert.AreEqual("b", list.Commits.Single().PatchSet!.Single().Path);
        Assert.AreEqual(1, list.OddPaths.Count);
    }

    [TestMethod]
    public void A_path_of_just_the_limit_is_sent()
    {
        var path = new string('x', 510);

        var list = Of([new Commit(Id(1), "m", "a", "e", Noon, [new(path, ChangeKind.Added)])]);

        Assert.AreEqual(path, list.Commits.Single().PatchSet!.Single().Path);
        Assert.IsEmpty(list.OddPaths);
    }

    [TestMethod]
    public void A_list_of_more_than_two_and_a_half_megabytes_shrinks_where_no_other_bound_is_given()
    {
        var message = new string('m', 100_000);
        Commit[] commits = [.. Enumerable.Range(1, 26).Select(number => new Commit(Id(number), message, "a", "e", Noon, []))];

        Assert.HasCount(24, Of(commits[..24]).Commits);
        Assert.IsTrue(Size(Of(commits)) <= 2_500_000);
        Assert.HasCount(24, Of(commits).Commits);
    }

    [TestMethod]
    public void Sentry_saves_all_but_the_commits_that_it_is_told_to_skip()
    {
        var request = new ReleaseRequest { Version = "app@1", Projects = ["web"], Commits = [new("1", "a"), new("2", "b #skipsentry c"), new("3", "#SkipSentry")] };

        Assert.AreEqual("1 3", string.Join(' ', CommitList.Saved(request).Select(commit => commit.Id)));
        Assert.IsEmpty(CommitList.Saved(request with { Commits = null }));
    }

    [TestMethod]
    public void A_repository_name_that_is_too_long_keeps_its_last_parts()
    {
        var name = string.Join('/', Enumerable.Repeat("a-rather-long-group", 5)) + "/shop";

        Assert.AreEqual("a-rather-long-group/a-rather-long-group/a-rather-long-group/shop", FieldLimits.CutRepository(name));
        Assert.AreEqual(64, FieldLimits.CutRepository(new string('x', 100)).Length);
    }

    [TestMethod]
    public void A_cut_does_not_split_a_surrogate_pair() =>
        Assert.AreEqual("ab", FieldLimits.Cut("ab\U0001F600", 3));

    [TestMethod]
    public void The_head_is_first_after_a_sort_by_time_whatever_the_clocks()
    {
        var list = Of([At(1, 0), At(2, 30), At(3, -10)]);

        var sorted = list.Commits.OrderByDescending(commit => commit.Timestamp).Select(commit => commit.Id);
        CollectionAssert.AreEqual(new[] { Id(1), Id(2), Id(3) }, sorted.ToArray());
        Assert.AreEqual(Noon.AddMinutes(-10), list.Commits[2].Timestamp);
    }

    [TestMethod]
    public void When_the_body_is_too_large_files_of_the_oldest_go_first_then_the_oldest_commits()
    {
        var commits = Enumerable.Range(1, 10).Select(i => At(i, -i) with { ChangedFiles = [new(new string('x', 100), ChangeKind.Added)] }).ToArray();
        var one = Size(Of(commits[..1]));
        var bare = Size(Of([commits[0] with { ChangedFiles = [] }]));

        var withoutSomeFiles = Of(commits, (9 * one) + bare);
        Assert.HasCount(10, withoutSomeFiles.Commits);
        Assert.AreEqual(1, withoutSomeFiles.FilesOverSize);
        Assert.IsNull(withoutSomeFiles.Commits[9].PatchSet);

        var withoutSomeCommits = Of(commits, 3 * bare);
        CollectionAssert.AreEqual(new[] { Id(1), Id(2), Id(3) }, withoutSomeCommits.Commits.Select(commit => commit.Id).ToArray());
        Assert.AreEqual(7, withoutSomeCommits.OverSize);
        Assert.AreEqual(10, withoutSomeCommits.FilesOverSize);
    }

    [TestMethod]
    public void Whatever_the_commits_the_list_keeps_every_limit_of_the_server()
    {
        var texts = ArbMap.Default.GeneratorFor<string>().Select(text => text ?? "");
        var longTexts = Gen.Choose(0, 1000).SelectMany(length => Gen.Elements('a', 'ß', '\n', ' ', '\ud83d').Select(c => new string(c, length)));
        var text = Gen.OneOf(texts, longTexts);
        var files =
            from path in text
            from kind in Gen.Elements(Enum.GetValues<ChangeKind>())
            select new ChangedFile(path, kind);
        var commits =
            from message in text
            from author in text
            from email in text
            from changed in files.ArrayOf()
            from seconds in Gen.Choose(-100_000, 100_000)
            select new Commit(Id(seconds + 100_001), message, author, email, Noon.AddSeconds(seconds), changed);

        Prop.ForAll(commits.ArrayOf().ToArbitrary(), all =>
        {
            var list = Of(all, 20_000);
            Assert.IsTrue(list.Commits.All(IsWithinLimits));
            Assert.IsTrue(list.Commits.Count <= 1 || Size(list) <= 20_000);
            Assert.AreEqual(all.Length, list.Commits.Count + list.OverSize);
            if (all.Length > 0)
                Assert.AreEqual(all[0].Id, list.Commits.OrderByDescending(commit => commit.Timestamp).First().Id);
        }).QuickCheckThrowOnFailure();
    }

    private static bool IsWithinLimits(ReleaseCommit commit) =>
        commit is { Id.Length: <= 64, Message: not null, AuthorName: null or { Length: > 0 and <= 128 }, AuthorEmail: null or { Length: > 0 and <= 200 }, Repository.Length: <= 64, Timestamp: not null }
        && (commit.PatchSet is null || (commit.PatchSet.Count > 0 && commit.PatchSet.All(file => file.Path.Trim().Length > 0 && file.Path.Length <= 510 && file.Type is "A" or "M" or "D")));

    private static CommitList Of(IReadOnlyList<Commit> commits, int maxBytes = CommitList.MaxBytes) =>
        new(new ReleaseHistory { Reader = "git", Head = Id(1), Commits = commits }, "acme/shop", maxBytes);

    private static Commit At(int number, int minutes) => new(Id(number), "m", "a", "e", Noon.AddMinutes(minutes), []);

    private static int Size(CommitList list) =>
        RequestJson.Sizes(list.Commits).Sum();

    private static string Id(int number) => number.ToString("x40", System.Globalization.CultureInfo.InvariantCulture);
}
