using System.Globalization;
using System.Text;
using FsCheck.Fluent;
using Sentry.Releases.Git;

namespace Sentry.Releases.Tests.Git;

/// <summary>Random trees, filtered by random paths: both readers against what plain git says each commit changed.</summary>
[TestClass]
public sealed class PathsAgreeTests
{
    private static readonly string[] Names = ["a", "b", "ab", "A", "a b", "é", "*", ":(glob)a"];

    [TestMethod]
    public void The_git_program_agrees_with_git() => AssertAgrees(GitReaderChoice.Git);

    [TestMethod]
    public void LibGit2_agrees_with_git() => AssertAgrees(GitReaderChoice.LibGit2);

    private static void AssertAgrees(GitReaderChoice reader)
    {
        var histories = Gen.Choose(1, int.MaxValue).Select(seed => new Random(seed));
        RandomCases.Check(30, histories, random => Agrees(reader, random));
    }

    private static void Agrees(GitReaderChoice reader, Random random)
    {
        using var repository = new GitRepository();
        repository.GitWithInput(Encoding.UTF8.GetBytes(FastImportStream(random)), "fast-import", "--quiet");
        var ignoresCase = random.Next(2) == 0;
        repository.Git("config", "core.ignorecase", ignoresCase ? "true" : "false");
        var changes = repository.Lines("rev-list", "--no-merges", "HEAD").ToDictionary(id => id, id => GitTruth.ChangedFiles(repository, id));
        for (var i = 0; i < 8; i++)
        {
            string[] paths = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => RandomPath(random))];
            var query = AnyQuery.Of(repository.Folder, reader) with { Paths = paths, InitialCommits = int.MaxValue };
            var comparison = ignoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

            var commits = GitTruth.ReadQuietly(query).Commits;

            var expected = changes.Where(change => change.Value.Any(file => paths.Any(path => IsAtOrBelow(file.Path, path, comparison)))).Select(change => change.Key);
            CollectionAssert.AreEqual(expected.ToArray(), commits.Select(commit => commit.Id).ToArray(), string.Join(" | ", paths));
            foreach (var commit in commits)
                CollectionAssert.AreEqual(changes[commit.Id], commit.ChangedFiles.ToArray(), commit.Id);
        }
    }

    private static bool IsAtOrBelow(string file, string path, StringComparison comparison) =>
        file.Equals(path, comparison) || file.StartsWith(path + "/", comparison);

    private static string RandomPath(Random random) =>
        string.Join('/', Enumerable.Range(0, random.Next(1, 4)).Select(_ => Names[random.Next(Names.Length)]));

    /// <summary>Files come, change, become folders and go; some commits are merges, and some change nothing.</summary>
    private static string FastImportStream(Random random)
    {
        var stream = new StringBuilder();
        for (var mark = 1; mark <= 25; mark++)
        {
            stream.Append(CultureInfo.InvariantCulture, $"commit refs/heads/main\nmark :{mark}\ncommitter C <c@x> {1_000_000 + mark} +0000\ndata 1\nm\n");
            if (mark > 1)
                stream.Append(CultureInfo.InvariantCulture, $"from :{mark - 1}\n");
            if (mark > 3 && random.Next(6) == 0)
                stream.Append(CultureInfo.InvariantCulture, $"merge :{random.Next(1, mark - 1)}\n");
            for (var i = random.Next(4); i > 0; i--)
            {
                var mode = random.Next(5) == 0 ? "100755" : "100644";
                var path = $"\"{RandomPath(random)}\"";
                stream.Append(random.Next(4) == 0
                    ? $"D {path}\n"
                    : string.Create(CultureInfo.InvariantCulture, $"M {mode} inline {path}\ndata 1\n{random.Next(10)}\n"));
            }

            stream.Append('\n');
        }

        return stream.ToString();
    }
}
