using Sentry.Releases.Git;

namespace Sentry.Releases.Tests.Git;

/// <summary>How far the walk goes, on graphs in memory that count what is read.</summary>
[TestClass]
public sealed class CommitRangeTests
{
    private const int Slack = 256;

    [TestMethod]
    [DataRow(1_000)]
    [DataRow(20_000)]
    public void What_is_behind_the_only_base_is_not_read(int history)
    {
        var graph = new MemoryGraph().AddLine("c", history);
        var tagged = new HashSet<string> { $"c{history - 10}" };

        var range = CommitRange.Read(graph.Read, $"c{history - 1}", tagged, explicitBase: null, CancellationToken.None);

        Assert.HasCount(9, range.Commits);
        Assert.AreEqual($"c{history - 10}", range.Bases.Single().Id);
        Assert.IsLessThanOrEqualTo(11, graph.Reads);
    }

    [TestMethod]
    [DataRow(2_000)]
    [DataRow(20_000)]
    public void Behind_several_bases_no_more_than_the_slack_is_read(int history)
    {
        // Two branches, each with a tag of its own, from one long line.
        var graph = new MemoryGraph().AddLine("c", history);
        graph.Add("left", history, $"c{history - 1}");
        graph.Add("right", history + 1, $"c{history - 1}");
        graph.Add("merge", history + 2, "left", "right");

        var range = CommitRange.Read(graph.Read, "merge", new HashSet<string> { "left", "right" }, explicitBase: null, CancellationToken.None);

        AssertIds(range.Commits, "merge");
        AssertIds(range.Bases, "right", "left");
        Assert.IsLessThanOrEqualTo(Slack + 10, graph.Reads);
    }

    [TestMethod]
    public void A_commit_found_to_be_behind_a_base_is_taken_back_with_all_that_is_behind_it()
    {
        // The tag's clock is wrong: it is met after its own ancestors were listed.
        var graph = new MemoryGraph();
        graph.Add("root", 1);
        graph.Add("a", 10, "root");
        graph.Add("b", 11, "a");
        graph.Add("tag", 2, "b");
        graph.Add("work", 12, "b");
        graph.Add("merge", 20, "work", "tag");

        var range = CommitRange.Read(graph.Read, "merge", new HashSet<string> { "tag" }, explicitBase: null, CancellationToken.None);

        AssertIds(range.Commits, "merge", "work");
        AssertIds(range.Bases, "tag");
    }

    [TestMethod]
    [DataRow(Slack - 1, false)]
    [DataRow(Slack + 1, true)]
    public void A_way_back_into_the_range_is_found_within_the_slack(int commitsBetween, bool isListed)
    {
        // From the bases a line of ever older commits leads to one that is younger, and listed.
        var graph = new MemoryGraph();
        graph.Add("root", 1);
        graph.Add("young", 900_000, "root");
        var last = "young";
        for (var i = 0; i < commitsBetween; i++)
            graph.Add(last = $"old{i}", 1_000 + i, i == 0 ? "young" : $"old{i - 1}");
        graph.Add("base", 950_000, last);
        graph.Add("other", 950_001, "root");
        graph.Add("head", 1_000_000, "young", "base", "other");

        var range = CommitRange.Read(graph.Read, "head", new HashSet<string> { "base", "other" }, explicitBase: null, CancellationToken.None);

        Assert.AreEqual(isListed, range.Commits.Any(commit => commit.Id == "young"));
    }

    [TestMethod]
    public void The_slack_begins_anew_when_something_as_young_as_the_range_turns_up()
    {
        var graph = new MemoryGraph();
        graph.Add("root", 1);
        graph.Add("young", 900_000, "root");
        var last = "young";
        for (var i = 0; i < Slack + 100; i++)
        {
            // One in the middle is as young as the range.
            graph.Add($"old{i}", i == 200 ? 910_000 : 1_000 + i, last);
            last = $"old{i}";
        }

        graph.Add("base", 950_000, last);
        graph.Add("other", 950_001, "root");
        graph.Add("head", 1_000_000, "young", "base", "other");

        var range = CommitRange.Read(graph.Read, "head", new HashSet<string> { "base", "other" }, explicitBase: null, CancellationToken.None);

        AssertIds(range.Commits, "head");
    }

    [TestMethod]
    public void Cancelling_ends_the_walk()
    {
        using var cancellation = new CancellationTokenSource();
        var graph = new MemoryGraph().AddLine("c", 1_000);
        graph.BeforeRead = () =>
        {
            if (graph.Reads == 100)
                cancellation.Cancel();
        };

        Assert.ThrowsExactly<OperationCanceledException>(
            () => CommitRange.Read(graph.Read, "c999", new HashSet<string> { "c0" }, explicitBase: null, cancellation.Token));
        Assert.IsLessThanOrEqualTo(101, graph.Reads);
    }

    [TestMethod]
    public void All_commits_are_read_only_as_they_are_asked_for()
    {
        var graph = new MemoryGraph().AddLine("c", 1_000);

        Assert.HasCount(5, CommitRange.ReadAll(graph.Read, "c999").Take(5).ToList());
        Assert.IsLessThanOrEqualTo(6, graph.Reads);
    }

    [TestMethod]
    public void Of_previous_tags_the_newest_counts_then_an_annotated_one_then_the_name()
    {
        var range = new CommitRange([], [new CommitNode("old", [], 1), new CommitNode("new", [], 2), new CommitNode("as-new", [], 2)]);

        Assert.AreEqual("z", Previous(new GitTag("a", "old", true), new GitTag("z", "new", false)));
        Assert.AreEqual("z", Previous(new GitTag("a", "as-new", false), new GitTag("z", "new", true)));
        Assert.AreEqual("B", Previous(new GitTag("a", "new", false), new GitTag("B", "as-new", false)));
        Assert.IsNull(Previous(new GitTag("a", "elsewhere", true)));

        string? Previous(params GitTag[] tags)
        {
            var name = ReleaseTags.Previous(range, tags)?.Name;
            Assert.AreEqual(name, ReleaseTags.Previous(range, tags.Reverse())?.Name);
            return name;
        }
    }

    private static void AssertIds(IEnumerable<CommitNode> commits, params string[] expected) =>
        CollectionAssert.AreEqual(expected, commits.Select(commit => commit.Id).ToArray());

    private sealed class MemoryGraph
    {
        private readonly Dictionary<string, CommitNode> _commits = [];

        public int Reads { get; private set; }

        public Action BeforeRead { get; set; } = () => { };

        public void Add(string id, long time, params string[] parents) => _commits.Add(id, new CommitNode(id, parents, time));

        /// <summary>A line of commits, a second apart.</summary>
        public MemoryGraph AddLine(string prefix, int count)
        {
            for (var i = 0; i < count; i++)
                Add($"{prefix}{i}", i, i == 0 ? [] : [$"{prefix}{i - 1}"]);
            return this;
        }

        public CommitNode Read(string id)
        {
            BeforeRead();
            Reads++;
            return _commits[id];
        }
    }
}
