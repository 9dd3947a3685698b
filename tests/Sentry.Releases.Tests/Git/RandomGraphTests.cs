using System.Globalization;
using System.Text;
using Sentry.Releases.Git;

namespace Sentry.Releases.Tests.Git;

/// <summary>Random graphs with random tags and clocks that go wrong, read by both readers and by plain git commands.</summary>
[TestClass]
public sealed class RandomGraphTests
{
    private const int Graphs = 200;

    [TestMethod]
    public void The_git_program_reader_agrees_with_git() => AssertAgrees(GitReaderChoice.Git, seed: 1);

    [TestMethod]
    public void The_LibGit2_reader_agrees_with_git() => AssertAgrees(GitReaderChoice.LibGit2, seed: 2);

    private static void AssertAgrees(GitReaderChoice reader, int seed)
    {
        using var repository = new GitRepository();
        for (var i = 0; i < Graphs; i++)
        {
            var random = new Random((seed * 100_000) + i);
            var graph = RandomGraph.Import(repository, random);
            var history = GitTruth.ReadQuietly(AnyQuery.Of(repository.Folder, reader) with
            {
                InitialCommits = int.MaxValue,
                MaxCommits = int.MaxValue,
            });

            var why = $"graph {i} of seed {seed}";
            CollectionAssert.AreEqual(graph.ExpectedCommits(), history.Commits.Select(c => c.Id).ToArray(), why);
            Assert.AreEqual(graph.ExpectedTag(), history.PreviousTag, why);
        }
    }

    /// <param name="Order">Every commit, in git's default order.</param>
    /// <param name="Parents">Of each commit.</param>
    /// <param name="Times">The committer's date of each commit.</param>
    /// <param name="Tags">Those that point at an ancestor of the newest commit.</param>
    private sealed record RandomGraph(
        List<string> Order, Dictionary<string, string[]> Parents, Dictionary<string, int> Times, List<Tag> Tags)
    {
        public static RandomGraph Import(GitRepository repository, Random random)
        {
            var old = repository.Lines("for-each-ref", "--format=delete %(refname)");
            repository.GitWithInput(Encoding.UTF8.GetBytes(string.Concat(old.Select(line => line + "\n"))), "update-ref", "--stdin");
            repository.GitWithInput(Encoding.UTF8.GetBytes(FastImportStream(random)), "fast-import", "--quiet", "--force");

            var lines = repository.Lines("rev-list", "--timestamp", "--parents", "HEAD").Select(line => line.Split(' ')).ToList();
            var times = lines.ToDictionary(p => p[1], p => int.Parse(p[0], CultureInfo.InvariantCulture));
            var tags = repository.Lines("for-each-ref", "--format=%(refname:short) %(objectname) %(*objectname)", "refs/tags")
                .Select(line => line.Split(' '))
                .Select(p => new Tag(p[0], p[2].Length > 0 ? p[2] : p[1], p[2].Length > 0))
                .Where(tag => tag.Commit != lines[0][1] && times.ContainsKey(tag.Commit))
                .ToList();
            return new RandomGraph([.. lines.Select(p => p[1])], lines.ToDictionary(p => p[1], p => p[2..]), times, tags);
        }

        /// <summary>
        /// The whole list without what any tag reaches, by walks without bounds: git's own <c>--not</c> and <c>--merged</c> trust the
        /// clocks to some degree.
        /// </summary>
        public string[] ExpectedCommits()
        {
            var behind = Tags.SelectMany(tag => AncestorsOf(tag.Commit)).ToHashSet();
            return [.. Order.Where(id => !behind.Contains(id))];
        }

        public string? ExpectedTag() => Tags
            .Where(tag => !Tags.Exists(other => other.Commit != tag.Commit && AncestorsOf(other.Commit).Contains(tag.Commit)))
            .OrderByDescending(tag => Times[tag.Commit])
            .ThenByDescending(tag => tag.Annotated)
            .ThenBy(tag => tag.Name, StringComparer.Ordinal)
            .FirstOrDefault()?.Name;

        private HashSet<string> AncestorsOf(string id)
        {
            var found = new HashSet<string>();
            var pending = new Stack<string>([id]);
            while (pending.TryPop(out var next))
            {
                if (found.Add(next))
                    Array.ForEach(Parents[next], pending.Push);
            }

            return found;
        }

        private static string FastImportStream(Random random)
        {
            var stream = new StringBuilder();
            var count = random.Next(1, 40);
            var skew = random.Next(3) * 50;
            for (var mark = 1; mark <= count; mark++)
            {
                var time = 1_000_000 + (mark * random.Next(3)) + random.Next(-skew, skew + 1);
                var parents = RandomParents(random, mark);
                if (parents.Length == 0)
                    stream.Append("reset refs/heads/main\n\n");
                stream.Append(CultureInfo.InvariantCulture, $"commit refs/heads/main\nmark :{mark}\ncommitter C <c@x> {time} +0000\n");
                stream.Append("data 1\nm\n");
                for (var p = 0; p < parents.Length; p++)
                    stream.Append(CultureInfo.InvariantCulture, $"{(p == 0 ? "from" : "merge")} :{parents[p]}\n");
                stream.Append(CultureInfo.InvariantCulture, $"M 644 inline f{mark}\ndata 1\nx\n");
            }

            for (var tag = random.Next(6); tag > 0; tag--)
            {
                var target = random.Next(1, count + 1);
                stream.Append(random.Next(2) == 0
                    ? $"reset refs/tags/t{tag}\nfrom :{target}\n\n"
                    : $"tag t{tag}\nfrom :{target}\ntagger T <t@x> 1 +0000\ndata 1\nm\n");
            }

            return stream.ToString();
        }

        private static int[] RandomParents(Random random, int mark)
        {
            if (mark == 1 || random.Next(25) == 0)
                return [];

            var count = random.Next(10) switch { < 6 => 1, < 9 => 2, _ => 3 };
            return [.. Enumerable.Range(0, count).Select(_ => Math.Max(1, mark - 1 - random.Next(random.Next(1, 12)))).Distinct()];
        }
    }

    private sealed record Tag(string Name, string Commit, bool Annotated);
}
