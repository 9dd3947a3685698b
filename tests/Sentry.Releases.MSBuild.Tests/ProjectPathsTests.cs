namespace Sentry.Releases.MSBuild.Tests;

/// <summary>Releases whose commits the build itself chooses, in generated repositories.</summary>
[TestClass]
public sealed class ProjectPathsTests
{
    /// <summary>How many commits are checked by building before and after.</summary>
    private const int Built = 4;

    /// <summary>With this seed the commits that are built are those that a simple build would not know.</summary>
    private const int SpecialFirst = 1;

    [TestMethod]
    [DataRow(SpecialFirst)]
    [DataRow(2)]
    public async Task A_release_has_exactly_the_commits_that_touch_what_its_application_is_made_of(int seed)
    {
        var repository = await Monorepo.CreateAsync(seed);
        var files = repository.Files.ToArray();
        new Random(seed).Shuffle(files);
        if (seed == SpecialFirst)
            files = [.. Monorepo.Special, .. files.Except(Monorepo.Special)];
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

        if (seed == SpecialFirst)
            CollectionAssert.AreEqual(Monorepo.Special, changing, "the builds show nothing");

        foreach (var application in Monorepo.Applications)
        {
            var (commits, paths) = await repository.ReleaseAsync(application);

            CollectionAssert.AreEquivalent(files.Where(file => repository.IsMadeOf(application, file)).ToArray(), commits, string.Join(' ', paths));
            if (application == "Web")
                CollectionAssert.IsSubsetOf(changing, commits, "what the build itself says");
        }
    }
}
