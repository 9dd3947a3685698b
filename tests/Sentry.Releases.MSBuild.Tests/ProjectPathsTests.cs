namespace Sentry.Releases.MSBuild.Tests;

/// <summary>Releases whose commits the build itself chooses, in generated repositories.</summary>
[TestClass]
public sealed class ProjectPathsTests
{
    /// <summary>How many commits are checked by building before and after.</summary>
    private const int Built = 3;

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    public async Task A_release_has_exactly_the_commits_that_touch_what_its_application_is_made_of(int seed)
    {
        var repository = await Monorepo.CreateAsync(seed);
        var files = repository.Files.ToArray();
        new Random(seed).Shuffle(files);
        var changing = new List<string>();
        var before = await repository.BuildAsync("Web");
        foreach (var (file, number) in files.Select((file, number) => (file, number)))
        {
            await repository.ChangeAsync(file, number);
            if (number >= Built)
                continue;

            var after = await repository.BuildAsync("Web");
            if (after != before)
                changing.Add(file);
            before = after;
        }

        foreach (var application in Monorepo.Applications)
        {
            var (commits, paths) = await repository.ReleaseAsync(application);

            CollectionAssert.AreEquivalent(files.Where(file => repository.IsMadeOf(application, file)).ToArray(), commits, string.Join(' ', paths));
            if (application == "Web")
                CollectionAssert.IsSubsetOf(changing, commits, "what the build itself says");
        }
    }
}
